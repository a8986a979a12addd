import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createApiHandler } from '../../functions/api/handler.ts';
import * as schemas from '../../functions/api/schemas/index.ts';
import { createWritePapersHandler } from '../../functions/write-papers/handler.ts';
import { vietnamCalendar } from '../../lib/calendar/working-days.ts';
import { advance } from '../../lib/obligations/advancing.ts';
import { officeOf } from '../../lib/papers/issuer.ts';
import { regimes } from '../../lib/regime/index.ts';
import { createAccountStore } from '../../lib/store/accounts.ts';
import { createMailStore } from '../../lib/store/mails.ts';
import { fileTypes } from '../../lib/submissions/file-types.ts';
import { call } from '../support/api-event.ts';
import { documentXml, paragraphsOf, partsOf, sheetsOf } from '../support/read-docx.ts';
import { startRegister } from '../support/register.ts';
import { aUnit } from '../support/units.ts';
import { createWorld } from '../support/world.ts';

const NOW = '2026-10-30T03:00:00Z';
const ON_THE_LAST_DAY = '2026-10-27T16:59:59Z';
const TWO_DAYS_LATE = '2026-10-29T03:00:00Z';
const HOSTILE = '=HYPERLINK("http://evil.example","Ban")';

let register: Awaited<ReturnType<typeof startRegister>>;
let world: ReturnType<typeof createWorld>;
let papers: ReturnType<typeof createWritePapersHandler>;
let api: ReturnType<typeof createApiHandler>;

const units = [
  aUnit({ id: 'huyen-uy-a', name: 'Huyện ủy A', contactEmail: 'a@dienbien.example' }),
  aUnit({ id: 'huyen-uy-b', name: 'Huyện ủy B', contactEmail: 'b@dienbien.example' }),
  aUnit({ id: 'so-c', name: 'Sở C & D', category: 'department', contactEmail: 'c@dienbien.example' }),
  aUnit({ id: 'ban-d', name: HOSTILE, category: 'advisory-agency', contactEmail: 'd@dienbien.example' }),
];

async function receive(unit: string, period: string, at: string): Promise<void> {
  const obligation = await world.obligations.get({ unit, rule: 'monthly', period });
  if (!obligation) throw new Error(`${unit} owes nothing for ${period}`);
  const data = { number: 1, version: 1, receivedAt: at };
  const event = { type: 'submission-received' as const, at, by: unit, data };
  await world.obligations.commit(advance(obligation, event, { planned: undefined }));
}

beforeAll(async () => {
  register = await startRegister();
  world = createWorld(register.table, '2026-08-01');
  for (const unit of units) await world.units.put(unit);
  await world.open('2026-08-01T00:00:00Z');
  await world.open('2026-10-01T00:00:00Z');
  await receive('huyen-uy-a', '2026-10', ON_THE_LAST_DAY);
  await receive('so-c', '2026-10', TWO_DAYS_LATE);
  await receive('so-c', '2026-08', '2026-08-20T00:00:00Z');
  const accounts = createAccountStore(register.table);
  await accounts.put({ user: 'leader', role: 'leader', active: true });
  await accounts.put({ user: 'huyen-uy-a', role: 'unit', unit: 'huyen-uy-a', active: true });
  const { obligations, requests } = world;
  const common = {
    accounts,
    bootstrapOfficeUser: 'office',
    waitFor: () => 0,
    log: () => {},
    regimes,
    calendar: vietnamCalendar,
  };
  papers = createWritePapersHandler({
    ...common,
    obligations,
    requests,
    units: world.units,
    submissions: world.submissions,
    issuer: officeOf('Điện Biên'),
  });
  const noLink = async () => {
    throw new Error('not asked for here');
  };
  api = createApiHandler({
    ...common,
    goLive: '2026-08-01',
    ...{ obligations, requests, units: world.units, submissions: world.submissions, notices: world.notices },
    ...{
      mails: createMailStore(register.table),
      downloadUrl: noLink,
      seals: { list: async () => [] },
      sealUrl: noLink,
    },
  });
});
afterAll(() => register.stop());

