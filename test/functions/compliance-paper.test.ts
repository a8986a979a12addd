import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as schemas from '../../functions/api/schemas/index.ts';
import { createWritePapersHandler } from '../../functions/write-papers/handler.ts';
import { vietnamCalendar } from '../../lib/calendar/working-days.ts';
import { advance, begin } from '../../lib/obligations/advancing.ts';
import { decide } from '../../lib/obligations/deciding.ts';
import { type Obligation, obligationId } from '../../lib/obligations/obligation.ts';
import { officeOf } from '../../lib/papers/issuer.ts';
import { regimes } from '../../lib/regime/index.ts';
import type { FileContents, Submission } from '../../lib/submissions/submission.ts';
import { call } from '../support/api-event.ts';
import { paragraphsOf, sheetsOf, tablesOf } from '../support/read-docx.ts';
import { startRegister } from '../support/register.ts';
import { createRegistryWorld } from '../support/registry.ts';
import { aUnit } from '../support/units.ts';

const GO_LIVE = '2026-07-01';
/** October's report was due on 27 October; November's and the year's are not due yet. */
const NOW = '2026-11-05T03:00:00Z';
/** As long as a name may be. */
const LONG_NAME = `Đảng ủy ${'Khu Kinh tế cửa khẩu và các khu công nghiệp '.repeat(5)}`.slice(0, 200).trim();
const SCAN: FileContents = { found: [], unreadable: 'scan' };

let register: Awaited<ReturnType<typeof startRegister>>;
let world: ReturnType<typeof createRegistryWorld>;
let papers: ReturnType<typeof createWritePapersHandler>;

async function read(unit: string, rule: string, period: string): Promise<Obligation> {
  const found = await world.obligations.get({ unit, rule, period });
  if (!found) throw new Error(`${unit} owes no ${rule} for ${period}`);
  return found;
}

async function receive(obligation: Obligation, at: string, contents: FileContents = { found: [] }): Promise<void> {
  const id = obligationId(obligation);
  const stored = { at, objectVersion: 'v1', refused: [], contents };
  const submission: Submission = {
    ...{ obligation: id, number: 1, version: 1, declaredAt: at, declaredBy: obligation.unit, receivedAt: at },
    ...{ status: 'received', documentNumber: '1-BC', documentDate: at.slice(0, 10), signedBy: 'A', early: false },
    files: { '1': { name: 'bao-cao.pdf', type: 'application/pdf', size: 1, sha256: '', role: 'main', stored } },
  };
  const event = {
    type: 'submission-received' as const,
    at,
    by: obligation.unit,
    data: { number: 1, version: 1, receivedAt: at },
  };
  await world.obligations.commit({ ...advance(obligation, event, { planned: undefined }), submission });
}

async function waive(obligation: Obligation, at: string): Promise<void> {
  const decided = decide(
    obligation,
    { kind: 'waiver', reason: 'Sáp nhập', authority: 'Chánh Văn phòng' },
    'office',
    at,
  );
  if (!decided.ok) throw new Error(decided.refusal.detail);
  await world.obligations.commit(advance(obligation, decided.event, { planned: undefined }));
}

/** A report on a named official, due in a month of its own. */
async function openSelfReview(): Promise<void> {
  const term = { from: '2027-01-05', to: '2027-01-05', lastDay: '2027-01-05', dueBefore: '2027-01-05T17:00:00Z' };
  const about = { kind: 'self-review', title: 'Bản kiểm điểm', official: 'Nguyễn Văn A', restricted: true as const };
  const data = { ...term, ...about, regimeVersion: regimes[0]?.version ?? '' };
  const key = { unit: 'so-a', rule: 'thematic', period: 'own-2027-001' };
  const { obligation, event } = begin(key, { type: 'opened', at: NOW, by: 'office', data }, undefined);
  await world.obligations.open(obligation, event);
}

const units = [
  aUnit({ id: 'so-a', name: 'Sở A', category: 'department' }),
  aUnit({ id: 'so-b', name: 'Sở B', category: 'department' }),
  aUnit({ id: 'dang-uy-c', name: LONG_NAME, category: 'directly-under' }),
];

