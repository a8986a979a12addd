import * as z from 'zod';
import { unitId } from '../../units/unit.ts';

/** Whom to urge: all that is late of some units, or some reports, or both. */
export const urgingSchema = z
  .strictObject({
    units: z.array(unitId).max(5000).optional(),
    obligations: z.array(z.string().max(200)).max(5000).optional(),
    /** Show the letters, and send none. */
    dryRun: z.boolean().default(false),
  })
  .refine(({ units = [], obligations = [] }) => units.length + obligations.length > 0, {
    path: ['units'],
    message: 'phải chọn ít nhất một đơn vị hoặc một báo cáo',
  });
