import { checkContents } from '../../lib/papers/sections/placing.ts';
import { requiredContents } from '../../lib/regime/required-contents.ts';
import type { Regime } from '../../lib/regime/schema.ts';
import { unreadableWords } from '../../lib/submissions/readability.ts';
import { type Submission, whyUnread } from '../../lib/submissions/submission.ts';

/**
 * Whether the text of a submission's files could be read, and which of the parts that its unit is asked for they hold, and
 * where: advice to the unit, a list to the reviewer. `absent` is told only when the main file was read; undefined when there are
 * no files.
 */
export function contentsOf(
  { files }: Submission,
  { rule, category }: { rule: string; category: string },
  regime: Regime | undefined,
) {
  const listed = Object.entries(files).map(([file, record]) => ({ file, record, reason: whyUnread(record) }));
  if (listed.length === 0) return undefined;
  const fileOf = new Map<string, string>();
  const all = listed.flatMap(({ file, record }) =>
    (record.stored?.contents?.found ?? []).filter(({ section }) => !fileOf.has(section) && fileOf.set(section, file)),
  );
  const { found, absent } = checkContents(all, regime ? requiredContents(regime, rule, category) : []);
  const mainWasRead = listed.some(({ record, reason }) => record.role === 'main' && reason === undefined);
  return {
    found: found.map((one) => ({ ...one, file: fileOf.get(one.section) ?? '' })),
    ...(mainWasRead ? { absent } : {}),
    unreadable: listed.flatMap(({ file, reason }) =>
      reason === undefined ? [] : [{ file, reason, detail: unreadableWords[reason] }],
    ),
    blankPages: listed.flatMap(({ file, record }) => {
      const pages = record.stored?.contents?.blankPages;
      return pages === undefined ? [] : [{ file, pages }];
    }),
  };
}
