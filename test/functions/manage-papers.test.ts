import { GetCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as schemas from '../../functions/api/schemas/index.ts';
import { createManagePapersHandler } from '../../functions/manage-papers/handler.ts';
import { newCompilation } from '../../lib/papers/compilation.ts';
import { regimes } from '../../lib/regime/index.ts';
import { createAccountStore } from '../../lib/store/accounts.ts';
import { createPaperStore } from '../../lib/store/papers.ts';
import { TTL_ATTRIBUTE } from '../../lib/store/table.ts';
import { call } from '../support/api-event.ts';
import { startRegister } from '../support/register.ts';
import { createWorld, PORTAL } from '../support/world.ts';

const ASKED = '2026-10-28T03:00:00Z';
const LAST_SECOND = '2026-11-27T02:59:59Z';
const THIRTY_DAYS_ON = '2026-11-27T03:00:00Z';
const compilation = newCompilation('monthly', '2026-10', 'office', ASKED);

let register: Awaited<ReturnType<typeof startRegister>>;
let handler: unknown;
beforeAll(async () => {
  register = await startRegister();
  const { notices, postbox } = createWorld(register.table, '2026-10-01');
  const papers = createPaperStore(register.table);
  await papers.compilations.create(compilation);
  handler = createManagePapersHandler({
    ...{ papers, regimes, accounts: createAccountStore(register.table) },
    bootstrapOfficeUser: 'office',
    waitFor: () => 0,
    files: { put: async () => ({ versionId: 'v', bytes: 0 }) },
    downloadUrl: async () => ({ url: 'https://s3.example', expiresInSeconds: 300 }),
    sending: { ledger: notices, mailer: postbox.mailer },
    portalUrl: PORTAL,
    log: () => {},
  });
});
afterAll(() => register.stop());

const ask = (path: string, at: string) => call(handler, { method: 'GET', path, user: 'office', at });
const listed = async (at: string) =>
  schemas.compilations.parse((await ask('/v1/compilations', at)).body).items.map(({ id }) => id);

describe('a compilation', () => {
  it('is there until its files go, thirty days after it was asked for', async () => {
    expect((await ask(`/v1/compilations/${compilation.id}`, LAST_SECOND)).status).toBe(200);
    expect(await listed(LAST_SECOND)).toEqual([compilation.id]);
  });

  it('that has expired is not found, is told to be compiled anew, and is in no list', async () => {
    const answer = await ask(`/v1/compilations/${compilation.id}`, THIRTY_DAYS_ON);
    expect(answer).toMatchObject({
      status: 404,
      body: { code: 'not-found', detail: expect.stringContaining('30 ngày. Đề nghị tổng hợp lại') },
    });
    expect(await listed(THIRTY_DAYS_ON)).toEqual([]);
  });

  it('is dropped from the register after that, by the store’s own rule', async () => {
    const Key = { PK: `PAPER#COMPILATION#${compilation.id}`, SK: 'PAPER' };
    const { Item } = await register.table.client.send(new GetCommand({ TableName: register.table.name, Key }));
    expect(Item?.[TTL_ATTRIBUTE]).toBe(Date.parse(THIRTY_DAYS_ON) / 1000);
  });
});
