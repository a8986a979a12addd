import * as z from 'zod';

/** A text in an event that can be stored: half of a character of two halves cannot, and whatever holds one is refused. */
export const eventText = z.string().refine((text) => text.isWellFormed(), 'holds half a character');
