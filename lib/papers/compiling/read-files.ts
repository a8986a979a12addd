import * as z from 'zod';
import { unreadableReasons } from '../../submissions/readability.ts';
import { type CompilationPlan, volumesOf } from './plan.ts';
import type { SourceFile, SourceSubmission } from './source.ts';

const paragraphSchema = z.object({
  text: z.string(),
  place: z.string(),
  emphasised: z.boolean(),
  note: z.boolean().optional(),
});
const readFileSchema = z.object({
  unit: z.string(),
  number: z.int(),
  file: z.string(),
  reading: z.discriminatedUnion('ok', [
    z.object({ ok: z.literal(true), paragraphs: z.array(paragraphSchema), blankPages: z.int() }),
    z.object({ ok: z.literal(false), reason: z.enum(unreadableReasons) }),
  ]),
});
/** What was read of a file of a submission. */
export type ReadFile = z.infer<typeof readFileSchema>;

/** What was read for a compilation: the units' latest submissions and, to tell what changed, those just before. */
export const readingsSchema = z.object({ files: z.array(readFileSchema) });
export type Readings = z.infer<typeof readingsSchema>;

/** What is read in one step: so many bytes, of which even a small file costs some. */
const STEP_BYTES = 200 * 1024 ** 2;
const LEAST_BYTES = 1024 ** 2;

/** A file that a compilation reads. */
export interface FileToRead extends Pick<SourceSubmission, 'unit' | 'number'> {
  file: SourceFile;
}

/** What a compilation reads, a step at a time: the units' latest submissions, and those just before them, for what changed. */
export function readingStepsOf({ submissions }: CompilationPlan, most = STEP_BYTES): FileToRead[][] {
  const latest = submissions.filter((one) => {
    const later = submissions.filter(({ unit, version }) => unit === one.unit && version > one.version);
    return later.length <= 1;
  });
  const listed = latest.flatMap(({ unit, number, files }) =>
    files.map((file) => ({ unit, number, file, size: Math.max(file.size, LEAST_BYTES) })),
  );
  return volumesOf(listed, most).map((step) => step.map(({ unit, number, file }) => ({ unit, number, file })));
}

/** The key of a file within a compilation. */
export const readKey = ({ unit, number, file }: Pick<ReadFile, 'unit' | 'number' | 'file'>): string =>
  `${unit}#${number}#${file}`;
