import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import { parseObligationId } from '../../../lib/obligations/obligation.ts';
import { obligationKey } from '../../../lib/store/obligations.ts';
import { KEY } from '../../../lib/store/table.ts';

/** An item as the database gives it, so that what is copied back is the same to the bit. */
export type RawItem = Record<string, AttributeValue>;

/** What names an item. */
export const keyOf = (item: RawItem): RawItem =>
  Object.fromEntries(Object.values(KEY).flatMap((name) => (item[name] ? [[name, item[name]]] : [])));

const nameOf = (item: RawItem) => `${item[KEY.partition]?.S}\n${item[KEY.sort]?.S}`;

/** The same text for the same item, in whatever order its members come. */
const textOf = (value: unknown): string =>
  JSON.stringify(value, (_, member) =>
    member !== null && typeof member === 'object' && !Array.isArray(member)
      ? Object.fromEntries(Object.entries(member).sort(([a], [b]) => (a < b ? -1 : 1)))
      : member,
  );

export interface Differences {
  /** Items as they were, and are not so now. */
  was: RawItem[];
  /** Items as they are, and were not so then. */
  is: RawItem[];
}

/** What differs between the register as it is and as it was. */
export function differences(now: readonly RawItem[], then: readonly RawItem[]): Differences {
  const present = new Set(now.map(textOf));
  const past = new Set(then.map(textOf));
  return {
    was: then.filter((item) => !present.has(textOf(item))),
    is: now.filter((item) => !past.has(textOf(item))),
  };
}

/** Whether an item belongs to one of some obligations: the state itself, its history, its submissions, its notices. */
function belongingTo(obligations: ReadonlySet<string>): (item: RawItem) => boolean {
  const states = new Set(
    [...obligations].flatMap((id) => {
      const key = parseObligationId(id);
      return key ? [`${obligationKey(key).PK}\n${obligationKey(key).SK}`] : [];
    }),
  );
  const partitions = new Set([...obligations].map((id) => `OBLIGATION#${id}`));
  return (item) => states.has(nameOf(item)) || partitions.has(item[KEY.partition]?.S ?? '');
}

/**
 * What brings some obligations back to what they were, each as a whole: a state without its history would be the next thing
 * that does not hold. What others have done since is left alone.
 */
export function copyBack(
  { was, is }: Differences,
  obligations: ReadonlySet<string>,
): { put: RawItem[]; remove: RawItem[] } {
  const belongs = belongingTo(obligations);
  const put = was.filter(belongs);
  const replaced = new Set(put.map(nameOf));
  return { put, remove: is.filter((item) => belongs(item) && !replaced.has(nameOf(item))).map(keyOf) };
}
