import * as z from 'zod';
import { unreadableReasons } from '../../../lib/papers/reading/paragraph.ts';

/** What the text of a report was found to hold. */
const section = { section: z.string(), title: z.string() };

export const contentsCheck = z
  .object({
    found: z.array(z.object({ ...section, file: z.string(), place: z.string() })),
    absent: z
      .array(z.object(section))
      .optional()
      .meta({ description: 'Required, and under no heading of its own; not told when the main file cannot be read' }),
    unreadable: z.array(z.object({ file: z.string(), reason: z.enum(unreadableReasons) })),
  })
  .meta({
    id: 'ContentsCheck',
    description:
      'Which required sections stand in the report: advice, never a refusal. Follows the receipt by a moment',
  });
