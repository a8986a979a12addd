import * as z from 'zod';
import { count, instant } from './scalars.ts';

/** Files as declared, and what the store made of them. */
const fileFields = { name: z.string(), size: count, type: z.string(), sha256: z.string() };
const declaredFields = { file: z.string(), ...fileFields };
const storedFields = {
  storedAt: instant.optional(),
  refused: z.array(z.object({ code: z.string(), detail: z.string() })).optional(),
};
const role = z.enum(['main', 'annex']);

/** A file of a report on its receipt. */
export const receivedFile = z.object({ ...fileFields, role });
/** A file of a submission. */
export const submittedFile = z.object({ ...declaredFields, role, ...storedFields });
/** A file that goes with a request. */
export const attachment = z.object({ ...declaredFields, ...storedFields });

export const uploads = z.array(
  z.object({ name: z.string(), url: z.url(), fields: z.record(z.string(), z.string()), expiresAt: instant }),
);

/** A link that is good for some minutes. */
export const linkFields = { url: z.url(), expiresInSeconds: count };
export const download = z.object(linkFields).meta({ id: 'Download' });
