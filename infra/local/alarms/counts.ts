import * as z from 'zod';
import { openJsonLines } from '../json-lines.ts';

/** How often something happened and when, by the simulated clock; kept between runs. */
export interface Counts {
  /** Since when it is counted, in milliseconds since 1970. */
  readonly since: number;
  /** Notes that it happened once, at that moment. */
  add(figure: string, at: number): void;
  /** How often it happened from `from` on and before `until`; undefined for never. */
  between(figure: string, from: number, until: number): number | undefined;
}

/** The longest that an alarm looks back is a day and an hour. */
const KEPT_MS = 2 * 24 * 60 * 60 * 1000;

const lineSchema = z.union([
  z.strictObject({ since: z.number() }),
  z.strictObject({ figure: z.string(), at: z.number() }),
]);

/** Opens the counts kept in a file; of figures that are not among the given ones nothing is kept. */
export function openCounts(file: string, figures: ReadonlySet<string>, now: number): Counts {
  const lines = openJsonLines(file);
  const noted = z.array(lineSchema).parse(lines.values);
  const since = noted.find((line) => 'since' in line)?.since ?? now;
  const happened = new Map<string, number[]>([...figures].map((figure) => [figure, []]));
  const forget = (times: number[], at: number) => {
    while ((times[0] ?? at) < at - KEPT_MS) times.shift();
  };
  const note = (figure: string, at: number): boolean => {
    const times = happened.get(figure);
    if (!times) return false;
    times.push(at);
    forget(times, at);
    return true;
  };
  for (const line of noted) if ('figure' in line) note(line.figure, line.at);
  for (const times of happened.values()) forget(times, now);
  const left = [...happened].flatMap(([figure, times]) => times.map((at) => ({ figure, at })));
  lines.replace([{ since }, ...left]);
  return {
    since,
    add(figure, at) {
      if (note(figure, at)) lines.append({ figure, at });
    },
    between(figure, from, until) {
      const count = (happened.get(figure) ?? []).filter((at) => at >= from && at < until).length;
      return count > 0 ? count : undefined;
    },
  };
}
