import * as z from 'zod';

/** The built portal in one file: each of its files with the headers under which it is kept, pages last. */
export const portalArchiveSchema = z.object({
  files: z.array(
    z.object({
      /** Below the site's root: `assets/main-1a2b3c.js`. */
      path: z.string().min(1),
      type: z.string(),
      cacheControl: z.string(),
      base64: z.base64(),
    }),
  ),
});
export type PortalArchive = z.infer<typeof portalArchiveSchema>;

/** What the portal must know and no build can: it is read from this path at each start. */
export const CONFIG_FILE = { path: 'config.json', type: 'application/json', cacheControl: 'no-cache' } as const;
