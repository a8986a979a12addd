import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as z from 'zod';
import * as schemas from '../../functions/api/schemas/index.ts';
import { samplePdf } from '../samples/pdf.ts';
import { type Office, openOffice, PDF, type UploadFile } from './office.ts';

const MORNING = '2026-10-26T01:00:00Z';
/** 08:00 on the last acceptable day of the October report. */
const LAST_DAY = '2026-10-27T01:00:00Z';
const FILES: UploadFile[] = [
  { name: 'Báo cáo.pdf', type: PDF, role: 'main', bytes: samplePdf(['Báo cáo tháng 10 năm 2026']) },
];
const obligationOf = (unit: string) => `${unit}.monthly.2026-10`;

const lineSchema = z.looseObject({ code: z.string(), request: z.string().optional(), cause: z.string().optional() });

let office: Office;
beforeAll(async () => {
  office = await openOffice(MORNING, { goLive: '2026-10-01' });
});
afterAll(() => office.close());

/** Calls the API and gives the id under which the gateway took the request. */
async function traced(user: string, method: string, path: string, body?: object) {
  const headers = { authorization: `Bearer ${await office.tokenOf(user)}` };
  const sent = body === undefined ? {} : { body: JSON.stringify(body) };
  const answer = await fetch(`${office.cloud.url}${path}`, { method, headers, ...sent });
  return { status: answer.status, request: answer.headers.get('apigw-requestid') ?? '', body: await answer.json() };
}

/** The lines of a function's log. */
async function linesOf(name: string) {
  const text = await readFile(join(office.dataDir, 'logs', `${name}.log`), 'utf8').catch(() => '');
  const printed = text.split('\n').filter((line) => line.startsWith('{'));
  return printed.map((line) => lineSchema.parse(JSON.parse(line)));
}

/** A line that is written behind the answer, once it is in the file. */
async function lineOf(name: string, wanted: (line: z.infer<typeof lineSchema>) => boolean) {
  for (let attempt = 0; attempt < 600; attempt += 1) {
    const found = (await linesOf(name)).find(wanted);
    if (found) return found;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  throw new Error(`${name} logged no such line`);
}

async function ledgerOf(obligation: string) {
  return schemas.obligation.parse((await office.as('office', 'GET', `/v1/obligations/${obligation}`)).body).notices;
}
const letterWith = async (messageId: unknown) => (await office.mail()).find((mail) => mail.messageId === messageId);

describe('one id leads from a request to the letters that it caused, and back', () => {
  it('of a filing: in the answer, in the log of each function on the way, in the ledger, on the receipt', async () => {
    const unit = 'so-tu-phap';
    const path = `/v1/obligations/${obligationOf(unit)}/submissions`;
    const { request, body } = await traced(unit, 'POST', path, office.manifest(FILES));
    const { id, uploads } = schemas.declared.parse(body);
    if (!uploads[0] || !FILES[0]) throw new Error('one form');
    await office.upload(uploads[0], FILES[0].bytes);
    await office.settled(unit, id);

    expect(request).toMatch(/^[0-9a-f-]{36}$/);
    expect(await lineOf('request-upload', (line) => line.request === request)).toMatchObject({
      code: 'submission-declared',
      submission: id,
    });
    const received = await lineOf('record-upload', ({ code }) => code === 'submission-received');
    expect(received).toMatchObject({ submission: id, cause: request });
    const sent = await lineOf('record-upload', ({ code }) => code === 'letter-sent');
    expect(sent).toMatchObject({ about: obligationOf(unit), kind: 'receipt-1', cause: request });
    expect(await letterWith(sent.messageId)).toMatchObject({ to: [`${unit}@dienbien.example`] });
    expect(await ledgerOf(obligationOf(unit))).toMatchObject([{ kind: 'receipt-1', cause: request }]);
  });

  it('of a decision, whose letter the same request sends', async () => {
    const id = obligationOf('so-noi-vu');
    const shown = schemas.obligation.parse((await office.as('office', 'GET', `/v1/obligations/${id}`)).body);
    const grounds = { reason: 'Theo đề nghị của đơn vị', authority: 'Chánh Văn phòng' };
    const waiver = { version: shown.version, kind: 'waiver', ...grounds };
    const { status, request } = await traced('office', 'POST', `/v1/obligations/${id}/decisions`, waiver);
    expect(status).toBe(201);
    const sent = await lineOf('decide-obligation', ({ code }) => code === 'letter-sent');
    expect(sent).toMatchObject({ about: id, request, cause: request });
    expect((await letterWith(sent.messageId))?.to).toEqual(['so-noi-vu@dienbien.example']);
  });

  it('of a refusal: the line that says why carries it', async () => {
    const { status, request } = await traced('so-noi-vu', 'GET', '/v1/units');
    expect(status).toBe(403);
    const line = await lineOf('api', (each) => each.request === request);
    expect(line).toMatchObject({ code: 'request-refused', problem: 'forbidden' });
  });

  it('of a reminder, which nobody asked for: the sweep that said it, by its scheduled time', async () => {
    await office.moveTo(LAST_DAY);
    const about = obligationOf('so-tai-chinh');
    const sent = await lineOf('sweep-deadlines', (line) => line.code === 'letter-sent' && line.about === about);
    expect(sent).toMatchObject({ kind: 'last-day-0800', cause: LAST_DAY });
    expect((await letterWith(sent.messageId))?.at).toBe(LAST_DAY);
    expect(await lineOf('sweep-deadlines', (line) => line.at === sent.cause)).toMatchObject({ code: 'sweep-finished' });
  });
});
