import { afterAll, beforeAll, expect, it } from 'vitest';
import { newCompilation } from '../../../lib/papers/compilation.ts';
import { createPaperStore } from '../../../lib/store/papers.ts';
import { startRegister, type TestRegister } from '../../support/register.ts';

let register: TestRegister;
beforeAll(async () => {
  register = await startRegister();
});
afterAll(() => register.stop());

it('a paper goes on only from where it was read: whom another has overtaken changes nothing', async () => {
  const { compilations } = createPaperStore(register.table);
  const asked = newCompilation('monthly', '2026-10', 'office', '2026-10-28T03:00:00Z');
  const [working, done] = [
    { ...asked, status: 'working' as const },
    { ...asked, status: 'done' as const },
  ];
  expect(await compilations.create(asked)).toBe(true);
  expect(await compilations.create(working)).toBe(false);
  expect(await compilations.replace(asked, done)).toBe(true);
  expect(await compilations.replace(asked, working)).toBe(false);
  expect(await compilations.get(asked.id)).toEqual(done);
});
