import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as schemas from '../../functions/api/schemas/index.ts';
import { hostileSamples } from '../samples/hostile.ts';
import { samplePdf } from '../samples/pdf.ts';
import { type Office, openOffice, PDF, type UploadFile } from './office.ts';

const NOW = '2026-10-26T01:00:00Z';
const UNIT = 'so-tu-phap';
const OBLIGATION = `${UNIT}.monthly.2026-10`;
const bytes = samplePdf(['Báo cáo tháng 10 năm 2026']);
const file: UploadFile = { name: 'bao-cao.pdf', type: PDF, role: 'main', bytes };

let office: Office;
beforeAll(async () => {
  office = await openOffice(NOW, { goLive: '2026-10-01' });
});
afterAll(() => office.close());

async function declared() {
  const { id, uploads } = schemas.declared.parse((await office.declare(UNIT, OBLIGATION, [file])).body);
  const [form] = uploads;
  if (!form) throw new Error('one form');
  return { id, form };
}
const pending = async (id: string) =>
  schemas.submission.parse((await office.as(UNIT, 'GET', `/v1/submissions/${id}`)).body).status === 'pending';

describe('an upload that is not what was declared stores nothing', () => {
  type Form = { url: string; fields: Record<string, string> };
  const with_ = (form: Form, fields: Record<string, string>): Form => ({
    ...form,
    fields: { ...form.fields, ...fields },
  });
  const without = (form: Form, name: string): Form => ({
    ...form,
    fields: Object.fromEntries(Object.entries(form.fields).filter(([field]) => field !== name)),
  });
  const other = samplePdf(['Một báo cáo khác']);
  const policyWith = (form: Form, change: (policy: { expiration: string }) => object) => {
    const policy = JSON.parse(Buffer.from(form.fields.Policy ?? '', 'base64').toString('utf8'));
    return Buffer.from(JSON.stringify({ ...policy, ...change(policy) })).toString('base64');
  };

  it.each<[string, (form: Form) => Form, Uint8Array]>([
    ['a larger file', (form) => form, new Uint8Array([...bytes, 10])],
    ['a smaller file', (form) => form, bytes.slice(0, -1)],
    ['other bytes of the same length', (form) => form, bytes.map((b, i) => (i === 20 ? b ^ 1 : b))],
    ['another file', (form) => form, other],
    ['another key', (form) => with_(form, { key: 'submissions/so-noi-vu/monthly/2026-10/1/1' }), bytes],
    ['another type', (form) => with_(form, { 'Content-Type': 'text/html' }), bytes],
    ['a field more', (form) => with_(form, { acl: 'public-read' }), bytes],
    ['no checksum', (form) => without(form, 'x-amz-checksum-sha256'), bytes],
    [
      'a checksum of other bytes',
      (form) => with_(form, { 'x-amz-checksum-sha256': createHash('sha256').digest('base64') }),
      bytes,
    ],
    ['a forged signature', (form) => with_(form, { 'X-Amz-Signature': '0'.repeat(64) }), bytes],
    [
      'a policy made longer',
      (form) => with_(form, { Policy: policyWith(form, () => ({ expiration: '2036-01-01T00:00:00Z' })) }),
      bytes,
    ],
    ['no policy at all', (form) => without(without(form, 'Policy'), 'X-Amz-Signature'), bytes],
  ])('%s', async (_title, change, body) => {
    const { id, form } = await declared();
    const answer = await office.upload(change(form), body);
    expect([400, 403]).toContain(answer.status);
    expect(await pending(id)).toBe(true);
  });

  it('a form that has expired', async () => {
    const { id, form } = await declared();
    await office.moveTo('2026-10-26T01:15:01Z');
    expect((await office.upload(form, bytes)).status).toBe(403);
    expect(await pending(id)).toBe(true);
  });
});

describe('a file that is not what it seems is quarantined with a reason', () => {
  const titles = ['a program renamed to .pdf', 'a program renamed to .docx'];
  const codes = ['zip-bomb', 'macros', 'encrypted', 'secrecy-mark'];
  const chosen = [
    ...hostileSamples.filter((s) => titles.includes(s.title)),
    ...codes.flatMap((code) => hostileSamples.filter((s) => s.code === code).slice(0, 2)),
  ];
  it.each(chosen.map((sample) => [sample.title, sample] as const))('%s', async (_title, sample) => {
    const body = sample.bytes();
    const types: Record<string, string> = {
      pdf: PDF,
      docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
      xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
      doc: 'application/msword',
      xls: 'application/vnd.ms-excel',
    };
    const type = types[sample.name.split('.').at(-1) ?? ''] ?? PDF;
    const submission = await office.file(UNIT, OBLIGATION, [{ name: sample.name, type, role: 'main', bytes: body }]);
    expect(submission.status).toBe('quarantined');
    expect(submission.files[0]?.refused?.map((r) => r.code)).toContain(sample.code);
    expect(submission.files[0]?.refused?.[0]?.detail).toMatch(/\p{L}/u);
  });

  it('and the report stays owed', async () => {
    const shown = schemas.obligation.parse((await office.as(UNIT, 'GET', `/v1/obligations/${OBLIGATION}`)).body);
    expect(shown).toMatchObject({ status: 'open', verdict: 'not-yet-due' });
  });
});

