import { log } from '../../lib/log/log.ts';
import { openTable } from '../../lib/store/client.ts';
import { createMailStore } from '../../lib/store/mails.ts';
import { createUnitStore } from '../../lib/store/units.ts';
import { readSettings, registerSettings } from '../environment.ts';
import { fromQueue } from '../shared/from-queue.ts';
import { createRecordDeliveryHandler } from './handler.ts';

const table = openTable(readSettings(registerSettings));

export const handler = fromQueue(
  createRecordDeliveryHandler({
    mails: createMailStore(table),
    units: createUnitStore(table),
    log,
  }),
  log,
);