beforeAll(async () => {
  register = await startRegister();
  world = createRegistryWorld(register.table, GO_LIVE);
  for (const unit of units) await world.units.put(unit);
  for (const month of ['07', '08', '09', '10', '11']) await world.open(`2026-${month}-01T00:00:00Z`);
  await receive(await read('so-a', 'monthly', '2026-07'), '2026-07-20T02:00:00Z', SCAN);
  await receive(await read('so-b', 'monthly', '2026-07'), '2026-07-30T02:00:00Z');
  for (const { id } of units) await waive(await read(id, 'monthly', '2026-08'), '2026-08-03T02:00:00Z');
  await receive(await read('dang-uy-c', 'nine-month', '2026-9M'), '2026-09-20T02:00:00Z', SCAN);
  await receive(await read('so-a', 'monthly', '2026-10'), '2026-10-20T02:00:00Z');
  await receive(await read('so-b', 'monthly', '2026-10'), '2026-10-29T02:00:00Z', SCAN);
  await openSelfReview();
  const { accounts, obligations, requests, submissions } = world;
  papers = createWritePapersHandler({
    ...{ accounts, obligations, requests, submissions, units: world.units, regimes, calendar: vietnamCalendar },
    ...{ bootstrapOfficeUser: 'office', waitFor: () => 0, log: () => {}, issuer: officeOf('Điện Biên') },
  });
}, 60_000);
afterAll(() => register.stop());

const report = async (query: Record<string, string>) =>
  (await call(papers, { path: '/v1/compliance/report', query, user: 'office', at: NOW })).bytes;
const textOf = async (query: Record<string, string>) => paragraphsOf(await report(query)).join('\n');

const counted = ['expected', 'onTime', 'late', 'missing', 'notYetDue', 'waived'] as const;
type Counted = Record<(typeof counted)[number], number>;
const add = (lines: readonly Counted[]): number[] =>
  counted.map((name) => lines.reduce((sum, line) => sum + line[name], 0));

/** What the API says of a span: in all, and by category. */
async function toldByApi(from: string, to: string) {
  const { body } = await world.get('/v1/compliance/series', NOW, { year: '2026' });
  const lines = schemas.complianceSeries.parse(body).items.filter(({ month }) => from <= month && month <= to);
  const byCategory = Map.groupBy(lines, ({ category }) => category);
  return { total: add(lines), categories: [...byCategory].map(([id, of]) => [id, add(of)] as const) };
}

const columns = ['Phải gửi', 'Đúng hạn', 'Gửi chậm', 'Chưa gửi', 'Chưa đến hạn', 'Được miễn'];
/** A row's figures under the heads of its table. */
const figuresIn = (table: readonly (readonly unknown[])[] | undefined, row: readonly unknown[] | undefined): number[] =>
  columns.map((head) => Number(row?.[table?.[0]?.indexOf(head) ?? -1]));
const rowOf = <Cell>(table: Cell[][] | undefined, name: string) => table?.find(([first]) => first === name);

const october = { rule: 'monthly', period: '2026-10' };
const spans: [string, Record<string, string>, [string, string]][] = [
  ['a month', { month: '2026-10' }, ['2026-10', '2026-10']],
  ['a month that is not due', { month: '2026-11' }, ['2026-11', '2026-11']],
  ['a month in which all were waived', { month: '2026-08' }, ['2026-08', '2026-08']],
  ['a quarter', { quarter: '2026-Q3' }, ['2026-07', '2026-09']],
  ['a year', { year: '2026' }, ['2026-01', '2026-12']],
  ['one rule’s period', october, ['2026-10', '2026-10']],
];

describe('the figures of a compliance report', () => {
  it.each(spans)('of %s are the same in the report, the sheets and the API', async (_what, query, [from, to]) => {
    const api = await toldByApi(from, to);
    const sheets = sheetsOf(await report({ ...query, format: 'xlsx' }));
    const tables = [...tablesOf(await report(query))].filter(([, [head = []]]) =>
      columns.every((c) => head.includes(c)),
    );
    expect(tables.map(([over]) => over.replace(/^Bảng \d+\. /, ''))).toEqual([
      ...['Kết quả theo khối', 'Kết quả theo loại báo cáo', 'Kết quả theo đơn vị'],
    ]);
    for (const [, table] of tables) {
      expect(figuresIn(table, rowOf(table, 'Tổng cộng'))).toEqual(api.total);
      const lines = table.slice(1, -1).map((row) => figuresIn(table, row));
      expect(columns.map((_, i) => lines.reduce((sum, line) => sum + (line[i] ?? 0), 0))).toEqual(api.total);
    }
    const whole = sheets.get('Tổng hợp');
    expect(figuresIn(whole, rowOf(whole, 'Tổng cộng'))).toEqual(api.total);
    for (const name of ['Theo khối', 'Theo loại báo cáo', 'Theo kỳ', 'Theo đơn vị']) {
      const sheet = sheets.get(name);
      const lines = (sheet ?? []).slice(1).map((row) => figuresIn(sheet, row));
      expect(columns.map((_, i) => lines.reduce((sum, line) => sum + (line[i] ?? 0), 0))).toEqual(api.total);
    }
  });

  it('of a category of units are the same in the report, the sheets and the API', async () => {
    const { categories } = await toldByApi('2026-01', '2026-12');
    const sheet = sheetsOf(await report({ year: '2026', format: 'xlsx' })).get('Theo khối');
    const table = tablesOf(await report({ year: '2026' })).get('Bảng 1. Kết quả theo khối');
    const nameOf = new Map([
      ['department', 'Các sở, ban, ngành tỉnh'],
      ['directly-under', 'Các đảng ủy trực thuộc tỉnh'],
    ]);
    expect(categories.map(([id]) => id).sort()).toEqual([...nameOf.keys()]);
    for (const [id, figures] of categories) {
      const name = nameOf.get(id) ?? '';
      expect(figuresIn(sheet, rowOf(sheet, name))).toEqual(figures);
      expect(figuresIn(table, rowOf(table, name))).toEqual(figures);
    }
  });
});

