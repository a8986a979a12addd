import * as z from 'zod';
import { compilationStatuses } from '../../../lib/papers/compilation.ts';
import { keptReportSchema, keptReportStatuses } from '../../../lib/papers/kept.ts';
import { linkFields } from './files.ts';
import { count, instant } from './scalars.ts';

/** The Office’s papers. */
const file = z.object({ name: z.string(), bytes: count, ...linkFields });

const compilationFields = {
  id: z.string().meta({ examples: ['monthly.2026-10.20261028030000'] }),
  rule: z.string(),
  period: z.string(),
  requestedAt: instant,
  requestedBy: z.string(),
  status: z.enum(compilationStatuses),
  done: count.meta({ description: 'Steps that are done' }),
  total: count.meta({ description: 'Steps there are; 0 until the reports have been listed' }),
  counts: z.object({
    units: count.optional().meta({ description: 'Units with a report in the compilation' }),
    files: count.optional(),
    missing: count.optional().meta({ description: 'Units that have sent nothing, those waived apart' }),
    unreadable: count.optional().meta({ description: 'Files whose text cannot be read: scans, old formats, broken' }),
    paragraphs: count.optional(),
    unplaced: count
      .optional()
      .meta({ description: 'Paragraphs under no section ("Chưa phân loại"), the openings of documents apart' }),
  }),
  finishedAt: instant.optional(),
};

export const compilationAsked = z.object({ id: z.string() }).meta({ id: 'CompilationAsked' });

export const compilations = z.object({ items: z.array(z.object(compilationFields)) }).meta({ id: 'Compilations' });

export const compilation = z
  .object({ ...compilationFields, files: z.array(file) })
  .meta({ id: 'Compilation', description: 'Links are good for some minutes; ask again for new ones' });

const keptReportFields = {
  id: z.string().meta({ description: 'The month', examples: ['2026-10'] }),
  madeAt: instant,
  status: z.enum(keptReportStatuses),
  figures: keptReportSchema.shape.figures,
  releasedAt: instant.optional(),
  releasedBy: z.string().optional(),
};

export const keptReports = z.object({ items: z.array(z.object(keptReportFields)) }).meta({ id: 'KeptReports' });

export const keptReport = z.object({ ...keptReportFields, files: z.array(file) }).meta({ id: 'KeptReport' });

export const releasedReport = z.object(keptReportFields).meta({ id: 'ReleasedReport' });
