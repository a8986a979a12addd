import * as z from 'zod';
import { unreadableReasons } from '../../submissions/readability.ts';

const paragraphSchema = z.object({ text: z.string(), place: z.string(), emphasised: z.boolean() });
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

/** The key of a file within a compilation. */
export const readKey = ({ unit, number, file }: Pick<ReadFile, 'unit' | 'number' | 'file'>): string =>
  `${unit}#${number}#${file}`;