describe('what a report says when there is nothing to measure', () => {
  it('of a month without a report: so, and no table', async () => {
    const bytes = await report({ month: '2026-04' });
    expect(paragraphsOf(bytes).join('\n')).toContain('Trong tháng 4/2026 không có báo cáo nào phải gửi.');
    expect([...tablesOf(bytes).keys()].filter((over) => over.startsWith('Bảng'))).toEqual([]);
    expect(await textOf({ month: '2026-04' })).not.toContain('Tỷ lệ đúng hạn');
  });

  it('of a month in which all were waived: that no share can be taken', async () => {
    const text = await textOf({ month: '2026-08' });
    expect(text).toContain('3 báo cáo được miễn. Tất cả báo cáo đều được miễn nên không tính tỷ lệ đúng hạn.');
    expect(text).toContain('Không có đơn vị nào gửi chậm hoặc chưa gửi báo cáo.');
  });

  it('of a month that is not due: that nothing is due yet', async () => {
    const text = await textOf({ month: '2026-11' });
    expect(text).toContain('6 báo cáo chưa đến hạn. Chưa có báo cáo nào đến hạn nên chưa tính tỷ lệ đúng hạn.');
    expect(text).not.toContain('Tỷ lệ đúng hạn đạt');
  });
});

describe('what a report names', () => {
  it.each([
    ['a month', { month: '2026-07' }, 1],
    ['a quarter', { quarter: '2026-Q3' }, 2],
    ['a year', { year: '2026' }, 3],
  ])('the files of %s that cannot be read, in the report and in the sheets', async (_what, query, count) => {
    const bytes = await report(query);
    expect(paragraphsOf(bytes).join('\n')).toContain(`có ${count} tệp không trích được nội dung`);
    const [over, table = []] = [...tablesOf(bytes)].find(([caption]) => caption.includes('Tệp không trích được')) ?? [];
    expect(over).toContain(`(${count} tệp)`);
    const sheet = sheetsOf(await report({ ...query, format: 'xlsx' })).get('Tệp không trích được') ?? [];
    expect(sheet).toHaveLength(count + 1);
    const scan = 'bản chụp (ảnh), không có chữ để trích';
    expect(table[1]).toEqual(['1', ...(sheet[1] ?? [])]);
    expect(sheet).toContainEqual(['Sở A', 'Báo cáo tháng 7/2026', 'bao-cao.pdf', scan]);
  });

  it('no file of a month in which all can be read', async () => {
    const text = await textOf({ month: '2026-08' });
    expect(text).not.toContain('không trích được');
    expect(text).toContain('Kết quả của từng đơn vị tại Phụ lục kèm theo.');
  });

  it('a unit of a very long name, whole', async () => {
    const table = tablesOf(await report(october)).get('Bảng 3. Các đơn vị thực hiện kém nhất') ?? [];
    expect(table.map(([, name]) => name)).toContain(LONG_NAME);
    expect(
      sheetsOf(await report({ ...october, format: 'xlsx' }))
        .get('Chậm, chưa gửi')
        ?.map(([name]) => name),
    ).toContain(LONG_NAME);
  });

  it('and counts no report on a named official, though the Office asks, who may see it (R16)', async () => {
    const { body } = await world.get('/v1/obligations', NOW, { rule: 'thematic', year: '2027' });
    expect(body).toMatchObject({ items: [{ official: 'Nguyễn Văn A' }] });
    expect(await textOf({ month: '2027-01' })).toContain('Trong tháng 1/2027 không có báo cáo nào phải gửi.');
    const sheets = sheetsOf(await report({ month: '2027-01', format: 'xlsx' }));
    expect(JSON.stringify([...sheets])).not.toContain('kiểm điểm');
  });
});
