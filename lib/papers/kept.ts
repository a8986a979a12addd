import * as z from 'zod';

/** Where kept papers lie in their bucket; nothing that a person typed is part of a key. */
export const REPORTS_PREFIX = 'reports/';
export const COMPILATIONS_PREFIX = 'compilations/';
/** An object here sets a compilation going, or sets it going again. */
export const JOBS_PREFIX = 'jobs/';

/** A file of a paper: under which name people get it, and which version of which object it is. */
export const keptFileSchema = z.object({
  name: z.string(),
  key: z.string(),
  versionId: z.string(),
  bytes: z.int().nonnegative(),
});
export type KeptFile = z.infer<typeof keptFileSchema>;

export const keptReportStatuses = ['draft', 'released'] as const;

const count = z.int().nonnegative();

/** A month's compliance report as it was made: for the Office to look at, then for the leaders. */
export const keptReportSchema = z.object({
  /** The month: `2026-10`. */
  id: z.string(),
  madeAt: z.string(),
  status: z.enum(keptReportStatuses),
  /** What the report told when it was made. */
  figures: z.object({
    expected: count,
    onTime: count,
    late: count,
    missing: count,
    notYetDue: count,
    waived: count,
    returned: count,
  }),
  files: z.array(keptFileSchema),
  releasedAt: z.string().optional(),
  releasedBy: z.string().optional(),
});
export type KeptReport = z.infer<typeof keptReportSchema>;
