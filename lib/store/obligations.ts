import * as z from 'zod';
import { addDays, type Instant, localDateOf } from '../calendar/dates.ts';
import { type HistoryEvent, historyEventSchema } from '../obligations/history.ts';
import {
  awaiting,
  currentTerm,
  type Obligation,
  type ObligationKey,
  obligationSchema,
} from '../obligations/obligation.ts';
import { groupPeriodOf } from '../obligations/occasions.ts';
import type { SealedHead } from '../obligations/sealing.ts';
import type { Request } from '../requests/request.ts';
import type { Submission } from '../submissions/submission.ts';
import { getItem, getItems } from './items.ts';
import { requestLapse } from './requests.ts';
import { submissionPut } from './submissions.ts';
import { Conflict, INDEX, LISTED, queryAll, queryGroup, shardOf, type Table, transact } from './table.ts';

export const obligationKey = ({ unit, rule, period }: ObligationKey) => ({
  PK: `UNIT#${unit}`,
  SK: `OBLIGATION#${rule}#${period}`,
});
const groupOf = (rule: string, period: string) => `PERIOD#${rule}#${groupPeriodOf(period)}`;
/** A unit has one obligation of a rule's period, but several of a year's numbered ones. */
export const memberOf = ({ unit, period }: Pick<ObligationKey, 'unit' | 'period'>) =>
  groupPeriodOf(period) === period ? unit : `${unit}#${period}`;

/** An obligation as an item: its fields, and the keys under which the indexes find it while there is cause to. */
export function obligationItem(obligation: Obligation, shards: number): Record<string, unknown> {
  const { unit, rule, period, id, nextNoticeAt } = obligation;
  const shard = shardOf(unit, shards);
  const timer = nextNoticeAt ? { timer: `TIMER#${shard}`, timerAt: `${nextNoticeAt}#${id}` } : {};
  const listed = { group: groupOf(rule, period), member: memberOf(obligation) };
  return { ...obligationKey(obligation), ...obligation, ...listed, ...timer, ...workKeys(obligation, shard) };
}

/** Where an obligation lies that somebody has to see to: the unit while it is owed, the Office while it is to be reviewed. */
function workKeys(obligation: Obligation, shard: number): Record<string, string> {
  const { id, status, receipts } = obligation;
  const due = currentTerm(obligation);
  if (due && awaiting.includes(status)) return { open: `OPEN#${shard}`, dueKey: `${due.dueBefore}#${id}` };
  // What came last waits since then, whenever the first version came.
  const newest = Object.values(receipts).sort().at(-1);
  if (status === 'received' && newest) return { open: `REVIEW#${shard}`, dueKey: `${newest}#${id}` };
  return {};
}
const fromItem = (item: unknown): Obligation => obligationSchema.parse(item);

/** An obligation as lists show it. */
const listedSchema = obligationSchema.pick(LISTED);
export type ListedObligation = z.infer<typeof listedSchema>;
const headSchema = obligationSchema.pick({ id: true, head: true });
const listedFromItem = (item: unknown): ListedObligation => listedSchema.parse(item);

const instantOf = (dueKey: string): Instant => dueKey.slice(0, dueKey.indexOf('#'));

/** An obligation as the index of what is due shows it. */
const dueSchema = obligationSchema
  .pick({ id: true, unit: true, rule: true, period: true, title: true })
  .extend({ receivedAt: z.string().optional(), dueKey: z.string() })
  // The term is that of what is awaited now: of the report, or of the supplement of one that was returned.
  .transform(({ dueKey, receivedAt, ...rest }) => {
    const dueBefore = instantOf(dueKey);
    const lastDay = addDays(localDateOf(dueBefore), -1);
    return { ...rest, dueBefore, lastDay, supplement: receivedAt !== undefined };
  });
export type DueObligation = z.infer<typeof dueSchema>;
const heldSchema = obligationSchema.pick({ unit: true, status: true, lastDay: true, original: true });
/** An obligation as opening compares it. */
export type HeldObligation = z.infer<typeof heldSchema>;
const reviewSchema = obligationSchema
  .pick({ id: true, unit: true, rule: true, period: true, title: true })
  .extend({ dueKey: z.string() })
  .transform(({ dueKey, ...rest }) => ({ ...rest, receivedAt: instantOf(dueKey) }));
/** An obligation whose newest receipt waits to be reviewed. */
export type ReviewObligation = z.infer<typeof reviewSchema>;

const historySort = (seq: number) => `HISTORY#${String(seq).padStart(6, '0')}`;

/** Turns a change of an obligation into one transaction: the obligation, the event, the submission, or nothing. */
export interface Change {
  obligation: Obligation;
  event: HistoryEvent;
  submission?: Submission;
  /** The request, as it was read, under which the change makes the report awaited again. */
  lapsing?: Request;
}

