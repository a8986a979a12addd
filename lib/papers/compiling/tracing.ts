import { isAskedOf } from '../../regime/required-contents.ts';
import type { Section } from '../../regime/schema.ts';
import { unreadableWords } from '../../submissions/readability.ts';
import type { Issuer } from '../issuer.ts';
import type { ReadParagraph } from '../reading/paragraph.ts';
import { numberOf } from '../sections/headings.ts';
import { placeParagraphs } from '../sections/placing.ts';
import type { CompilationPlan } from './plan.ts';
import { type Readings, readKey } from './read-files.ts';
import type { SourceFile, SourceSubmission } from './source.ts';

export interface DraftInput {
  plan: CompilationPlan;
  readings: Readings;
  sections: readonly Section[];
  issuer: Issuer;
}

/** A paragraph of a unit's report on its way into the draft: where it came from, and whether it is new since the version before. */
export interface Traced {
  paragraph: ReadParagraph;
  section: string | undefined;
  submission: SourceSubmission;
  file: SourceFile;
  /** Before the first section of its file: the document's head, its title, a sentence that leads on. */
  isOpening: boolean;
  changed: boolean;
}
export interface Unread {
  submission: SourceSubmission;
  file: SourceFile;
  words: string;
}

/** Whether two submissions are of one unit. */
export const isSame = (a: SourceSubmission, b: SourceSubmission) => a.unit === b.unit;

/** What a paragraph says, whatever number it has: one that is put before it makes it no other. */
const saying = ({ text }: ReadParagraph): string => text.slice(numberOf(text).length);

/** What a unit's version before the latest said, paragraph by paragraph; undefined when there was none that could be read. */
function saidBefore({ plan, readings }: DraftInput, newest: SourceSubmission): Set<string> | undefined {
  const before = plan.submissions.findLast((one) => isSame(one, newest) && one.version < newest.version);
  const texts = readings.files.flatMap(({ unit, number, reading }) =>
    unit === before?.unit && number === before.number && reading.ok ? reading.paragraphs.map(saying) : [],
  );
  return before && texts.length > 0 ? new Set(texts) : undefined;
}

/** Every paragraph and its source, what could not be read, and the sections that some heading names. */
export function trace(input: DraftInput): { traced: Traced[]; unread: Unread[]; named: Set<string> } {
  const { plan, readings, sections } = input;
  const read = new Map(readings.files.map((file) => [readKey(file), file.reading]));
  const traced: Traced[] = [];
  const unread: Unread[] = [];
  const named = new Set<string>();
  for (const submission of plan.submissions.filter(({ newest }) => newest)) {
    const before = saidBefore(input, submission);
    const asked = sections.filter((section) => isAskedOf(section, submission.category));
    for (const file of submission.files) {
      const reading = read.get(readKey({ ...submission, file: file.file }));
      if (!reading?.ok) {
        unread.push({ submission, file, words: unreadableWords[reading?.reason ?? 'broken'] });
        continue;
      }
      if (reading.blankPages > 0)
        unread.push({ submission, file, words: `${reading.blankPages} trang là ảnh, không trích được` });
      const { placed, found } = placeParagraphs(reading.paragraphs, asked);
      for (const { section } of found) named.add(section);
      const first = placed.findIndex(({ section }) => section !== undefined);
      for (const [i, { paragraph: each, section }] of placed.entries())
        traced.push({
          ...{ paragraph: each, section, submission, file, isOpening: i < first },
          changed: before !== undefined && !before.has(saying(each)),
        });
    }
  }
  return { traced, unread, named };
}
