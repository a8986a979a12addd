import { S3Client } from '@aws-sdk/client-s3';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as schemas from '../../functions/api/schemas/index.ts';
import { createRequestUploadHandler } from '../../functions/request-upload/handler.ts';
import { vietnamCalendar } from '../../lib/calendar/working-days.ts';
import { advance, begin } from '../../lib/obligations/advancing.ts';
import { decide } from '../../lib/obligations/deciding.ts';
import type { Decided } from '../../lib/obligations/refusing.ts';
import { endWork } from '../../lib/obligations/work-end.ts';
import { createAccountStore } from '../../lib/store/accounts.ts';
import { createUploadForms } from '../../lib/store/upload-forms.ts';
import { call } from '../support/api-event.ts';
import { aManifest } from '../support/manifest.ts';
import { startRegister } from '../support/register.ts';
import { aUnit } from '../support/units.ts';
import { createWorld, type World } from '../support/world.ts';

const NOW = '2026-10-26T02:00:00Z';
const PATH = '/v1/obligations/huyen-uy-tuan-giao.monthly.2026-10/submissions';
let register: Awaited<ReturnType<typeof startRegister>>;
let world: World;
let handler: unknown;

beforeAll(async () => {
  register = await startRegister();
  world = createWorld(register.table, '2026-10-01');
  for (const unit of [aUnit(), aUnit({ id: 'so-tu-phap' })]) await world.units.put(unit);
  await world.open('2026-10-01T00:00:00Z');
  const accounts = createAccountStore(register.table);
  await accounts.put({ user: 'tuangiao', role: 'unit', unit: 'huyen-uy-tuan-giao', active: true });
  await accounts.put({ user: 'leader', role: 'leader', active: true });
  await accounts.put({ user: 'gone', role: 'unit', unit: 'huyen-uy-tuan-giao', active: false });
  const credentials = { accessKeyId: 'AKIATEST', secretAccessKey: 'secret' };
  const s3 = new S3Client({
    region: 'ap-southeast-1',
    endpoint: 'http://127.0.0.1:9',
    forcePathStyle: true,
    credentials,
  });
  handler = createRequestUploadHandler({
    accounts,
    bootstrapOfficeUser: 'office',
    waitFor: () => 0,
    obligations: world.obligations,
    uploadForm: createUploadForms(s3, 'documents', 900),
    uploadTtlSeconds: 900,
    log: () => {},
  });
});
afterAll(() => register.stop());

const post = (body: unknown, user: string | undefined = 'tuangiao', path = PATH) =>
  call(handler, { method: 'POST', path, body, user, at: NOW });
const fieldsOf = (body: unknown) => schemas.problem.parse(body).errors?.map(({ field }) => field);
const stateOf = () => world.obligations.get({ unit: 'huyen-uy-tuan-giao', rule: 'monthly', period: '2026-10' });

describe('declaring a submission', () => {
  it('gives one form per file, each bound to its key, size, type and checksum for fifteen minutes', async () => {
    const [main] = aManifest().files;
    if (!main) throw new Error('a manifest has a file');
    const annex = { ...main, name: 'phu-luc.pdf', role: 'annex' as const, size: 77 };
    const answer = await post(aManifest({ files: [main, annex] }));
    expect(answer.status).toBe(201);
    const { id, uploads } = schemas.declared.parse(answer.body);
    expect(id).toBe('huyen-uy-tuan-giao.monthly.2026-10.1');
    const [, second] = uploads;
    expect(second).toMatchObject({
      name: 'phu-luc.pdf',
      expiresAt: '2026-10-26T02:15:00Z',
      fields: {
        key: 'submissions/huyen-uy-tuan-giao/monthly/2026-10/1/2',
        'Content-Type': 'application/pdf',
        'x-amz-checksum-algorithm': 'SHA256',
        'x-amz-checksum-sha256': annex.sha256,
      },
    });
    const policy = JSON.parse(Buffer.from(second?.fields.Policy ?? '', 'base64').toString());
    expect(policy.conditions).toContainEqual(['content-length-range', 77, 77]);
    expect(policy.conditions).toContainEqual({ key: second?.fields.key });
    expect(policy.conditions).toContainEqual({ 'x-amz-checksum-sha256': annex.sha256 });
    expect(policy.conditions).toContainEqual({ 'Content-Type': 'application/pdf' });
  });

  it('gives people of one unit who declare at the same moment a number each', async () => {
    const answers = await Promise.all([post(aManifest()), post(aManifest()), post(aManifest())]);
    expect(answers.map((a) => a.status)).toEqual([201, 201, 201]);
    expect(new Set(answers.map((a) => schemas.declared.parse(a.body).id)).size).toBe(3);
  });
});

