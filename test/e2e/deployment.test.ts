import { rm } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as z from 'zod';
import * as schemas from '../../functions/api/schemas/index.ts';
import { addSeconds } from '../../lib/calendar/dates.ts';
import { samplePdf } from '../samples/pdf.ts';
import { stackUnderTest } from '../support/stack-under-test.ts';
import { type Office, openOffice, PDF, type UploadFile } from './office.ts';

/** 09:00 on Monday 26 October 2026, the day before the last acceptable day of October's report. */
const MONDAY = '2026-10-26T02:00:00Z';
/** As long as the queues hide what was not dealt with (infra/functions/queued-handler.ts), and a minute. */
const AGAIN = 5 * 60;
const GO_LIVE = '2026-10-01';
const [UNIT, OTHER, DONE] = ['so-tu-phap', 'so-xay-dung', 'so-noi-vu'] as const;
const idOf = (unit: string) => `${unit}.monthly.2026-10`;
const files: UploadFile[] = [
  { name: 'bao-cao.pdf', type: PDF, role: 'main', bytes: samplePdf(['Báo cáo tháng 10']) },
  { name: 'phu-luc.pdf', type: PDF, role: 'annex', bytes: samplePdf(['Phụ lục']) },
];

const templateSchema = z.looseObject({
  Resources: z.record(z.string(), z.looseObject({ Type: z.string(), Properties: z.looseObject({}).default({}) })),
});
const environmentSchema = z.looseObject({ Variables: z.record(z.string(), z.unknown()) });

/** A stack of which every function is another version. */
async function nextVersion() {
  const { template, assetsDir } = await stackUnderTest();
  const { Resources, ...rest } = templateSchema.parse(template);
  const next = Object.entries(Resources).map(([id, resource]) => {
    if (resource.Type !== 'AWS::Lambda::Function') return [id, resource];
    const { Variables } = environmentSchema.parse(resource.Properties.Environment ?? { Variables: {} });
    const Environment = { Variables: { ...Variables, RELEASE: 'next' } };
    return [id, { ...resource, Properties: { ...resource.Properties, Environment } }];
  });
  return { template: { ...rest, Resources: Object.fromEntries(next) }, assetsDir };
}

let office: Office;
let dataDir: string;
const declared: Record<string, z.infer<typeof schemas.declared>> = {};
let link: string;

async function send(unit: string, place: number): Promise<void> {
  const form = declared[unit]?.uploads[place];
  const file = files[place];
  if (!form || !file) throw new Error('not declared');
  expect((await office.upload(form, file.bytes)).status).toBe(204);
  await office.cloud.functions.settled();
}
const statusOf = async (unit: string) =>
  schemas.obligation.parse((await office.as('office', 'GET', `/v1/obligations/${idOf(unit)}`)).body);

beforeAll(async () => {
  office = await openOffice(MONDAY, { goLive: GO_LIVE });
  ({ dataDir } = office);
  for (const unit of [UNIT, OTHER])
    declared[unit] = schemas.declared.parse((await office.declare(unit, idOf(unit), files)).body);
  await send(UNIT, 0);
  // The event of the other unit's file is still in the queue when the deployment comes.
  office.cloud.faults.unreachable = (caller, action) => caller === 'record-upload' && action.startsWith('dynamodb:');
  for (const place of [0, 1]) await send(OTHER, place);
  delete office.cloud.faults.unreachable;
  const { id } = await office.file(DONE, idOf(DONE), files);
  const answer = await office.as(DONE, 'GET', `/v1/submissions/${id}/files/1`);
  link = z.object({ url: z.url() }).parse(answer.body).url;
  await office.close({ keep: true });
  office = await openOffice(MONDAY, { dataDir, stack: await nextVersion() });
});
afterAll(async () => {
  await office.close();
  await rm(dataDir, { recursive: true, force: true });
});

describe('a new version that is deployed in the middle of an upload', () => {
  it('takes the second file by the form that the version before gave out, and receipts both', async () => {
    expect(await statusOf(UNIT)).toMatchObject({ status: 'open' });
    await send(UNIT, 1);
    expect(await statusOf(UNIT)).toMatchObject({ status: 'received', receivedAt: MONDAY, verdict: 'on-time' });
    const letters = await office.mailed(({ subject }) => subject.startsWith('[Biên nhận'));
    expect(letters.flatMap(({ to }) => to)).toContain(`${UNIT}@dienbien.example`);
  });

  it('receipts what was stored before and waited in the queue, as of when it was stored', async () => {
    await office.moveTo(addSeconds(MONDAY, AGAIN));
    expect(await statusOf(OTHER)).toMatchObject({ status: 'received', receivedAt: MONDAY, verdict: 'on-time' });
  });

  it('serves the links that the version before gave out', async () => {
    const answer = await fetch(link);
    expect(Buffer.from(await answer.arrayBuffer())).toEqual(Buffer.from(files[0]?.bytes ?? []));
  });
});