export function createObligationStore(table: Table) {
  const put = (obligation: Obligation, condition: string, values?: Record<string, unknown>) => ({
    Put: {
      TableName: table.name,
      Item: obligationItem(obligation, table.shards),
      ConditionExpression: condition,
      ...(values ? { ExpressionAttributeNames: { '#version': 'version' }, ExpressionAttributeValues: values } : {}),
    },
  });
  const putEvent = (event: HistoryEvent) => ({
    Put: {
      TableName: table.name,
      Item: { PK: `OBLIGATION#${event.obligation}`, SK: historySort(event.seq), ...event },
      ConditionExpression: 'attribute_not_exists(PK)',
    },
  });

  /** What lies in all shards of one kind of work up to an instant. */
  async function work(kind: 'OPEN' | 'REVIEW', instant: Instant): Promise<Record<string, unknown>[]> {
    const shards = Array.from({ length: table.shards }, (_, shard) =>
      queryAll(table, {
        IndexName: INDEX.byDue.name,
        KeyConditionExpression: '#open = :shard AND dueKey < :end',
        ExpressionAttributeNames: { '#open': INDEX.byDue.partition },
        ExpressionAttributeValues: { ':shard': `${kind}#${shard}`, ':end': `${instant}$` },
      }),
    );
    return (await Promise.all(shards)).flat();
  }

  return {
    async get(key: ObligationKey): Promise<Obligation | undefined> {
      const item = await getItem(table, obligationKey(key));
      return item ? fromItem(item) : undefined;
    },

    /** Those obligations that there are, in no order, as they are now. */
    async getMany(keys: readonly ObligationKey[]): Promise<Obligation[]> {
      return (await getItems(table, keys.map(obligationKey))).map(fromItem);
    },

    /** Opens an obligation once: false when it was open already. */
    async open(obligation: Obligation, event: HistoryEvent): Promise<boolean> {
      try {
        await transact(table, [put(obligation, 'attribute_not_exists(PK)'), putEvent(event)]);
        return true;
      } catch (error) {
        if (error instanceof Conflict) return false;
        throw error;
      }
    },

    /** Writes the next state if nobody wrote since it was read; throws Conflict otherwise. */
    async commit({ obligation, event, submission, lapsing }: Change): Promise<void> {
      await transact(table, [
        put(obligation, '#version = :read', { ':read': obligation.version - 1 }),
        putEvent(event),
        ...(submission ? [submissionPut(table, submission)] : []),
        ...(lapsing ? [requestLapse(table, lapsing, event)] : []),
      ]);
    },

    /** A unit's obligations of one rule, as they are now. */
    async listByRule(unit: string, rule: string): Promise<Obligation[]> {
      const items = await queryAll(table, {
        KeyConditionExpression: 'PK = :unit AND begins_with(SK, :rule)',
        ExpressionAttributeValues: { ':unit': `UNIT#${unit}`, ':rule': `OBLIGATION#${rule}#` },
        ConsistentRead: true,
      });
      return items.map(fromItem);
    },

    /**
     * The tips of the histories of a unit's obligations. An older tip than the newest is as true as that, so the read
     * need not be consistent.
     */
    async heads(unit: string): Promise<SealedHead[]> {
      const items = await queryAll(table, {
        KeyConditionExpression: 'PK = :unit AND begins_with(SK, :obligation)',
        ProjectionExpression: 'id, head',
        ExpressionAttributeValues: { ':unit': `UNIT#${unit}`, ':obligation': 'OBLIGATION#' },
      });
      return items.map((item) => {
        const { id, head } = headSchema.parse(item);
        return { obligation: id, ...head };
      });
    },

    async listByUnit(unit: string): Promise<Obligation[]> {
      const items = await queryAll(table, {
        KeyConditionExpression: 'PK = :unit AND begins_with(SK, :obligation)',
        ExpressionAttributeValues: { ':unit': `UNIT#${unit}`, ':obligation': 'OBLIGATION#' },
      });
      return items.map(fromItem);
    },

    /** Which units hold an obligation of a period, and how it stands: all that opening compares, night after night. */
    async heldIn(rule: string, period: string): Promise<HeldObligation[]> {
      const attributes = Object.keys(heldSchema.shape);
      const items = await queryGroup(table, groupOf(rule, period), { attributes });
      return items.map((item) => heldSchema.parse(item));
    },

    /** One page of a period's obligations in order of unit; `after` is the last member of the page before. */
    async listByPeriod(rule: string, period: string, page?: { after?: string | undefined; limit: number }) {
      return (await queryGroup(table, groupOf(rule, period), page)).map(listedFromItem);
    },

    /** Obligations of which something is awaited that is late at the given instant, longest first. */
    async openDueBy(instant: Instant): Promise<DueObligation[]> {
      const found = (await work('OPEN', instant)).map((item) => dueSchema.parse(item));
      return found.sort((a, b) => (a.dueBefore + a.id < b.dueBefore + b.id ? -1 : 1));
    },

    /** Obligations received up to an instant that the Office has not reviewed, those waiting longest first. */
    async toReview(instant: Instant): Promise<ReviewObligation[]> {
      const found = (await work('REVIEW', instant)).map((item) => reviewSchema.parse(item));
      return found.sort((a, b) => (a.receivedAt + a.id < b.receivedAt + b.id ? -1 : 1));
    },

    /** One event of a history by its place. */
    async historyEvent(id: string, seq: number): Promise<HistoryEvent | undefined> {
      const item = await getItem(table, { PK: `OBLIGATION#${id}`, SK: historySort(seq) });
      return item ? historyEventSchema.parse(item) : undefined;
    },

    async history(id: string): Promise<HistoryEvent[]> {
      const items = await queryAll(table, {
        KeyConditionExpression: 'PK = :id AND begins_with(SK, :history)',
        ExpressionAttributeValues: { ':id': `OBLIGATION#${id}`, ':history': 'HISTORY#' },
        ConsistentRead: true,
      });
      return items.map((item) => historyEventSchema.parse(item));
    },
  };
}
export type ObligationStore = ReturnType<typeof createObligationStore>;
