import { atTime, type Instant, localDateOf } from '../../lib/calendar/dates.ts';
import type { WorkingCalendar } from '../../lib/calendar/working-days.ts';
import type { Log } from '../../lib/log/log.ts';
import { type CausedNotice, sendClaimed } from '../../lib/notices/sending.ts';
import { type KeptReport, REPORTS_PREFIX } from '../../lib/papers/kept.ts';
import { composeReportMade } from '../../lib/papers/report-mail.ts';
import { monthsToReport, reportDayOf } from '../../lib/papers/when.ts';
import type { PaperFiles } from '../../lib/store/paper-files.ts';
import type { PaperStore } from '../../lib/store/papers.ts';
import { fileTypes } from '../../lib/submissions/file-types.ts';
import { type CompliancePaperDeps, reportDocx, reportXlsx, tellCompliance } from '../shared/compliance-paper.ts';
import { type ReleasedLetterDeps, tellLeaders } from '../shared/report-letters.ts';
import { scheduledSchema } from '../shared/scheduled.ts';

export interface Deps extends CompliancePaperDeps, ReleasedLetterDeps {
  papers: Pick<PaperStore, 'reports'>;
  files: Pick<PaperFiles, 'put'>;
  calendar: WorkingCalendar;
  officeAddress: string;
  log: Log;
}

const SENDING_TIME = '08:00';

/**
 * Makes each month's compliance report on the first working day after the month's last deadline, and tells the Office that it
 * is there to be looked at (clause 2). It runs three times a working day and does each thing once: what a
 * fault kept from being made or said is made good by a later run.
 */
export function createSendComplianceReportHandler(deps: Deps) {
  async function make(month: string, now: Instant): Promise<KeptReport | undefined> {
    const span = { kind: 'month' as const, id: month };
    // The paper goes on to the leaders, who do not see reports on named officials (R16).
    const told = await tellCompliance(deps, { span, now });
    const { total } = told.figures;
    if (total.expected === 0) return undefined;
    const keep = async (type: 'docx' | 'xlsx', body: Uint8Array) => {
      const key = `${REPORTS_PREFIX}${month}/${type}`;
      const name = `Báo cáo tình hình thực hiện ${month}.${type}`;
      return { name, key, ...(await deps.files.put(key, body, fileTypes[type])) };
    };
    const files = [await keep('docx', await reportDocx(deps, told)), await keep('xlsx', await reportXlsx(deps, told))];
    const report: KeptReport = { id: month, madeAt: now, status: 'draft', figures: total, files };
    await deps.papers.reports.create(report);
    deps.log('info', 'report-made', { month, expected: total.expected });
    // Should another run have come first, its report is the one that counts.
    return deps.papers.reports.get(month);
  }

  async function tellOffice(report: KeptReport, now: Instant): Promise<boolean> {
    const day = reportDayOf(report.id, deps.regimes, deps.calendar) ?? localDateOf(report.madeAt);
    const name: CausedNotice = {
      about: 'office',
      kind: 'compliance-report',
      scheduledFor: atTime(day, SENDING_TIME),
      cause: now,
    };
    if ((await deps.sending.ledger.claim(name, now)) !== 'claimed') return false;
    const letter = { to: [deps.officeAddress], cc: [], ...composeReportMade(report, deps.portalUrl) };
    return (await sendClaimed(deps.sending, letter, [name], now)) === 'sent';
  }

  return async (event: unknown): Promise<{ made: string[]; told: string[] }> => {
    const now = scheduledSchema.parse(event).scheduledTime;
    const today = localDateOf(now);
    const done: { made: string[]; told: string[] } = { made: [], told: [] };
    if (!deps.calendar.isWorkingDay(today) || now < atTime(today, SENDING_TIME)) return done;
    for (const month of monthsToReport(today, deps.regimes, deps.calendar)) {
      const known = await deps.papers.reports.get(month);
      const report = known ?? (await make(month, now));
      if (report === undefined) continue;
      if (known === undefined) done.made.push(month);
      const told =
        report.status === 'released' ? await tellLeaders(report, deps, now, now) : await tellOffice(report, now);
      if (told) done.told.push(month);
    }
    return done;
  };
}
