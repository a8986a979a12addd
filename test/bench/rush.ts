import { openAsBlob } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pMap from 'p-map';
import * as schemas from '../../functions/api/schemas/index.ts';
import { toInstant } from '../../lib/calendar/dates.ts';
import { type Office, openOffice, PDF, type UploadFile } from '../e2e/office.ts';
import { rawStream, samplePdf } from '../samples/pdf.ts';

const MB = 1024 ** 2;
const TEN_MINUTES_BEFORE = '2026-10-27T16:50:00Z';
const LAST_SECOND = '2026-10-27T16:59:59Z';
const DEADLINE = '2026-10-27T17:00:00Z';
const MINUTES = 10;
/** More at once only queue for the two cores. */
const PARALLEL_ACCOUNTS = 4;
/** Uploads that share the line at any one time. */
const PARALLEL_UPLOADS = 16;
const SAMPLE_MS = 50;

const idOf = (i: number) => `don-vi-${i}`;
const obligationOf = (unit: string) => `${unit}.monthly.2026-10`;

/** A report as a scanner makes it: a page of text, and an image of so many bytes. */
const scanned = (bytes: number): UploadFile => ({
  name: 'bao-cao.pdf',
  type: PDF,
  role: 'main',
  bytes: samplePdf(['Báo cáo tháng 10 năm 2026'], {
    objects: [rawStream(Buffer.alloc(bytes, 'scan'), '/Type/XObject/Subtype/Image')],
  }),
});

/** Makes units that owe October's report, each with somebody who can sign in. */
async function settleIn({ as, cloud }: Office, units: readonly string[]): Promise<void> {
  const head =
    'id,name,category,armed_forces,valid_from,valid_to,successors,contact_email,head_email,head_name,effective_from';
  const lines = units.map((id) => `${id},Đơn vị ${id},department,no,2021-08-24,,,${id}@dienbien.example,,,`);
  const loaded = await as('office', 'PUT', '/v1/units', [head, ...lines].join('\n'));
  if (loaded.status !== 200) throw new Error(`the units were answered ${JSON.stringify(loaded.body)}`);
  await pMap(
    units,
    async (unit) => {
      const account = { role: 'unit', unit, email: `${unit}@dienbien.example` };
      const { status } = await as('office', 'PUT', `/v1/accounts/${unit}`, account);
      if (status >= 300) throw new Error(`the account of ${unit} was answered ${status}`);
    },
    { concurrency: PARALLEL_ACCOUNTS },
  );
  const opened = await cloud.functions.invoke('open-obligations', { scheduledTime: TEN_MINUTES_BEFORE });
  if (!opened.ok) throw new Error(opened.error.errorMessage);
}

/** The most memory of the whole process, threads of functions included, since it was last asked. */
function watchMemory() {
  let peak = 0;
  const look = () => {
    peak = Math.max(peak, process.memoryUsage.rss());
  };
  const timer = setInterval(look, SAMPLE_MS);
  return {
    take(): number {
      look();
      const taken = Math.round(peak / MB);
      peak = 0;
      return taken;
    },
    end: () => clearInterval(timer),
  };
}

export interface RushFigures {
  units: number;
  megabytesEach: number;
  /** Uploads or declarations that were not taken. */
  refused: number;
  /** Received at the very second at which they were sent, with the verdict `on-time`. */
  onTime: number;
  /** Of one report, sent at the deadline itself. */
  lateAtDeadline: number;
  seconds: number;
  /** Of the whole local cloud, its clients and all functions, before anybody files; then while each half did. */
  restMegabytes: number;
  firstHalfMegabytes: number;
  secondHalfMegabytes: number;
}

/** Many units file in the last ten minutes before a deadline, and one at it; through the local cloud, over HTTP. */
export async function rushBeforeDeadline(count: number, megabytesEach: number): Promise<RushFigures> {
  const folder = await mkdtemp(join(tmpdir(), 'dung-han-rush-'));
  const office = await openOffice(TEN_MINUTES_BEFORE, { goLive: '2026-10-01', demo: false });
  const memory = watchMemory();
  try {
    const units = Array.from({ length: count }, (_, i) => idOf(i));
    const latecomer = idOf(count);
    await settleIn(office, [...units, latecomer]);
    const report = scanned(megabytesEach * MB);
    const path = join(folder, report.name);
    await writeFile(path, report.bytes);
    const content = await openAsBlob(path);
    const manifest = office.manifest([report]);

    let refused = 0;
    async function send(unit: string): Promise<void> {
      const declared = await office.as(unit, 'POST', `/v1/obligations/${obligationOf(unit)}/submissions`, manifest);
      const [form] = declared.status === 201 ? schemas.declared.parse(declared.body).uploads : [];
      if (!form || !(await office.upload(form, content)).ok) refused += 1;
    }
    const at = (i: number): string => {
      const minute = Math.floor((i * MINUTES) / count);
      return minute === MINUTES - 1 ? LAST_SECOND : toInstant(Date.parse(TEN_MINUTES_BEFORE) + minute * 60_000);
    };

    memory.take();
    const restMegabytes = memory.take();
    const started = performance.now();
    const peaks: number[] = [];
    for (const [instant, together] of Map.groupBy(units.keys(), at)) {
      await office.moveTo(instant);
      await pMap(together, (i) => send(idOf(i)), { concurrency: PARALLEL_UPLOADS });
      await office.cloud.functions.settled();
      peaks.push(memory.take());
    }
    const seconds = Math.round((performance.now() - started) / 1000);
    await office.moveTo(DEADLINE);
    await send(latecomer);
    await office.cloud.functions.settled();

    const receiptOf = async (unit: string) => {
      const answer = await office.as('office', 'GET', `/v1/submissions/${obligationOf(unit)}.1`);
      return schemas.submission.parse(answer.body);
    };
    const found = await pMap(units, receiptOf, { concurrency: PARALLEL_ACCOUNTS });
    const onTime = found.filter(
      ({ status, receivedAt, receipt }, i) =>
        status === 'received' && receivedAt === at(i) && receipt?.verdict === 'on-time',
    );
    const last = await receiptOf(latecomer);
    const half = Math.ceil(peaks.length / 2);
    return {
      units: count,
      megabytesEach,
      refused,
      onTime: onTime.length,
      lateAtDeadline: last.receivedAt === DEADLINE && last.receipt?.verdict === 'late' ? 1 : 0,
      seconds,
      restMegabytes,
      firstHalfMegabytes: Math.max(...peaks.slice(0, half)),
      secondHalfMegabytes: Math.max(...peaks.slice(half)),
    };
  } finally {
    memory.end();
    await office.close();
    await rm(folder, { recursive: true, force: true });
  }
}
