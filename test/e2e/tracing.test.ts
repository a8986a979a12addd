import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as z from 'zod';
import * as schemas from '../../functions/api/schemas/index.ts';
import { sampleDocx } from '../samples/office.ts';
import { samplePdf } from '../samples/pdf.ts';
import { DOCX, type Office, openOffice, PDF, type UploadFile } from './office.ts';

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

/** What a report holds and says of itself, in words that are found nowhere else. */
const MARKED = {
  unit: 'so-y-te',
  text: 'Sạt lở bản Huổi Xoan 7351',
  file: 'Bản Huổi Xoan 4420',
  signer: 'Lò Thị Thử Nghiệm',
};
const ADDRESS = /[\w.+-]+@[\w-]+\.[a-z]{2,}/i;

async function fileMarked(files: UploadFile[]) {
  const { unit, signer } = MARKED;
  const change = { signedBy: signer };
  const declared = schemas.declared.parse((await office.declare(unit, obligationOf(unit), files, change)).body);
  for (const [i, form] of declared.uploads.entries()) await office.upload(form, files[i]?.bytes ?? new Uint8Array());
  return office.settled(unit, declared.id);
}

async function decideMarked(decision: object) {
  const path = `/v1/obligations/${obligationOf(MARKED.unit)}`;
  const { version } = schemas.obligation.parse((await office.as('office', 'GET', path)).body);
  const grounds = { reason: 'Thiếu số liệu', authority: 'Chánh Văn phòng' };
  return office.as('office', 'POST', `${path}/decisions`, { version, ...decision, ...grounds });
}
const toldOf = (subject: string) =>
  office.mailed((mail) => mail.to.includes(`${MARKED.unit}@dienbien.example`) && mail.subject.startsWith(subject));

describe('of what a report says', () => {
  it('its unit is told number, signer and files as it is received, sent back, refused and rejected', async () => {
    const { text, file } = MARKED;
    const whole: UploadFile[] = [
      { name: `${file}.pdf`, type: PDF, role: 'main', bytes: samplePdf([text]) },
      { name: `${file}.docx`, type: DOCX, role: 'annex', bytes: sampleDocx([text]) },
    ];
    expect(await fileMarked(whole)).toMatchObject({ status: 'received' });
    const returned = await decideMarked({ kind: 'return', submission: 1, lastDay: '2026-11-03' });
    expect(returned.status).toBe(201);
    const disguised: UploadFile[] = [{ name: `${file}.pdf`, type: PDF, role: 'main', bytes: sampleDocx([text]) }];
    expect(await fileMarked(disguised)).toMatchObject({ status: 'quarantined' });
    expect(await fileMarked(whole)).toMatchObject({ status: 'received' });
    await office.request('POST', '/local/mail/dead', { address: `${MARKED.unit}@dienbien.example` });
    expect((await decideMarked({ kind: 'rejection', submission: 3 })).status).toBe(201);

    const [receipt] = await toldOf('[Biên nhận]');
    expect(receipt?.text).toContain(MARKED.signer);
    expect(receipt?.text).toContain(`${file}.docx`);
    for (const subject of ['[Yêu cầu bổ sung]', '[Chưa tiếp nhận]', '[Không chấp nhận]'])
      expect(await toldOf(subject)).toHaveLength(1);
    await lineOf('record-delivery', ({ code }) => code === 'delivery-noted');
  });
});

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
    const about = obligationOf(unit);
    const received = await lineOf(
      'record-upload',
      (line) => line.code === 'submission-received' && line.submission === id,
    );
    expect(received).toMatchObject({ cause: request });
    const sent = await lineOf('record-upload', (line) => line.code === 'letter-sent' && line.about === about);
    expect(sent).toMatchObject({ kind: 'receipt-1', cause: request });
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
    const sent = await lineOf('decide-obligation', (line) => line.code === 'letter-sent' && line.about === id);
    expect(sent).toMatchObject({ request, cause: request });
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

describe('of what the report said', () => {
  it('no letter holds a word', async () => {
    const letters = await office.mail();
    expect(letters.length).toBeGreaterThan(80);
    expect(letters.filter((letter) => JSON.stringify(letter).includes(MARKED.text))).toEqual([]);
  });

  it('no log holds a word, nor the name of its file or signer, nor any address to which letters go', async () => {
    const directory = join(office.dataDir, 'logs');
    const names = (await readdir(directory)).filter((name) => name.endsWith('.log'));
    const lines = await Promise.all(
      names.map(async (name) =>
        (await readFile(join(directory, name), 'utf8')).split('\n').map((line) => `${name}: ${line}`),
      ),
    );
    const all = lines.flat();
    // Every function through which the report and its letters went has something to say of it.
    for (const name of ['request-upload', 'record-upload', 'decide-obligation', 'record-delivery', 'sweep-deadlines'])
      expect(all.some((line) => line.startsWith(`${name}.log: {`))).toBe(true);
    const { text, file, signer } = MARKED;
    const telling = (line: string) => [text, file, signer].some((word) => line.includes(word)) || ADDRESS.test(line);
    expect(all.filter(telling)).toEqual([]);
  });
});