const report = (query: Record<string, string>, user = 'office') =>
  call(papers, { path: '/v1/compliance/report', query, user, at: NOW });
const letter = (body: unknown, user = 'office', at = NOW) =>
  call(papers, { method: 'POST', path: '/v1/urgings/letter', body, user, at });
const october = { rule: 'monthly', period: '2026-10' };

describe('the compliance report', () => {
  it('tells the figures that the API tells, in the report and in the sheets', async () => {
    const { body } = await call(api, { path: '/v1/compliance', query: october, user: 'office', at: NOW });
    const figures = schemas.compliance.parse(body);
    expect(figures).toMatchObject({ expected: 4, onTime: 1, late: 1, missing: 2, notYetDue: 0, waived: 0 });
    const text = paragraphsOf((await report(october)).bytes).join('\n');
    expect(text).toContain('Tổng số báo cáo phải gửi: 4, của 4 đơn vị.');
    expect(text).toContain('1 báo cáo gửi đúng hạn; 1 báo cáo gửi chậm; 2 báo cáo chưa gửi');
    const sheets = sheetsOf((await report({ ...october, format: 'xlsx' })).bytes);
    const { expected, onTime, late, missing, notYetDue, waived } = figures;
    expect(sheets.get('Tổng hợp')?.[1]).toEqual([
      'Tổng cộng',
      expected,
      onTime,
      late,
      missing,
      notYetDue,
      waived,
      0,
      0.25,
    ]);
    const perUnit = sheets.get('Theo đơn vị')?.slice(1) ?? [];
    const sumOf = (column: number) => perUnit.reduce((sum, row) => sum + Number(row[column]), 0);
    expect([2, 3, 4, 5].map(sumOf)).toEqual([expected, onTime, late, missing]);
    expect(perUnit).toHaveLength(figures.units.length);
  });

  it('names who is late and by how much, and compares with the period before, folded months passed over', async () => {
    const text = paragraphsOf((await report(october)).bytes).join('\n');
    for (const line of [
      'Gửi chậm 2 ngày',
      'Chưa gửi, quá hạn 3 ngày',
      'So với tháng 8/2026 (25%), tỷ lệ đúng hạn không thay đổi.',
    ])
      expect(text).toContain(line);
    expect(text).toContain('Các đơn vị tiến bộ nhất so với tháng 8/2026');
  });

  it.each([
    ['a month', { month: '2026-10' }, 'tháng 10/2026', 4],
    ['a quarter', { quarter: '2026-Q3' }, 'quý III/2026', 8],
    ['a year', { year: '2026' }, 'năm 2026', 20],
  ])('takes in all that fell due in %s', async (_what, query, name, expected) => {
    const text = paragraphsOf((await report(query)).bytes).join('\n');
    expect(text).toContain(`tình hình thực hiện chế độ thông tin, báo cáo ${name}`);
    expect(text).toContain(`Tổng số báo cáo phải gửi: ${expected},`);
  });

  it('has the form of the Party’s documents', async () => {
    const { bytes, type } = await report(october);
    expect(type).toBe(fileTypes.docx);
    const xml = documentXml(bytes);
    // A4, and margins of 20, 20, 30 and 15 mm, in twentieths of a point.
    expect(xml).toMatch(/<w:pgSz w:w="11906" w:h="16838"/);
    expect(xml).toMatch(/w:top="1134" w:right="850" w:bottom="1134" w:left="1701"/);
    expect(xml).toContain('<w:titlePg/>');
    expect(xml).toContain('<w:tblHeader/>');
    const styles = Buffer.from(partsOf(bytes).get('word/styles.xml') ?? []).toString();
    expect(styles).toContain('Times New Roman');
    expect(styles).toContain('<w:sz w:val="28"/>');
    const lines = paragraphsOf(bytes);
    expect(lines.slice(0, 8)).toEqual([
      ...['TỈNH ỦY ĐIỆN BIÊN', 'VĂN PHÒNG', '*', 'Số         -BC/VPTU'],
      ...['ĐẢNG CỘNG SẢN VIỆT NAM', 'Điện Biên, ngày      tháng 10 năm 2026', 'BÁO CÁO'],
      'tình hình thực hiện chế độ thông tin, báo cáo\n(riêng báo cáo tháng 10/2026)',
    ]);
    expect(lines).toEqual(expect.arrayContaining(['Nơi nhận:', 'CHÁNH VĂN PHÒNG', 'Kính gửi: Thường trực Tỉnh ủy']));
    expect([...partsOf(bytes).keys()].some((name) => name.startsWith('word/charts/'))).toBe(true);
  });

  it('makes no formula of a name, and no markup', async () => {
    const { bytes } = await report({ ...october, format: 'xlsx' });
    const names = (sheetsOf(bytes).get('Theo đơn vị') ?? []).map(([name]) => name);
    expect(names).toContain(`'${HOSTILE}`);
    expect(names).toContain('Sở C & D');
    for (const [name, part] of partsOf(bytes))
      if (name.startsWith('xl/worksheets/')) expect(Buffer.from(part).toString()).not.toContain('<f>');
    const table = Buffer.from(partsOf(bytes).get('xl/tables/table5.xml') ?? []).toString();
    expect(table).toContain('<autoFilter ref="A1:J5"/>');
  });

  it('is for the Office and leaders, and for one span at a time', async () => {
    expect((await report(october, 'leader')).status).toBe(200);
    expect((await report(october, 'huyen-uy-a')).body).toMatchObject({ code: 'forbidden' });
    for (const query of [
      {},
      { rule: 'monthly' },
      { ...october, year: '2026' },
      { month: '2026-13' },
      { quarter: '2026-H1' },
    ])
      expect((await report(query)).body).toMatchObject({ code: 'invalid-request' });
  });
});

