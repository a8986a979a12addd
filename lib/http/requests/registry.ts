import * as z from 'zod';

/** How a registry is loaded: only looked at, and on top of which state. */
export const loadQuerySchema = z.strictObject({
  dryRun: z
    .enum(['true', 'false'])
    .default('false')
    .transform((text) => text === 'true')
    .meta({ description: 'true: tell what would change and what follows from it; write nothing' }),
  basis: z
    .string()
    .regex(/^[0-9a-f]{32}$/, 'phải lấy nguyên từ trả lời trước')
    .optional()
    .meta({ description: 'The `basis` of a dry run; refused with a conflict when the registry has changed since' }),
});
