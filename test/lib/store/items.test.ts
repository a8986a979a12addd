import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createAccountStore } from '../../../lib/store/accounts.ts';
import { createMailStore } from '../../../lib/store/mails.ts';
import { createObligationStore } from '../../../lib/store/obligations.ts';
import { createPaperStore } from '../../../lib/store/papers.ts';
import { createRequestStore } from '../../../lib/store/requests.ts';
import { createUnitStore } from '../../../lib/store/units.ts';
import { startRegister, type TestRegister } from '../../support/register.ts';

/** DynamoDB takes no longer key than 2,048 bytes; an address may hold 10 KB. */
const TOO_LONG = 'a'.repeat(3_000);

let register: TestRegister;
beforeAll(async () => {
  register = await startRegister();
});
afterAll(() => register.stop());

describe('an id that is longer than any key', () => {
  it('is of nothing: no unit, request, report, account or compilation', async () => {
    const { table } = register;
    const found = await Promise.all([
      createUnitStore(table).get(TOO_LONG),
      createRequestStore(table).get(TOO_LONG),
      createObligationStore(table).get({ unit: TOO_LONG, rule: 'monthly', period: '2026-10' }),
      createAccountStore(table).get(TOO_LONG),
      createPaperStore(table).compilations.get(TOO_LONG),
    ]);
    expect(found).toEqual([undefined, undefined, undefined, undefined, undefined]);
  });

  it('does not hide those beside it', async () => {
    const mails = createMailStore(register.table);
    const delivery = { kind: 'bounce', at: '2026-10-21T00:00:00Z', detail: 'no such address' } as const;
    await mails.noteDelivery('m-1', 'a@x.example', delivery);
    expect([...(await mails.deliveries([TOO_LONG, 'm-1', 'm-1'])).keys()]).toEqual(['m-1']);
  });
});

it('as many are found as there are, over the bound of one batch', async () => {
  const mails = createMailStore(register.table);
  const ids = Array.from({ length: 205 }, (_, i) => `many-${i}`);
  const delivery = { kind: 'bounce', at: '2026-10-21T00:00:00Z', detail: 'no such address' } as const;
  await Promise.all(ids.map((id) => mails.noteDelivery(id, 'a@x.example', delivery)));
  expect((await mails.deliveries([...ids, 'nobody'])).size).toBe(205);
});