describe('the urging letter', () => {
  it('lists what is missing of the chosen units, and greets them by name', async () => {
    const { bytes } = await letter({ units: ['huyen-uy-b'] });
    const lines = paragraphsOf(bytes);
    expect(lines).toContain('V/v đôn đốc gửi báo cáo theo chế độ thông tin, báo cáo');
    expect(lines).toContain('Kính gửi: Huyện ủy B');
    expect(lines.filter((line) => line === 'Huyện ủy B')).toHaveLength(3);
    expect(lines).toEqual(expect.arrayContaining(['Báo cáo tháng 10/2026', '27/10/2026', 'Quá hạn 3 ngày']));
    // Three working days from Friday.
    expect(lines.join('\n')).toContain('chậm nhất hết ngày 04/11/2026');
  });

  it('is about all that are late when nobody is chosen, and changes nothing', async () => {
    const before = await world.obligations.history('huyen-uy-b.monthly.2026-10');
    const lines = paragraphsOf((await letter({ by: '2026-11-02' })).bytes).join('\n');
    expect(lines).toContain('báo cáo đã quá hạn của 4 đơn vị');
    expect(lines).toContain('chậm nhất hết ngày 02/11/2026');
    expect(await world.obligations.history('huyen-uy-b.monthly.2026-10')).toEqual(before);
    expect(world.postbox.letters).toEqual([]);
  });

  it('is refused when there is nothing to urge for, for a day gone by, and to leaders', async () => {
    expect((await letter({ units: ['khong-co'] })).body).toMatchObject({ code: 'wrong-state' });
    expect((await letter({ by: '2026-10-29' })).body).toMatchObject({ code: 'wrong-date' });
    expect((await letter({}, 'leader')).body).toMatchObject({ code: 'forbidden' });
    expect((await letter({ units: [] })).body).toMatchObject({ code: 'invalid-request' });
  });
});
