import { vietnamCalendar } from '../../lib/calendar/working-days.ts';
import { log } from '../../lib/log/log.ts';
import { regimeByVersion } from '../../lib/regime/index.ts';
import { openTable } from '../../lib/store/client.ts';
import { createNoticeStore } from '../../lib/store/notices.ts';
import { createObligationStore } from '../../lib/store/obligations.ts';
import { createSubmissionStore } from '../../lib/store/submissions.ts';
import { createUnitStore } from '../../lib/store/units.ts';
import { mailSettings, readSettings, registerSettings } from '../environment.ts';
import { createAnswerWriter } from '../shared/answers.ts';
import { createPlans } from '../shared/plans.ts';
import { createSending } from '../shared/sending.ts';
import { createSweepHandler } from './handler.ts';

const settings = readSettings(registerSettings.extend(mailSettings.shape));
const table = openTable(settings);
const units = createUnitStore(table);
const addresses = { officeAddress: settings.OFFICE_ADDRESS, portalUrl: settings.PORTAL_URL };

export const handler = createSweepHandler({
  notices: createNoticeStore(table),
  units,
  sending: createSending(table, settings, log),
  planFor: createPlans(regimeByVersion, vietnamCalendar),
  writeAnswer: createAnswerWriter({
    units,
    obligations: createObligationStore(table),
    submissions: createSubmissionStore(table),
    ...addresses,
  }),
  calendar: vietnamCalendar,
  ...addresses,
  log,
});
