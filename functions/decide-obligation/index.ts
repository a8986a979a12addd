import { vietnamCalendar } from '../../lib/calendar/working-days.ts';
import { log } from '../../lib/log/log.ts';
import { regimeByVersion } from '../../lib/regime/index.ts';
import { createAccountStore } from '../../lib/store/accounts.ts';
import { openTable } from '../../lib/store/client.ts';
import { createNoticeStore } from '../../lib/store/notices.ts';
import { createObligationStore } from '../../lib/store/obligations.ts';
import { createSubmissionStore } from '../../lib/store/submissions.ts';
import { createUnitStore } from '../../lib/store/units.ts';
import { identitySettings, mailSettings, readSettings, registerSettings } from '../environment.ts';
import { createAnswerSender } from '../shared/answer-sender.ts';
import { createAnswerWriter } from '../shared/answers.ts';
import { createPlans } from '../shared/plans.ts';
import { createSending } from '../shared/sending.ts';
import { createDecideObligationHandler } from './handler.ts';

const settings = readSettings(registerSettings.extend({ ...identitySettings.shape, ...mailSettings.shape }));
const table = openTable(settings);
const obligations = createObligationStore(table);
const submissions = createSubmissionStore(table);
const writeAnswer = createAnswerWriter({
  units: createUnitStore(table),
  obligations,
  submissions,
  officeAddress: settings.OFFICE_ADDRESS,
  portalUrl: settings.PORTAL_URL,
});

export const handler = createDecideObligationHandler({
  accounts: createAccountStore(table),
  bootstrapOfficeUser: settings.BOOTSTRAP_OFFICE_USER,
  obligations,
  submissions,
  planFor: createPlans(regimeByVersion, vietnamCalendar),
  sendAnswer: createAnswerSender(createSending(table, settings, log), createNoticeStore(table), writeAnswer),
  log,
});
