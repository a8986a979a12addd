import { vietnamCalendar } from '../../lib/calendar/working-days.ts';
import { log } from '../../lib/log/log.ts';
import { regimeByVersion } from '../../lib/regime/index.ts';
import { openTable } from '../../lib/store/client.ts';
import { mailSettings, readSettings, registerSettings } from '../environment.ts';
import { composeAnswering } from '../shared/answering.ts';
import { createPlans } from '../shared/plans.ts';
import { createSweepHandler } from './handler.ts';

const settings = readSettings(registerSettings.extend(mailSettings.shape));

export const handler = createSweepHandler({
  ...composeAnswering(openTable(settings), settings, log),
  planFor: createPlans(regimeByVersion, vietnamCalendar),
  calendar: vietnamCalendar,
  log,
});
