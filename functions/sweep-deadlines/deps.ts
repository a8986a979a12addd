import type { WorkingCalendar } from '../../lib/calendar/working-days.ts';
import type { Log } from '../../lib/log/log.ts';
import type { Sending } from '../../lib/notices/sending.ts';
import type { NoticeStore, Timer } from '../../lib/store/notices.ts';
import type { UnitStore } from '../../lib/store/units.ts';
import type { AnswerWriter } from '../shared/answers.ts';
import type { RulePlan } from '../shared/plans.ts';

/** What a sweep needs, and no more. */
export interface Deps {
  notices: Pick<NoticeStore, 'due' | 'current' | 'setTimer'>;
  units: Pick<UnitStore, 'getMany'>;
  sending: Sending;
  planFor: (timer: Timer) => RulePlan | undefined;
  writeAnswer: AnswerWriter;
  calendar: WorkingCalendar;
  officeAddress: string;
  portalUrl: string;
  log: Log;
}
