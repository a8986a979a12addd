import type { Board, ComplianceSeries } from '../../api/types.ts';
import { daysBetween } from '../../words/dates.ts';
import { groupedBy } from '../../words/group.ts';
import type { Counts } from '../../words/share.ts';
import { sumOf } from '../../words/share.ts';

/** How far back a period still belongs on the one page, in days: a quarter and some. */
const RECENT_DAYS = 100;
const MONTHS = 12;

/** One period, or one request, with its figures. */
export interface PeriodFigures extends Counts {
  rule: string;
  period: string;
  name: string;
  lastDay: string;
  request?: string;
  /** Those whose report is there, in time or not. */
  received: number;
}

/** A report that is late and still awaited. */
export interface Awaited {
  id: string;
  unitName: string;
  name: string;
  lastDay: string;
  days: number;
}

type BoardColumn = Board['columns'][number];

function figuresOf(board: Board, { rule, period, name, lastDay, request, cells }: BoardColumn): PeriodFigures {
  const count = (verdict: Board['verdicts'][number]) =>
    cells.filter((cell) => board.verdicts[cell[1] ?? -1] === verdict).length;
  const [onTime, late, missing] = [count('on-time'), count('late'), count('missing')];
  const [notYetDue, waived] = [count('not-yet-due'), count('waived')];
  return {
    ...{ rule, period, name, lastDay, onTime, late, missing, notYetDue, waived },
    ...(request === undefined ? {} : { request }),
    expected: onTime + late + missing + notYetDue,
    received: onTime + late,
  };
}

/**
 * What one page can say of periods: per rule the latest that fell due, and the next that is being received; requests that
 * are due or were of late. `today` is the local date.
 */
export function periodsInSight(
  boards: readonly Board[],
  today: string,
): { due: PeriodFigures[]; ahead: PeriodFigures[] } {
  const all = boards.flatMap((board) => board.columns.map((column) => figuresOf(board, column)));
  const near = all.filter(
    ({ lastDay, expected }) => expected > 0 && Math.abs(daysBetween(lastDay, today)) <= RECENT_DAYS,
  );
  const groups = [...groupedBy(near, ({ rule, request }) => request ?? rule).values()];
  const latest = (members: readonly PeriodFigures[]) =>
    members.filter(({ lastDay }) => lastDay < today).sort((a, b) => (a.lastDay < b.lastDay ? 1 : -1))[0];
  const next = (members: readonly PeriodFigures[]) =>
    members.filter(({ lastDay }) => lastDay >= today).sort((a, b) => (a.lastDay < b.lastDay ? -1 : 1))[0];
  return {
    due: groups.flatMap((members) => latest(members) ?? []).sort((a, b) => (a.lastDay < b.lastDay ? 1 : -1)),
    ahead: groups.flatMap((members) => next(members) ?? []).sort((a, b) => (a.lastDay < b.lastDay ? -1 : 1)),
  };
}

/** Every report that is late and still awaited, the longest first. */
export function awaitedOf(boards: readonly Board[]): Awaited[] {
  return boards
    .flatMap((board) =>
      board.columns.flatMap(({ rule, period, name, lastDay, cells }) =>
        cells.flatMap(([place = -1, verdict = -1, days = 0]) => {
          const unit = board.units[place];
          if (!unit || board.verdicts[verdict] !== 'missing') return [];
          return [{ id: `${unit.id}.${rule}.${period}`, unitName: unit.name, name, lastDay, days }];
        }),
      ),
    )
    .sort((a, b) => b.days - a.days || a.unitName.localeCompare(b.unitName, 'vi'));
}

/** The twelve months that end with the present one, `2026-01`, each with its figures, empty ones included. */
export function twelveMonths(series: readonly ComplianceSeries[], today: string): { month: string; counts: Counts }[] {
  const items = series.flatMap(({ items }) => items);
  const [year, month] = [Number(today.slice(0, 4)), Number(today.slice(5, 7))];
  return Array.from({ length: MONTHS }, (_, i) => {
    const ordinal = year * 12 + (month - 1) - (MONTHS - 1 - i);
    const id = `${Math.floor(ordinal / 12)}-${String((ordinal % 12) + 1).padStart(2, '0')}`;
    return { month: id, counts: sumOf(items.filter((item) => item.month === id)) };
  });
}
