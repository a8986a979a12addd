import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as schemas from '../../functions/api/schemas/index.ts';
import { type Filing, makeMonth } from '../../infra/tools/province/month.ts';
import { paragraphsOf as madeParagraphsOf } from '../../infra/tools/province/report.ts';
import { addDays, atTime } from '../../lib/calendar/dates.ts';
import { inflate, readZip } from '../../lib/submissions/inspection/zip.ts';
import { paragraphsOf, sheetsOf } from '../support/read-docx.ts';
import { sampleUnits } from '../support/units.ts';
import { type Office, openOffice } from './office.ts';

const START = '2026-10-20T00:00:00Z';
const LAST_DAY = '2026-10-27';
const AFTER_ALL = '2026-11-02T03:00:00Z';
/** 11:00 and 14:00 in Điện Biên: the month's report has its later runs. */
const NEXT_RUN = '2026-11-02T04:00:00Z';
const RUN_AFTER = '2026-11-02T07:00:00Z';
/** Enough that there is one of each kind, few enough for a test. */
const UNITS = 24;

let office: Office;
let filings: Filing[];
let compilation: ReturnType<typeof schemas.compilation.parse>;
let files: Map<string, Uint8Array>;
const units = sampleUnits()
  .filter(({ validTo }) => validTo === undefined)
  .slice(0, UNITS);

