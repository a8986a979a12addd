import { sectionsOf } from '../../lib/papers/sections/catalogue.ts';
import { checkContents } from '../../lib/papers/sections/placing.ts';
import type { Regime } from '../../lib/regime/schema.ts';
import type { Submission } from '../../lib/submissions/submission.ts';

/**
 * Which of the sections that a unit is asked for its submission holds, and where: advice to the unit, a list to the reviewer.
 * `absent` is told only when the main file was read; undefined until any file was looked at.
 */
export function contentsOf(
  { files }: Submission,
  { rule, category }: { rule: string; category: string },
  regime: Regime | undefined,
) {
  const sections = regime ? sectionsOf(regime, rule) : [];
  const checked = Object.entries(files).flatMap(([file, { role, stored }]) =>
    stored?.contents ? [{ file, role, contents: stored.contents }] : [],
  );
  if (sections.length === 0 || checked.length === 0) return undefined;
  const fileOf = new Map<string, string>();
  const all = checked.flatMap(({ file, contents }) =>
    contents.found.filter(({ section }) => !fileOf.has(section) && fileOf.set(section, file)),
  );
  const { found, absent } = checkContents(all, sections, category);
  const mainWasRead = checked.some(({ role, contents }) => role === 'main' && contents.unreadable === undefined);
  return {
    found: found.map((one) => ({ ...one, file: fileOf.get(one.section) ?? '' })),
    ...(mainWasRead ? { absent } : {}),
    unreadable: checked.flatMap(({ file, contents: { unreadable } }) =>
      unreadable === undefined ? [] : [{ file, reason: unreadable }],
    ),
  };
}
