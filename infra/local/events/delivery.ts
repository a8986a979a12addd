import * as z from 'zod';

/** An event on its way to a function that nobody waits for. */
export const deliverySchema = z.object({ id: z.string(), function: z.string(), event: z.unknown() });
export type Delivery = z.infer<typeof deliverySchema>;