async function compiled(id: string) {
  for (let attempt = 0; attempt < 1200; attempt += 1) {
    const found = schemas.compilation.parse((await office.as('office', 'GET', `/v1/compilations/${id}`)).body);
    if (found.status === 'done') return found;
    if (found.status === 'failed') throw new Error('the compilation failed');
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error(`${id} is not done`);
}

beforeAll(async () => {
  office = await openOffice(START);
  filings = await makeMonth(units, '2026-10', 13);
  for (const { unit, day, file } of filings) {
    await office.moveTo(atTime(addDays(LAST_DAY, day), '09:00'));
    await office.file(unit, `${unit}.monthly.2026-10`, [{ ...file, role: 'main' }]);
  }
  await office.moveTo(AFTER_ALL);
  const asked = await office.as('office', 'POST', '/v1/compilations', { rule: 'monthly', period: '2026-10' });
  expect(asked.status).toBe(202);
  compilation = await compiled(schemas.compilationAsked.parse(asked.body).id);
  files = new Map();
  for (const { name, url, bytes } of compilation.files) {
    const body = new Uint8Array(await (await fetch(url)).arrayBuffer());
    expect(body.length).toBe(bytes);
    files.set(name.split('.').at(-1) ?? '', body);
  }
}, 240_000);
afterAll(() => office.close());

const newest = () =>
  filings.filter(
    (filing, i) =>
      filing.kind !== 'broken' &&
      !filings.slice(i + 1).some(({ unit, kind }) => unit === filing.unit && kind !== 'broken'),
  );

describe('a period that was compiled', () => {
  it('holds every kind of report, so that the rest of this means something', () => {
    expect(new Set(filings.map(({ kind }) => kind))).toEqual(new Set(['docx', 'doc', 'pdf', 'scan', 'broken']));
  });

  it('tells how far it is, and what it found', () => {
    const sent = new Set(newest().map(({ unit }) => unit)).size;
    expect(compilation).toMatchObject({ done: 3, total: 3, counts: { units: sent } });
    expect(compilation.counts.files).toBe(filings.filter(({ kind }) => kind !== 'broken').length);
    expect(compilation.counts.unreadable).toBe(newest().filter(({ kind }) => kind === 'scan').length);
  });

  it('is a bundle of every report that was received, byte for byte, in folders and names for people', () => {
    const entries = readZip(files.get('zip') ?? new Uint8Array(), { bytes: 512 * 1024 ** 2 });
    const names = entries.map(({ name }) => name);
    expect(names.slice(0, 2)).toEqual(['00. Mục lục.xlsx', '00. Mục lục.html']);
    for (const name of names.slice(2)) expect(name).toMatch(/^\d\. [^/]+\/[^/\\:*?"<>|]+\.(?:docx?|pdf)$/);
    const inBundle = entries.slice(2).map((entry) => Buffer.from(inflate(entry)).toString('base64'));
    const received = filings
      .filter(({ kind }) => kind !== 'broken')
      .map(({ file }) => Buffer.from(file.bytes).toString('base64'));
    expect(inBundle.sort()).toEqual(received.sort());
    const index = entries.find(({ name }) => name.endsWith('.xlsx'));
    const sheets = sheetsOf(index ? inflate(index) : new Uint8Array());
    expect(sheets.get('Báo cáo')?.slice(1)).toHaveLength(received.length);
    expect(sheets.get('Đơn vị chưa gửi')?.slice(1)).toHaveLength(compilation.counts.missing ?? -1);
    expect(sheets.get('Báo cáo')?.map((row) => row[10])).toEqual(
      expect.arrayContaining(['đọc được', 'bản chụp (ảnh), không có chữ để trích']),
    );
  });

  it('is a draft that holds every paragraph of every readable report exactly once', () => {
    const names = new Map(units.map(({ id, name }) => [id, name]));
    const found = paragraphsOf(files.get('docx') ?? new Uint8Array())
      .map((text) => /^(.*) \[([^[\]]+), lần (\d+), .*\]$/su.exec(text))
      .filter((match) => match !== null)
      .map(([, text, unit, version]) => `${unit}|${version}|${text}`);
    const expected = newest().flatMap((filing) => {
      const version = filings.filter(({ unit, kind }) => unit === filing.unit && kind !== 'broken').length;
      const paragraphs = filing.report ? madeParagraphsOf(filing.report) : [];
      return paragraphs.map((text) => `${names.get(filing.unit)}|${version}|${text}`);
    });
    expect(found.sort()).toEqual(expected.sort());
    expect(compilation.counts.paragraphs).toBe(expected.length);
  });

  it('is the Office’s alone, and of periods that have reports of their own', async () => {
    expect((await office.as('leader', 'GET', '/v1/compilations')).status).toBe(403);
    const folded = { rule: 'monthly', period: '2026-09' };
    expect((await office.as('office', 'POST', '/v1/compilations', folded)).body).toMatchObject({
      code: 'invalid-request',
    });
    const list = schemas.compilations.parse((await office.as('office', 'GET', '/v1/compilations')).body);
    expect(list.items.map(({ id }) => id)).toEqual([compilation.id]);
    expect((await office.as('office', 'GET', '/v1/compilations/monthly.2026-10.20200101000000')).status).toBe(404);
  });
});

describe('a report that was filed', () => {
  it('shows its unit which sections were found, and where', async () => {
    const filing = newest().find(({ kind }) => kind === 'docx');
    const { body } = await office.as(filing?.unit ?? '', 'GET', `/v1/submissions/${filing?.unit}.monthly.2026-10.1`);
    const { contents } = schemas.submission.parse(body);
    const asked = new Set(filing?.report?.sections.filter((section) => section !== undefined));
    expect(new Set(contents?.found.map(({ section }) => section))).toEqual(asked);
    for (const { section } of contents?.absent ?? []) expect([...asked]).not.toContain(section);
  });
});

describe('the compliance report of the period', () => {
  it('names the files that were received and could not be read', async () => {
    const token = await office.tokenOf('office');
    const path = '/v1/compliance/report?rule=monthly&period=2026-10';
    const answer = await fetch(`${office.cloud.url}${path}`, { headers: { authorization: `Bearer ${token}` } });
    const lines = paragraphsOf(new Uint8Array(await answer.arrayBuffer()));
    const scans = newest().filter(({ kind }) => kind === 'scan');
    expect(lines.join('\n')).toContain(`có ${scans.length} tệp không trích được nội dung`);
    expect(lines.filter((line) => line === 'bản chụp (ảnh), không có chữ để trích')).toHaveLength(scans.length);
  });
});

describe('the letter that urges', () => {
  it('names every unit that has not filed, and no other', async () => {
    const token = await office.tokenOf('office');
    const answer = await fetch(`${office.cloud.url}/v1/urgings/letter`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      body: '{}',
    });
    const lines = paragraphsOf(new Uint8Array(await answer.arrayBuffer())).join('\n');
    const filed = new Set(newest().map(({ unit }) => unit));
    const named = units.filter(({ name }) => lines.includes(`\n${name}\n`)).map(({ id }) => id);
    expect(named.sort()).toEqual(
      units
        .map(({ id }) => id)
        .filter((id) => !filed.has(id))
        .sort(),
    );
  });
});

describe('the month’s report by itself', () => {
  it('was made on the first working day after the deadline; the Office was told, and not the leaders', async () => {
    const told = (await office.mail()).filter(({ subject }) => subject.startsWith('[Báo cáo tình hình thực hiện]'));
    expect(told.map(({ to, at }) => [to.length, at])).toEqual([[1, '2026-10-28T01:00:00Z']]);
    const { body } = await office.as('office', 'GET', '/v1/compliance/reports/2026-10');
    expect(schemas.keptReport.parse(body)).toMatchObject({ status: 'draft', madeAt: '2026-10-28T01:00:00Z' });
  });

  it('reaches the leaders once the Office has released it, though the mail service was away meanwhile', async () => {
    const letters = () => office.mailed(({ to }) => to.includes('lanhdao.tinhuy@dienbien.example'));
    office.cloud.ses.hooks.received = () => {
      throw new Error('unreachable');
    };
    expect((await office.as('office', 'POST', '/v1/compliance/reports/2026-10/release')).status).toBe(200);
    await office.moveTo(NEXT_RUN);
    delete office.cloud.ses.hooks.received;
    expect(await office.mail().then((mails) => mails.filter(({ at }) => at > AFTER_ALL))).toEqual([]);
    await office.moveTo(RUN_AFTER);
    expect((await letters()).map(({ subject, at }) => [subject, at])).toEqual([
      ['[Báo cáo tình hình thực hiện] tháng 10/2026', RUN_AFTER],
    ]);
    const shown = schemas.keptReport.parse((await office.as('leader', 'GET', '/v1/compliance/reports/2026-10')).body);
    const answer = await fetch(shown.files[0]?.url ?? '');
    expect(paragraphsOf(new Uint8Array(await answer.arrayBuffer()))).toContain('CHÁNH VĂN PHÒNG');
  });
});
