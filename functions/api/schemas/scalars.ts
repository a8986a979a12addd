import * as z from 'zod';

/** Days, instants and numbers, as every answer writes them. */
export const date = z.string().meta({ format: 'date', description: 'Local date in Asia/Ho_Chi_Minh' });

export const instant = z.string().meta({ format: 'date-time', description: 'UTC, whole seconds' });

export const count = z.int().nonnegative();
