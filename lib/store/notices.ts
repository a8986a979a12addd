import { PutCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import type { Instant } from '../calendar/dates.ts';
import { claimable, leaseFrom, type Notice, noticeSchema } from '../notices/ledger.ts';
import type { Claim, NoticeName } from '../notices/sending.ts';
import { type Obligation, type ObligationKey, obligationSchema } from '../obligations/obligation.ts';
import { getItem, getItems } from './items.ts';
import { obligationKey } from './obligations.ts';
import { INDEX, isConditionFailure, queryAll, type Table } from './table.ts';

const keyOf = ({ about, kind, scheduledFor }: NoticeName) => ({
  PK: `OBLIGATION#${about}`,
  SK: `NOTICE#${kind}#${scheduledFor}`,
});

/** What a sweep knows of an obligation: the attributes that the timer index projects, taken as they were written. */
export type Timer = Pick<
  Obligation,
  | 'id'
  | 'unit'
  | 'rule'
  | 'period'
  | 'lastDay'
  | 'dueBefore'
  | 'regimeVersion'
  | 'status'
  | 'supplement'
  | 'outbox'
  | 'version'
  | 'title'
  | 'since'
> & { nextNoticeAt: Instant };

/** Mapped by hand, not parsed: decoding what is due is the sweep's hot path. */
const timerFromItem = (item: Record<string, unknown>): Timer => ({
  id: String(item.id),
  unit: String(item.unit),
  rule: String(item.rule),
  period: String(item.period),
  ...(item.lastDay === undefined ? {} : { lastDay: String(item.lastDay), dueBefore: String(item.dueBefore) }),
  ...(item.title === undefined ? {} : { title: String(item.title) }),
  ...(item.since === undefined ? {} : { since: String(item.since) }),
  regimeVersion: String(item.regimeVersion),
  status: obligationSchema.shape.status.parse(item.status),
  ...(item.supplement === undefined ? {} : { supplement: obligationSchema.shape.supplement.parse(item.supplement) }),
  outbox: Array.isArray(item.outbox) && item.outbox.length > 0 ? obligationSchema.shape.outbox.parse(item.outbox) : [],
  version: Number(item.version),
  nextNoticeAt: String(item.nextNoticeAt),
});

const statusSchema = obligationSchema.pick({ id: true, status: true, version: true });

export function createNoticeStore(table: Table) {
  const { client, name: TableName } = table;

  async function get(name: NoticeName): Promise<Notice | undefined> {
    const item = await getItem(table, keyOf(name));
    return item ? noticeSchema.parse(item) : undefined;
  }

  return {
    /** Obligations about which something is due at an instant, oldest first, at most `limit`. */
    async due(now: Instant, limit: number): Promise<Timer[]> {
      const shards = Array.from({ length: table.shards }, (_, shard) =>
        queryAll(
          table,
          {
            IndexName: INDEX.byTimer.name,
            KeyConditionExpression: '#timer = :shard AND #at < :end',
            ExpressionAttributeNames: { '#timer': INDEX.byTimer.partition, '#at': INDEX.byTimer.sort },
            // '$' sorts after '#', so every id at this very second is included.
            ExpressionAttributeValues: { ':shard': `TIMER#${shard}`, ':end': `${now}$` },
          },
          limit,
        ),
      );
      const found = (await Promise.all(shards)).flat().map(timerFromItem);
      return found.sort((a, b) => (a.nextNoticeAt < b.nextNoticeAt ? -1 : 1)).slice(0, limit);
    },

    /** Takes a notice until its lease ends, unless it was said before or another sender holds it. */
    async claim(name: NoticeName, now: Instant): Promise<Claim> {
      try {
        await client.send(
          new PutCommand({
            TableName,
            Item: { ...keyOf(name), ...name, status: 'claimed', leaseUntil: leaseFrom(now) },
            ConditionExpression: 'attribute_not_exists(PK) OR (#status = :claimed AND leaseUntil <= :now)',
            ExpressionAttributeNames: { '#status': 'status' },
            ExpressionAttributeValues: { ':claimed': 'claimed', ':now': now },
          }),
        );
        return 'claimed';
      } catch (error) {
        if (!isConditionFailure(error)) throw error;
        const known = await get(name);
        return known?.status === 'claimed' || claimable(known, now) ? 'busy' : 'done';
      }
    },

    /** Gives a claim back, so that the next sweep may send what this one could not. */
    async release(name: NoticeName, now: Instant): Promise<void> {
      await client.send(
        new UpdateCommand({
          TableName,
          Key: keyOf(name),
          UpdateExpression: 'SET leaseUntil = :now',
          ConditionExpression: '#status = :claimed',
          ExpressionAttributeNames: { '#status': 'status' },
          ExpressionAttributeValues: { ':now': now, ':claimed': 'claimed' },
        }),
      );
    },

    /** Says what became of a notice. A notice once sent stays sent. */
    async settle(notice: Notice): Promise<void> {
      try {
        await client.send(
          new PutCommand({
            TableName,
            Item: { ...keyOf(notice), ...notice },
            ConditionExpression: 'attribute_not_exists(PK) OR #status <> :sent',
            ExpressionAttributeNames: { '#status': 'status' },
            ExpressionAttributeValues: { ':sent': 'sent' },
          }),
        );
      } catch (error) {
        if (!isConditionFailure(error)) throw error;
      }
    },

    /** Obligations as they are now, not as an index last saw them: what must be asked just before a send. */
    async current(keys: readonly ObligationKey[]): Promise<Map<string, Pick<Obligation, 'status' | 'version'>>> {
      const items = await getItems(table, keys.map(obligationKey));
      return new Map(
        items.map((item) => {
          const { id, status, version } = statusSchema.parse(item);
          return [id, { status, version }];
        }),
      );
    },

    /** Sets an obligation's timer; leaves it alone when the obligation changed since and has set its own. */
    async setTimer(timer: Timer, nextNoticeAt: Instant | undefined, outbox: Timer['outbox']): Promise<void> {
      const { partition, sort } = INDEX.byTimer;
      const values = { ':outbox': outbox, ':version': timer.version, ':read': timer.nextNoticeAt };
      const next = nextNoticeAt ? { ':next': nextNoticeAt, ':at': `${nextNoticeAt}#${timer.id}` } : {};
      const timerNames = nextNoticeAt ? { '#at': sort } : { '#at': sort, '#timer': partition };
      try {
        await client.send(
          new UpdateCommand({
            TableName,
            Key: obligationKey(timer),
            UpdateExpression: nextNoticeAt
              ? 'SET outbox = :outbox, nextNoticeAt = :next, #at = :at'
              : 'SET outbox = :outbox REMOVE nextNoticeAt, #timer, #at',
            ConditionExpression: '#version = :version AND nextNoticeAt = :read',
            ExpressionAttributeNames: { '#version': 'version', ...timerNames },
            ExpressionAttributeValues: { ...values, ...next },
          }),
        );
      } catch (error) {
        if (!isConditionFailure(error)) throw error;
      }
    },

    async list(about: string): Promise<Notice[]> {
      const items = await queryAll(table, {
        KeyConditionExpression: 'PK = :id AND begins_with(SK, :notice)',
        ExpressionAttributeValues: { ':id': `OBLIGATION#${about}`, ':notice': 'NOTICE#' },
      });
      return items.map((item) => noticeSchema.parse(item));
    },
  };
}
export type NoticeStore = ReturnType<typeof createNoticeStore>;
