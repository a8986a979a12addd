import * as z from 'zod';
import { unreadableReasons } from '../../../lib/submissions/readability.ts';

/** What the text of a report was found to hold. */
const section = { section: z.string(), title: z.string() };

export const contentsCheck = z
  .object({
    found: z.array(z.object({ ...section, file: z.string(), place: z.string() })),
    absent: z
      .array(z.object(section))
      .optional()
      .meta({ description: 'Required, and under no heading of its own; not told when the main file was not read' }),
    unreadable: z
      .array(z.object({ file: z.string(), reason: z.enum(unreadableReasons), detail: z.string() }))
      .meta({ description: 'Files whose text is not known, each with the reason; `detail` is for people' }),
    blankPages: z
      .array(z.object({ file: z.string(), pages: z.int().positive() }))
      .meta({ description: 'Of files that were read otherwise: how many pages hold no text, as scanned ones do' }),
  })
  .meta({
    id: 'ContentsCheck',
    description:
      'Whether its files could be read, and which required parts stand in them: advice, never a refusal. Follows the receipt by a moment; until then its files are `unchecked`',
  });
