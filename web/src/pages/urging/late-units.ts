import type { Category, Units, Worklist } from '../../api/types.ts';
import { matchesSearch } from '../../words/fold.ts';
import { groupedBy } from '../../words/group.ts';

type LateItem = Worklist['overdue'][number];
type AtOnceItem = Worklist['atOnce'][number];

/** A unit with all that is awaited of it: what it is late with, and what it has to send at once. */
export interface LateUnit {
  id: string;
  name: string;
  category: Category | undefined;
  items: readonly LateItem[];
  atOnce: readonly AtOnceItem[];
  /** Since when it has been late with something of the last days, and with something older. */
  isNewlyLate: boolean;
  isLongLate: boolean;
}

const owed = ({ items, atOnce }: LateUnit): number => items.length + atOnce.length;

/** The units of which something is awaited that is late or due at once, those that owe most first. */
export function lateUnits({ newlyLate, overdue, atOnce }: Worklist, { items: units }: Units): LateUnit[] {
  const late = groupedBy([...overdue, ...newlyLate], ({ unit }) => unit);
  const waiting = groupedBy(atOnce, ({ unit }) => unit);
  const categories = new Map(units.map(({ id, category }) => [id, category]));
  const isNew = new Set(newlyLate.map(({ unit }) => unit));
  const isLong = new Set(overdue.map(({ unit }) => unit));
  return [...new Set([...late.keys(), ...waiting.keys()])]
    .map((id): LateUnit => {
      const own = { items: late.get(id) ?? [], atOnce: waiting.get(id) ?? [] };
      const name = (own.items[0] ?? own.atOnce[0])?.unitName ?? id;
      return { id, name, category: categories.get(id), ...own, isNewlyLate: isNew.has(id), isLongLate: isLong.has(id) };
    })
    .sort((a, b) => owed(b) - owed(a) || a.name.localeCompare(b.name, 'vi'));
}

const short = (name: string): string => name.replace(/^Báo cáo /, '');

/** What a unit owes, in words: one sentence of what is late, one of what is due at once. */
export function owedWords({ items, atOnce }: LateUnit): string {
  const longest = Math.max(...items.map(({ daysLate }) => daysLate));
  const late = items.map(({ name, supplement }) => (supplement ? `bổ sung ${name}` : short(name)));
  const waiting = atOnce.map(
    ({ name, daysElapsed }) => `${short(name)} (${daysElapsed === 0 ? 'từ hôm nay' : `đã qua ${daysElapsed} ngày`})`,
  );
  return [
    ...(items.length > 0 ? [`${items.length} báo cáo, quá hạn lâu nhất ${longest} ngày: ${late.join('; ')}`] : []),
    ...(atOnce.length > 0 ? [`${atOnce.length} báo cáo phải gửi ngay: ${waiting.join('; ')}`] : []),
  ].join('. ');
}

export interface Narrowing {
  category: string;
  /** `moi`: late for a week at most; `lau`: longer; `ngay`: with something due at once; empty: all. */
  since: string;
  search: string;
}

/** The units that a filter leaves. */
export const narrow = (units: readonly LateUnit[], { category, since, search }: Narrowing): LateUnit[] =>
  units.filter(
    (unit) =>
      (category === '' || unit.category === category) &&
      (since !== 'moi' || unit.isNewlyLate) &&
      (since !== 'lau' || unit.isLongLate) &&
      (since !== 'ngay' || unit.atOnce.length > 0) &&
      (search === '' || matchesSearch(unit.name, search)),
  );
