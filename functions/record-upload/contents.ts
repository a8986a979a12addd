import { readFile } from '../../lib/papers/reading/read.ts';
import { sectionsOf } from '../../lib/papers/sections/catalogue.ts';
import { placeParagraphs } from '../../lib/papers/sections/placing.ts';
import type { Regime } from '../../lib/regime/schema.ts';
import type { FileContents } from '../../lib/submissions/submission.ts';

/** Looks for the sections of a rule in a file; undefined when no regime names any for the rule. */
export function createContentsCheck(regimes: readonly Regime[]) {
  return async (
    bytes: Uint8Array,
    declared: { name: string; type: string },
    rule: string,
  ): Promise<FileContents | undefined> => {
    const sections = regimes.map((regime) => sectionsOf(regime, rule)).findLast((found) => found.length > 0);
    if (!sections) return undefined;
    const reading = await readFile(bytes, declared);
    if (!reading.ok) return { found: [], unreadable: reading.reason };
    return { found: placeParagraphs(reading.paragraphs, sections).found };
  };
}
