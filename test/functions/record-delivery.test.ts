import { afterAll, beforeAll, expect, it } from 'vitest';
import { createRecordDeliveryHandler } from '../../functions/record-delivery/handler.ts';
import { createMailStore } from '../../lib/store/mails.ts';
import { createUnitStore } from '../../lib/store/units.ts';
import { startRegister, type TestRegister } from '../support/register.ts';
import { aUnit } from '../support/units.ts';

const ADDRESS = 'tuangiao@dienbien.example';
const FIRST = '2026-10-23T02:00:00Z';
const LATER = '2026-10-26T02:00:00Z';
const { id: UNIT } = aUnit();

let register: TestRegister;
beforeAll(async () => {
  register = await startRegister();
});
afterAll(() => register.stop());

const bounced = (timestamp: string) => ({
  detail: {
    eventType: 'Bounce',
    mail: { messageId: 'message-1', tags: { unit: [UNIT] } },
    bounce: { bounceType: 'Permanent', bouncedRecipients: [{ emailAddress: ADDRESS }], timestamp },
  },
});

it('an address is dead since the first report of it, whatever is reported later', async () => {
  const [mails, units] = [createMailStore(register.table), createUnitStore(register.table)];
  await units.put(aUnit());
  const record = createRecordDeliveryHandler({ mails, units, log: () => {} });
  for (const timestamp of [FIRST, LATER]) await record(bounced(timestamp));
  expect((await mails.deliveries(['message-1'])).get('message-1')).toMatchObject({ [ADDRESS]: { at: FIRST } });
  expect((await units.get(UNIT))?.addressProblems).toMatchObject({ [ADDRESS]: { since: FIRST } });
});