describe('a declaration that is refused writes nothing', () => {
  const cases: [string, unknown, number, string, string?][] = [
    [
      'any secrecy but none, before a form is given',
      aManifest({ secrecy: 'mat' as 'none' }),
      422,
      'secret-not-accepted',
    ],
    ['no secrecy at all', { ...aManifest(), secrecy: undefined }, 422, 'invalid-manifest', 'secrecy'],
    ['no file', aManifest({ files: [] }), 422, 'invalid-manifest', 'files'],
    [
      'a number with a line break',
      aManifest({ documentNumber: '1\r\nBcc: x' }),
      422,
      'invalid-manifest',
      'documentNumber',
    ],
    ['a signer with a line break', aManifest({ signedBy: 'A\nB' }), 422, 'invalid-manifest', 'signedBy'],
    [
      'markup in the number',
      aManifest({ documentNumber: '<script>alert(1)</script>' }),
      422,
      'invalid-manifest',
      'documentNumber',
    ],
    ['markup in the signer’s name', aManifest({ signedBy: '<b>A</b>' }), 422, 'invalid-manifest', 'signedBy'],
    ['a day that does not exist', aManifest({ documentDate: '2026-02-30' }), 422, 'invalid-manifest', 'documentDate'],
    ['a field that nobody knows', { ...aManifest(), admin: true }, 422, 'invalid-manifest'],
    ['text that is not JSON', '{', 400, 'invalid-json'],
    ['a body that is no object', '[1,2]', 422, 'invalid-manifest'],
    ['more than 256 KB of JSON', `{"x":"${'a'.repeat(300_000)}"}`, 413, 'payload-too-large'],
  ];
  it.each(cases)('%s', async (_title, body, status, code, field) => {
    const before = await stateOf();
    const answer = await post(body);
    expect(answer).toMatchObject({ status, type: 'application/problem+json', body: { code, status } });
    if (field) expect(fieldsOf(answer.body)).toContain(field);
    expect(await stateOf()).toEqual(before);
  });

  const [file] = aManifest().files;
  const fileCases: [string, object, string][] = [
    ['a larger file than 100 MB', { size: 100 * 1024 * 1024 + 1 }, 'files[0].size'],
    ['an empty file', { size: 0 }, 'files[0].size'],
    ['a type that is not accepted', { name: 'a.exe', type: 'application/x-msdownload' }, 'files[0].type'],
    ['a type that is not the extension’s', { name: 'a.docx' }, 'files[0].type'],
    ['a hidden second extension', { name: 'bao-cao.exe.pdf' }, 'files[0].name'],
    ['a path in the name', { name: '../../etc/passwd.pdf' }, 'files[0].name'],
    ['a name that reads backwards', { name: 'bao-cao\u202Efdp.exe.pdf' }, 'files[0].name'],
    ['a checksum that is none', { sha256: 'abc' }, 'files[0].sha256'],
  ];
  it.each(fileCases)('%s', async (_title, change, field) => {
    const answer = await post({ ...aManifest(), files: [{ ...file, ...change }] });
    expect(answer.status).toBe(422);
    expect(fieldsOf(answer.body)).toContain(field);
  });

  it('two files of one name, or no main file', async () => {
    expect((await post({ ...aManifest(), files: [file, { ...file, role: 'annex' }] })).status).toBe(422);
    expect((await post({ ...aManifest(), files: [{ ...file, role: 'annex' }] })).status).toBe(422);
  });

  it.each([
    ['another unit’s obligation', 'tuangiao', PATH.replace('huyen-uy-tuan-giao', 'so-tu-phap'), 404, 'not-found'],
    ['an obligation that does not exist', 'tuangiao', PATH.replace('2026-10', '2031-10'), 404, 'not-found'],
    ['an id that is none', 'tuangiao', '/v1/obligations/%00/submissions', 404, 'not-found'],
    ['a leader, who only looks', 'leader', PATH, 403, 'forbidden'],
    ['the Office, which owes no report', 'office', PATH, 403, 'forbidden'],
    ['an account that was removed', 'gone', PATH, 403, 'no-account'],
    ['someone whom the register does not know', 'stranger', PATH, 403, 'no-account'],
  ])('%s', async (_title, user, path, status, code) => {
    expect(await post(aManifest(), user, path)).toMatchObject({ status, body: { code } });
  });
});

describe('a report whose limit runs from the end of the work (R15)', () => {
  const ask = async (period: string) => {
    const key = { unit: 'huyen-uy-tuan-giao', rule: 'thematic', period };
    const data = { from: '2026-10-01', to: '2026-10-01', regimeVersion: 'v', title: 'Báo cáo', limitWorkingDays: 3 };
    const { obligation, event } = begin(key, { type: 'opened', at: NOW, by: 'office', data }, undefined);
    await world.obligations.open(obligation, event);
    return {
      obligation,
      file: () => post(aManifest(), 'tuangiao', `/v1/obligations/${obligation.id}/submissions`),
      happen: async (decided: Decided) => {
        if (!decided.ok) throw new Error(decided.refusal.detail);
        await world.obligations.commit(advance(obligation, decided.event, {}));
      },
    };
  };

  it('is not taken before that day is recorded, and the unit is told so', async () => {
    const { obligation, file, happen } = await ask('r-2026-1');
    const refused = await file();
    expect(refused).toMatchObject({ status: 409, body: { code: 'wrong-state' } });
    expect(schemas.problem.parse(refused.body).detail).toContain('ghi nhận ngày kết thúc công việc trước');
    await happen(endWork(obligation, '2026-10-23', vietnamCalendar, { user: 'tuangiao', role: 'unit' }, NOW));
    expect(await file()).toMatchObject({ status: 201 });
  });

  it('is taken without it once it is waived: nothing is late about it', async () => {
    const { obligation, file, happen } = await ask('r-2026-2');
    await happen(decide(obligation, { kind: 'waiver', reason: 'x', authority: 'y' }, 'office', NOW));
    expect(await file()).toMatchObject({ status: 201 });
  });
});
