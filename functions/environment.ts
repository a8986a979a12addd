import * as z from 'zod';

/**
 * Settings of the functions, by capability: the stack's constructs set these names, the functions parse them once
 * at start. Units of measure stand in the names.
 */
export const registerSettings = z.object({
  TABLE_NAME: z.string().min(1),
  /** Over how many partitions the timers spread. */
  TIMER_SHARDS: z.coerce.number().int().min(1).max(1000),
});

export const documentsSettings = z.object({
  BUCKET_NAME: z.string().min(1),
});

export const sealsSettings = z.object({
  SEALS_BUCKET_NAME: z.string().min(1),
});

export const papersSettings = z.object({
  PAPERS_BUCKET_NAME: z.string().min(1),
});

/** Whose papers the Office writes. */
export const issuerSettings = z.object({
  PROVINCE_NAME: z.string().min(2).max(40),
});

/** What letters say of the Office, for functions that write them and do not send them. */
export const addressSettings = z.object({
  OFFICE_ADDRESS: z.email(),
  PORTAL_URL: z.url(),
});

export const mailSettings = addressSettings.extend({
  MAIL_SENDER: z.string().min(3),
  MAIL_CONFIGURATION_SET: z.string().min(1),
  /** The mail service's limit for this account, in letters a second. */
  MAX_SEND_RATE_PER_SECOND: z.coerce.number().positive(),
});

export const identitySettings = z.object({
  /** The account that is the Office's before the register knows any; a stored account item always wins. */
  BOOTSTRAP_OFFICE_USER: z.string().min(1),
});

export const uploadSettings = z.object({
  UPLOAD_URL_TTL_SECONDS: z.coerce.number().int().min(60).max(3600),
});

export const openingSettings = z.object({
  /** Obligations are opened for last acceptable days from this local date on. */
  GO_LIVE: z.iso.date(),
});

export const accountSettings = z.object({
  USER_POOL_ID: z.string().min(1),
});

export const portalSettings = z.object({
  PORTAL_BUCKET_NAME: z.string().min(1),
});

/** Reads a function's settings once, at start; a missing or wrong one stops it with the setting's name. */
export function readSettings<Schema extends z.ZodType>(schema: Schema): z.infer<Schema> {
  const parsed = schema.safeParse(process.env);
  if (!parsed.success) throw new Error(`settings: ${z.prettifyError(parsed.error)}`);
  return parsed.data;
}
