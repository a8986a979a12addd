import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as schemas from '../../functions/api/schemas/index.ts';
import { createManagePapersHandler } from '../../functions/manage-papers/handler.ts';
import { createSendComplianceReportHandler } from '../../functions/send-compliance-report/handler.ts';
import { vietnamCalendar } from '../../lib/calendar/working-days.ts';
import { officeOf } from '../../lib/papers/issuer.ts';
import { monthsToReport, reportDayOf } from '../../lib/papers/when.ts';
import { regimes } from '../../lib/regime/index.ts';
import { createAccountStore } from '../../lib/store/accounts.ts';
import { createPaperStore } from '../../lib/store/papers.ts';
import { call } from '../support/api-event.ts';
import { paragraphsOf } from '../support/read-docx.ts';
import { startRegister } from '../support/register.ts';
import { aUnit } from '../support/units.ts';
import { createWorld, OFFICE, PORTAL, quarterHours } from '../support/world.ts';

const THE_MORNING_AFTER = '2026-10-28T01:05:00Z';
const LEADER = 'lanhdao@dienbien.example';

let register: Awaited<ReturnType<typeof startRegister>>;
let world: ReturnType<typeof createWorld>;
let send: ReturnType<typeof createSendComplianceReportHandler>;
let papers: ReturnType<typeof createManagePapersHandler>;
const stored = new Map<string, Uint8Array>();

beforeAll(async () => {
  register = await startRegister();
  world = createWorld(register.table, '2026-10-01');
  await world.units.put(aUnit());
  await world.open('2026-10-01T00:00:00Z');
  const accounts = createAccountStore(register.table);
  await accounts.put({ user: 'leader', role: 'leader', active: true, email: LEADER });
  await accounts.put({ user: 'gone', role: 'leader', active: false, email: 'gone@dienbien.example' });
  await accounts.put({ user: 'unit', role: 'unit', unit: aUnit().id, active: true });
  const files = {
    put: async (key: string, body: Uint8Array) => {
      stored.set(key, body);
      return { versionId: `version-${stored.size}`, bytes: body.length };
    },
  };
  const { obligations, requests, units, submissions, sending } = world;
  const common = { accounts, regimes, files, sending, portalUrl: `${PORTAL}/`, log: () => {} };
  const store = createPaperStore(register.table);
  send = createSendComplianceReportHandler({
    ...common,
    ...{ obligations, requests, units, submissions, papers: store, calendar: vietnamCalendar, officeAddress: OFFICE },
    issuer: officeOf('Điện Biên'),
  });
  papers = createManagePapersHandler({
    ...common,
    bootstrapOfficeUser: 'office',
    waitFor: () => 0,
    papers: store,
    downloadUrl: async (key, versionId) => ({ url: `https://s3.example/${key}?${versionId}`, expiresInSeconds: 300 }),
  });
});
afterAll(() => register.stop());

const run = (at: string) => send({ scheduledTime: at });
const letters = () => world.postbox.letters.map(({ subject, to }) => [subject, to]);
const ask = (path: string, user = 'office', method = 'GET') =>
  call(papers, { method, path, user, at: '2026-10-28T03:00:00Z' });
const OF_OCTOBER = '/v1/compliance/reports/2026-10';

describe('the day of a month’s report', () => {
  it.each([
    ['2026-10', '2026-10-28', 'the day after the 27th'],
    ['2026-09', '2026-09-25', 'the day after the nine-month report’s'],
    ['2026-11', '2026-11-30', 'after the annual report of Sunday the 29th'],
    ['2026-02', '2026-03-02', 'the Monday after a Friday'],
  ])('of %s is %s: %s', (month, day) => {
    expect(reportDayOf(month, regimes, vietnamCalendar)).toBe(day);
    expect(monthsToReport(day, regimes, vietnamCalendar)).toContain(month);
  });
});

describe('the month’s report', () => {
  it('is not made before its day, nor on days off, nor before eight', async () => {
    for (const at of ['2026-10-27T08:00:00Z', '2026-10-28T00:50:00Z', '2026-10-31T03:00:00Z'])
      expect(await run(at)).toEqual({ made: [], told: [] });
    expect(stored.size).toBe(0);
  });

  it('is made once, and the Office is told once, whatever went wrong in between', async () => {
    world.postbox.answer = () => ({ outcome: 'later', reason: 'unreachable' });
    expect(await run(THE_MORNING_AFTER)).toEqual({ made: ['2026-10'], told: [] });
    world.postbox.answer = undefined;
    for (const at of quarterHours('2026-10-28T01:20:00Z', '2026-10-28T09:50:00Z')) await run(at);
    expect(letters()).toEqual([['[Báo cáo tình hình thực hiện] tháng 10/2026: đề nghị xem trước khi gửi', [OFFICE]]]);
    expect([...stored.keys()]).toEqual(['reports/2026-10/docx', 'reports/2026-10/xlsx']);
    expect(paragraphsOf(stored.get('reports/2026-10/docx') ?? new Uint8Array()).join('\n')).toContain('tháng 10/2026');
  });

  it('is for the Office alone until it is released', async () => {
    expect(schemas.keptReports.parse((await ask('/v1/compliance/reports', 'leader')).body).items).toEqual([]);
    expect((await ask(OF_OCTOBER, 'leader')).status).toBe(404);
    expect((await ask('/v1/compliance/reports', 'unit')).body).toMatchObject({ code: 'forbidden' });
    const report = schemas.keptReport.parse((await ask(OF_OCTOBER)).body);
    expect(report).toMatchObject({ status: 'draft', figures: { expected: 1, missing: 1 } });
    expect(report.files.map(({ name }) => name)).toEqual([
      'Báo cáo tình hình thực hiện 2026-10.docx',
      'Báo cáo tình hình thực hiện 2026-10.xlsx',
    ]);
  });

  it('is released by the Office, once; the leaders are told by the release or by the next run', async () => {
    expect((await ask(`${OF_OCTOBER}/release`, 'leader', 'POST')).body).toMatchObject({ code: 'forbidden' });
    expect((await ask('/v1/compliance/reports/2026-01/release', 'office', 'POST')).status).toBe(404);
    world.postbox.answer = () => ({ outcome: 'later', reason: 'unreachable' });
    expect((await ask(`${OF_OCTOBER}/release`, 'office', 'POST')).body).toMatchObject({ status: 'released' });
    world.postbox.answer = undefined;
    expect(letters()).toHaveLength(1);
    expect(await run('2026-10-28T03:05:00Z')).toEqual({ made: [], told: ['2026-10'] });
    await run('2026-10-28T03:20:00Z');
    expect(letters().slice(1)).toEqual([['[Báo cáo tình hình thực hiện] tháng 10/2026', [LEADER]]]);
    expect((await ask(`${OF_OCTOBER}/release`, 'office', 'POST')).body).toMatchObject({ code: 'wrong-state' });
    expect(schemas.keptReport.parse((await ask(OF_OCTOBER, 'leader')).body).status).toBe('released');
  });
});
