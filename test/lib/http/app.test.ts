import { describe, expect, it } from 'vitest';
import { createHttpApp, toLambda } from '../../../lib/http/app.ts';
import { createRateLimit } from '../../../lib/http/rate-limit.ts';
import { answerOf } from '../../support/api-event.ts';

const AT = '2026-10-26T01:00:00Z';
const ASKED = '/v1/me';

function frame() {
  const read: string[] = [];
  const app = createHttpApp(
    {
      accounts: {
        get: async (user) => {
          read.push(user);
          return { user, role: 'office', active: true };
        },
      },
      bootstrapOfficeUser: 'office',
      waitFor: createRateLimit({ burst: 2, perSecond: 0.1 }),
      log: () => {},
    },
    (path) => path === '/v1/public',
  );
  app.get('*', (c) => c.json({}));
  const handler = toLambda(app);
  const ask = (user: string, path = ASKED, at = AT) => answerOf(handler, { path, user, at });
  return { ask, read };
}

describe('an account that asks too often', () => {
  it('is told in a problem to wait, and for how long, before anything is read for it', async () => {
    const { ask, read } = frame();
    await ask('a');
    await ask('a');
    const refused = await ask('a');
    expect(refused).toMatchObject({
      statusCode: 429,
      headers: { 'content-type': 'application/problem+json', 'retry-after': '10', 'cache-control': 'no-store' },
    });
    expect(JSON.parse(refused.body ?? '')).toMatchObject({
      code: 'too-many-requests',
      title: 'Gửi quá nhiều yêu cầu',
      detail: expect.stringContaining('chờ 10 giây'),
    });
    expect(read).toEqual(['a', 'a']);
  });

  it('holds up nobody else, is answered once the time is over, and what is public stays so', async () => {
    const { ask } = frame();
    for (let i = 0; i < 3; i += 1) await ask('a');
    expect((await ask('b')).statusCode).toBe(200);
    expect((await ask('a', '/v1/public')).statusCode).toBe(200);
    expect((await ask('a', ASKED, '2026-10-26T01:00:10Z')).statusCode).toBe(200);
  });
});
