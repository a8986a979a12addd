import { paginateScan } from '@aws-sdk/lib-dynamodb';
import { expect } from 'vitest';
import * as z from 'zod';
import { canonicalJson, historyEventSchema } from '../../../lib/obligations/history.ts';
import { obligationSchema } from '../../../lib/obligations/obligation.ts';
import { verifyObligation } from '../../../lib/obligations/verifying.ts';
import { createNoticeStore } from '../../../lib/store/notices.ts';
import type { Table } from '../../../lib/store/table.ts';
import { submissionSchema } from '../../../lib/submissions/submission.ts';

const itemSchema = z.object({ PK: z.string(), SK: z.string() }).catchall(z.json());
const summarySchema = z.record(z.string(), z.json());
export type Item = z.infer<typeof itemSchema>;

/** Events that happened when the store says so, whenever a function got round to them (R11). */
const DATED_BY_STORE = ['submission-received', 'receipt-time-corrected', 'submission-quarantined'];

/** What of an item matters, by what it is: whatever depends on when a function ran is left out. */
const TELLING: readonly [RegExp, readonly string[]][] = [
  [/^OBLIGATION#/, ['status', 'lastDay', 'dueBefore', 'receivedAt', 'versionsReceived', 'outbox', 'nextNoticeAt']],
  [/^HISTORY#/, ['type', 'by']],
  [/^SUBMISSION#/, ['status', 'receivedAt', 'version', 'files']],
  [/^NOTICE#/, ['kind', 'status', 'reason']],
  [/^UNIT$/, ['name', 'contactEmail', 'validTo', 'addressProblems', 'changes']],
  [/^ACCOUNT$/, ['role', 'unit', 'active', 'email']],
  [/^REQUEST$/, ['targets', 'attachments', 'closedBy']],
  [/^CALENDAR$/, ['unit', 'changedBy']],
  [/^MAIL$/, ['deliveries']],
  [/^PAPER$/, ['status', 'done', 'total', 'counts', 'figures', 'files']],
];

/** The same of what they keep in lists. */
const TELLING_OF_EACH: Record<string, string> = { changes: 'said', files: 'name' };
const listSchema = z.array(z.record(z.string(), z.json()));
function tellingOf(field: string, value: Item[string]): Item[string] {
  const telling = TELLING_OF_EACH[field];
  if (telling === undefined || !Array.isArray(value)) return value;
  return listSchema.parse(value).map((each) => each[telling] ?? null);
}

export async function itemsOf(table: Table): Promise<Item[]> {
  const items: Item[] = [];
  for await (const page of paginateScan({ client: table.client }, { TableName: table.name, ConsistentRead: true }))
    items.push(...(page.Items ?? []).map((item) => itemSchema.parse(item)));
  return items;
}

/** The register in lines that can be compared: what is there, how it stands, and what was said. */
export function factsOf(items: readonly Item[]): string[] {
  const lines = items.flatMap((item) => {
    const telling = TELLING.find(([kind]) => kind.test(item.SK))?.[1];
    // The time at which a notice was due is part of its key; an answer's is the time of the run. So is that of a compilation.
    const name = item.SK.startsWith('NOTICE#') ? 'NOTICE' : item.SK;
    const owner = item.PK.replace(/\.\d{14}$/, '');
    const told = item.SK === 'PAPER' ? summarySchema.parse(item.summary) : item;
    // What was given up is shown as such, and asked for again.
    if (!telling || told.status === 'failed') return [];
    const dated = DATED_BY_STORE.some((type) => type === item.type) ? ['at'] : [];
    return [
      `${owner} ${name} ${canonicalJson([...telling, ...dated].map((field) => tellingOf(field, told[field] ?? null)))}`,
    ];
  });
  return lines.sort();
}

/**
 * What must hold whatever happened: every history holds together and leads to the state that is shown, nothing due is left
 * in the index, and no notice is held by a process that has ended.
 */
export async function expectWhole(table: Table, items: readonly Item[], caughtUpAt: string): Promise<void> {
  const events = items.filter(({ SK }) => SK.startsWith('HISTORY#')).map((item) => historyEventSchema.parse(item));
  const histories = Map.groupBy(events, ({ obligation }) => obligation);
  const submissions = items
    .filter(({ SK }) => SK.startsWith('SUBMISSION#'))
    .map((item) => submissionSchema.parse(item));
  for (const item of items.filter(({ SK }) => SK.startsWith('OBLIGATION#'))) {
    const obligation = obligationSchema.parse(item);
    const history = (histories.get(obligation.id) ?? []).sort((a, b) => a.seq - b.seq);
    const own = submissions.filter(({ obligation: id }) => id === obligation.id);
    const { original, extension, supplement } = obligation;
    const shown = {
      ...obligation,
      extension: original && extension && { ...extension, originalLastDay: original.lastDay },
      supplement: obligation.status === 'returned' ? supplement : undefined,
      submissions: own.map((submission) => ({ ...submission, files: Object.values(submission.files) })),
    };
    expect(verifyObligation(obligation, shown, history)).toBeUndefined();
  }
  expect(await createNoticeStore(table).due(caughtUpAt, 100)).toEqual([]);
  expect(items.filter(({ SK, status }) => SK.startsWith('NOTICE#') && status === 'claimed')).toEqual([]);
}
