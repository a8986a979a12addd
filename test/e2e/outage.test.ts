import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as schemas from '../../functions/api/schemas/index.ts';
import { addSeconds, type Instant } from '../../lib/calendar/dates.ts';
import { infectedPdf } from '../samples/infected.ts';
import { samplePdf } from '../samples/pdf.ts';
import { type Office, openOffice, PDF, type UploadFile } from './office.ts';

/** 09:00 on Monday 26 October 2026, the day before the last acceptable day of October's report. */
const MONDAY = '2026-10-26T02:00:00Z';
const HOUR = 3600;
/** As long as the queues hide what was not dealt with (infra/functions/queued-handler.ts). */
const AGAIN = 4 * 60;
const idOf = (unit: string) => `${unit}.monthly.2026-10`;
const report = (bytes = samplePdf(['Báo cáo tháng 10'])): UploadFile[] => [
  { name: 'bao-cao.pdf', type: PDF, role: 'main', bytes },
];

let office: Office;
let now: Instant = MONDAY;
beforeAll(async () => {
  office = await openOffice(MONDAY, { goLive: '2026-10-01' });
});
afterAll(() => office.close());

const obligationOf = async (unit: string) =>
  schemas.obligation.parse((await office.as('office', 'GET', `/v1/obligations/${idOf(unit)}`)).body);
const lettersTo = async (unit: string, tag: string) =>
  (await office.mail()).filter(
    ({ to, subject }) => to.includes(`${unit}@dienbien.example`) && subject.startsWith(`[${tag}`),
  );

async function pass(seconds: number): Promise<void> {
  now = addSeconds(now, seconds);
  await office.moveTo(now);
}

/** An hour in which functions cannot do something; `meanwhile` happens at its beginning. Then time for the queues to try once more. */
async function outage(cutOff: (caller: string, action: string) => boolean, meanwhile: () => Promise<void>) {
  office.cloud.faults.unreachable = cutOff;
  await meanwhile();
  await pass(HOUR);
  delete office.cloud.faults.unreachable;
  await pass(AGAIN);
}

describe('after an hour, nobody lending a hand', () => {
  it.each([
    ['without the register', 'so-tu-phap', (_: string, action: string) => action.startsWith('dynamodb:')],
    ['without the files', 'so-xay-dung', (_: string, action: string) => action === 's3:GetObjectVersion'],
  ])('%s, a file is on record as of when it was stored, and has one receipt', async (_, unit, cutOff) => {
    const declared = schemas.declared.parse((await office.declare(unit, idOf(unit), report())).body);
    const storedAt = now;
    await outage(cutOff, async () => {
      for (const form of declared.uploads)
        expect((await office.upload(form, report()[0]?.bytes ?? new Uint8Array())).status).toBe(204);
      await office.cloud.functions.settled();
      expect(await lettersTo(unit, 'Biên nhận')).toEqual([]);
    });
    expect(await obligationOf(unit)).toMatchObject({ status: 'received', receivedAt: storedAt, verdict: 'on-time' });
    await pass(HOUR);
    expect(await lettersTo(unit, 'Biên nhận')).toHaveLength(1);
  });

  it('without the register, a letter that did not arrive is on record', async () => {
    const unit = 'so-noi-vu';
    office.cloud.killAddress(`${unit}@dienbien.example`);
    await outage(
      (caller, action) => caller === 'record-delivery' && action.startsWith('dynamodb:'),
      async () => {
        await office.file(unit, idOf(unit), report());
      },
    );
    const { items } = schemas.units.parse((await office.as('office', 'GET', '/v1/units')).body);
    expect(items.find(({ id }) => id === unit)?.deadAddresses).toMatchObject([{ kind: 'bounce' }]);
  });

  it('without the register, a file in which malware was found has lost its receipt', async () => {
    const unit = 'thanh-tra-tinh';
    await outage(
      (caller, action) => caller === 'record-scan' && action.startsWith('dynamodb:'),
      async () => {
        await office.file(unit, idOf(unit), report(infectedPdf(['Báo cáo tháng 10'])));
        await office.cloud.functions.settled();
        expect((await obligationOf(unit)).status).toBe('received');
      },
    );
    expect((await obligationOf(unit)).status).toBe('open');
    await pass(HOUR);
    expect(await lettersTo(unit, 'Chưa tiếp nhận')).toHaveLength(1);
  });

  it('none of it lies in a queue of undelivered events', () => {
    const recording = office.cloud.deadLetters.items.filter((letter) => letter.function.startsWith('record-'));
    expect(recording).toEqual([]);
  });
});