describe('a caller who is not entitled is refused with a problem', () => {
  it.each([
    ['another unit’s obligation', 'so-noi-vu', 404],
    ['a leader', 'leader', 403],
    ['the Office', 'office', 403],
  ])('%s', async (_title, user, status) => {
    const answer = await office.declare(user, OBLIGATION, [file]);
    expect(answer).toMatchObject({ status, type: 'application/problem+json' });
  });

  it.each([
    ['a unit', UNIT, 'GET', '/v1/accounts'],
    ['a leader', 'leader', 'GET', '/v1/accounts'],
    ['a unit', UNIT, 'GET', '/v1/compilations'],
    ['a leader', 'leader', 'PUT', '/v1/units'],
  ])('%s (%s): %s %s is the Office’s', async (_title, user, method, path) => {
    const answer = await office.as(user, method, path, method === 'PUT' ? 'id,name' : undefined);
    expect(answer).toMatchObject({ status: 403, type: 'application/problem+json', body: { code: 'forbidden' } });
  });

  it.each([
    ['no token', {}],
    ['rubbish', { authorization: 'Bearer rubbish' }],
    ['an unsigned token', { authorization: `Bearer ${Buffer.from('{"alg":"none"}').toString('base64url')}.e30.` }],
  ])('%s', async (_title, headers) => {
    const answer = await office.request('GET', '/v1/me', undefined, headers);
    expect(answer).toMatchObject({ status: 401, type: 'application/problem+json', body: { code: 'unauthorized' } });
  });

  it('a token that someone changed', async () => {
    const token = await office.tokenOf(UNIT);
    const [head, body, signature] = token.split('.');
    const claims = JSON.parse(Buffer.from(body ?? '', 'base64url').toString());
    const forged = Buffer.from(JSON.stringify({ ...claims, username: 'office' })).toString('base64url');
    const answer = await office.request('GET', '/v1/me', undefined, {
      authorization: `Bearer ${head}.${forged}.${signature}`,
    });
    expect(answer.status).toBe(401);
  });
});

describe('a request that is rubbish is refused, never a fault of ours', () => {
  it('10 MB of JSON', async () => {
    const body = `{"documentNumber":"${'a'.repeat(10 * 1024 * 1024)}"}`;
    const answer = await office.as(UNIT, 'POST', `/v1/obligations/${OBLIGATION}/submissions`, body);
    expect(answer).toMatchObject({
      status: 413,
      type: 'application/problem+json',
      body: { code: 'payload-too-large' },
    });
  });

  it.each([
    ['line breaks', 'A\r\nBcc: victim@x.example'],
    ['markup', '<img src=x onerror=alert(1)>'],
    ['a null', 'A\u0000B'],
    ['text that runs backwards', 'A\u202Egpj.exe'],
    ['ten thousand letters', 'a'.repeat(10_000)],
  ])('%s in every text field', async (_title, text) => {
    for (const field of ['documentNumber', 'signedBy', 'documentDate', 'secrecy']) {
      const answer = await office.declare(UNIT, OBLIGATION, [file], { [field]: text });
      expect([201, 422]).toContain(answer.status);
    }
    const named = await office.declare(UNIT, OBLIGATION, [{ ...file, name: `${text}.pdf` }]);
    expect([201, 422]).toContain(named.status);
  });

  it('signs of markup in a number reach the mail as text', async () => {
    const { id, uploads } = schemas.declared.parse(
      (await office.declare(UNIT, OBLIGATION, [file], { documentNumber: '215 & "316"' })).body,
    );
    if (uploads[0]) await office.upload(uploads[0], bytes);
    await office.settled(UNIT, id);
    const [mail] = await office.mailed((m) => m.subject.startsWith('[Biên nhận]'));
    expect(mail?.html).toContain('215 &amp; &quot;316&quot;');
  });

  it.each([
    '/v1/nothing',
    '/v1/obligations/%00',
    '/v1/obligations/a.b.c',
    '/v1/submissions/x',
    '/v1/obligations?next=%7B%7D',
    '/v1/compliance?period=%27',
  ])('GET %s', async (path) => {
    const answer = await office.as('office', 'GET', path);
    expect(answer.status).toBeGreaterThanOrEqual(400);
    expect(answer.status).toBeLessThan(500);
    expect(answer.type).toBe('application/problem+json');
  });
});
