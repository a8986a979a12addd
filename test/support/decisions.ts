import { createDecideObligationHandler, type Deps } from '../../functions/decide-obligation/handler.ts';
import { createAnswerSender } from '../../functions/shared/answer-sender.ts';
import { createAnswerWriter } from '../../functions/shared/answers.ts';
import { createPlans } from '../../functions/shared/plans.ts';
import { vietnamCalendar } from '../../lib/calendar/working-days.ts';
import { regimeByVersion } from '../../lib/regime/index.ts';
import { createAccountStore } from '../../lib/store/accounts.ts';
import type { Table } from '../../lib/store/table.ts';
import { OFFICE, type World } from './world.ts';

/** The function that takes decisions, in a world whose postbox has the letters that they cause. */
export function createDecisions(world: World, table: Table, change: Partial<Deps> = {}) {
  const { obligations, submissions, requests, units, notices, postbox } = world;
  const addresses = { officeAddress: OFFICE, portalUrl: 'https://x.example' };
  const write = createAnswerWriter({ units, obligations, submissions, ...addresses });
  return createDecideObligationHandler({
    accounts: createAccountStore(table),
    bootstrapOfficeUser: 'office',
    waitFor: () => 0,
    ...{ obligations, submissions, requests },
    planFor: createPlans(regimeByVersion, vietnamCalendar),
    calendar: vietnamCalendar,
    sendAnswer: createAnswerSender({ ledger: notices, mailer: postbox.mailer }, notices, write),
    log: () => {},
    ...change,
  });
}
