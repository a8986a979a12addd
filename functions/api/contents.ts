import type { Obligation } from '../../lib/obligations/obligation.ts';
import { checkContents } from '../../lib/papers/sections/placing.ts';
import { type RequiredContent, requiredContents } from '../../lib/regime/required-contents.ts';
import type { Regime } from '../../lib/regime/schema.ts';
import { askedSections } from '../../lib/requests/asked-sections.ts';
import type { Request } from '../../lib/requests/request.ts';
import { unreadableWords } from '../../lib/submissions/readability.ts';
import { type Submission, whyUnread } from '../../lib/submissions/submission.ts';

/** What a unit's report must hold: the letter's list for this unit, then what the request asks for beside it. */
export function mustHold(
  { regimes }: { regimes: readonly Regime[] },
  { rule, regimeVersion }: Pick<Obligation, 'rule' | 'regimeVersion'>,
  category: string,
  request: Pick<Request, 'sections'> | undefined,
): RequiredContent[] {
  const regime = regimes.find(({ version }) => version === regimeVersion);
  return [...(regime ? requiredContents(regime, rule, category) : []), ...askedSections(request)];
}

/**
 * Whether the text of a submission's files could be read, and which of the parts that its unit is asked for they hold, and
 * where: advice to the unit, a list to the reviewer. `absent` is told only when the main file was read; undefined when there are
 * no files.
 */
export function contentsOf({ files }: Pick<Submission, 'files'>, asked: readonly RequiredContent[]) {
  const listed = Object.entries(files).map(([file, record]) => ({ file, record, reason: whyUnread(record) }));
  if (listed.length === 0) return undefined;
  const fileOf = new Map<string, string>();
  const all = listed.flatMap(({ file, record }) =>
    (record.stored?.contents?.found ?? []).filter(({ section }) => !fileOf.has(section) && fileOf.set(section, file)),
  );
  const { found, absent } = checkContents(all, asked);
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
