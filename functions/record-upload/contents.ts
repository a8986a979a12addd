import { readFile } from '../../lib/papers/reading/read.ts';
import { placeParagraphs } from '../../lib/papers/sections/placing.ts';
import { contentsOfRule } from '../../lib/regime/required-contents.ts';
import type { Regime, Section } from '../../lib/regime/schema.ts';
import type { FileContents } from '../../lib/submissions/submission.ts';

/**
 * Reads a file of a report, whatever the report is, and looks for what its rule asks for under the regime that it is owed by, and
 * for what its request asks for beside that.
 */
export function createContentsCheck(regimes: readonly Regime[]) {
  return async (
    bytes: Uint8Array,
    declared: { name: string; type: string },
    { rule, regimeVersion }: { rule: string; regimeVersion: string },
    asked: readonly Section[],
  ): Promise<FileContents> => {
    const reading = await readFile(bytes, declared);
    if (!reading.ok) return { found: [], unreadable: reading.reason };
    const regime = regimes.find(({ version }) => version === regimeVersion);
    const sections = [...(regime ? contentsOfRule(regime, rule) : []), ...asked];
    const { found } = placeParagraphs(reading.paragraphs, sections);
    const { blankPages } = reading;
    return { found, ...(blankPages > 0 ? { blankPages } : {}) };
  };
}
