import * as z from 'zod';
import type { Instant } from '../../calendar/dates.ts';
import { judge } from '../../obligations/verdict.ts';
import { categoryRank } from '../words.ts';
import { safeName, uniqueName } from './names.ts';
import type { ListedSource, SourceSubmission } from './source.ts';
import { sourceSubmissionSchema } from './source.ts';

const missingSchema = z.object({
  unit: z.string(),
  name: z.string(),
  category: z.string(),
  lastDay: z.string().optional(),
  /** Days past the deadline so far; none while it has not passed. */
  daysLate: z.int().optional(),
});
const entrySchema = z.object({
  /** Where it stands in the bundle: folder and name, for people. */
  path: z.string(),
  key: z.string(),
  objectVersion: z.string(),
  size: z.number(),
});

/** Everything that a compilation is made of, fixed when it begins: what is filed meanwhile waits for the next one. */
export const planSchema = z.object({
  rule: z.string(),
  period: z.string(),
  /** The regime under which the reports are owed; none when nobody owes any. */
  regimeVersion: z.string().optional(),
  at: z.string(),
  submissions: z.array(sourceSubmissionSchema),
  missing: z.array(missingSchema),
  /** The bundle's volumes, each small enough to be made at one go. */
  volumes: z.array(z.array(entrySchema)),
});
export type CompilationPlan = z.infer<typeof planSchema>;
export type BundleEntry = z.infer<typeof entrySchema>;
export type MissingUnit = z.infer<typeof missingSchema>;

/** A volume that people can still fetch over a slow line, and that is made in far less than a function may run. */
export const VOLUME_BYTES = 2 * 1024 ** 3;

const inOrder = (a: { category: string; name: string }, b: { category: string; name: string }): number =>
  categoryRank(a.category) - categoryRank(b.category) || a.name.localeCompare(b.name, 'vi');

function entriesOf(submissions: readonly SourceSubmission[]): BundleEntry[] {
  const taken = new Set<string>();
  return submissions.flatMap(({ folder, name, documentNumber, version, files }) =>
    files.map(({ name: fileName, role, key, objectVersion, size }) => {
      const extension = /\.[a-z]+$/i.exec(fileName)?.[0] ?? '';
      const kept = fileName.slice(0, fileName.length - extension.length);
      const times = version > 1 ? `, lần ${version}` : '';
      const title = `${name}, ${documentNumber}${times}${role === 'annex' ? `, phụ lục ${kept}` : ''}`;
      return { path: uniqueName(`${folder}/${safeName(title)}`, extension, taken), key, objectVersion, size };
    }),
  );
}

/** Divides entries into volumes, in order; a file that is larger than a volume has one of its own. */
export function volumesOf<Entry extends { size: number }>(entries: readonly Entry[], most: number): Entry[][] {
  const volumes: Entry[][] = [[]];
  let bytes = 0;
  for (const entry of entries) {
    const open = volumes.at(-1) ?? [];
    if (open.length > 0 && bytes + entry.size > most) {
      volumes.push([entry]);
      bytes = entry.size;
    } else {
      open.push(entry);
      bytes += entry.size;
    }
  }
  return volumes;
}

/** Plans a compilation: whose reports there are, in the letter's order of units, and who has sent nothing (R20). */
export function planCompilation(
  of: Pick<CompilationPlan, 'rule' | 'period' | 'regimeVersion'>,
  owed: readonly ListedSource[],
  at: Instant,
  volumeBytes = VOLUME_BYTES,
): CompilationPlan {
  const sorted = [...owed].sort((a, b) => inOrder(a, b) || (a.unit < b.unit ? -1 : 1));
  const without = sorted.filter(({ submissions }) => submissions.length === 0);
  const listed = ({ unit, name, category, facts }: ListedSource): MissingUnit => {
    const { daysLate } = judge(facts, at);
    return { unit, name, category, lastDay: facts.lastDay, ...(daysLate === undefined ? {} : { daysLate }) };
  };
  const isWaived = ({ facts }: ListedSource) => judge(facts, at).verdict === 'waived';
  const submissions = sorted.flatMap((source) => source.submissions);
  return {
    ...of,
    at,
    submissions,
    missing: without.filter((source) => !isWaived(source)).map(listed),
    volumes: volumesOf(entriesOf(submissions), volumeBytes),
  };
}
