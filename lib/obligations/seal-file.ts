import { gunzipSync, gzipSync } from 'node:zlib';
import * as z from 'zod';
import { isLocalDate } from '../calendar/dates.ts';
import type { Seal, SealedHead } from './sealing.ts';

const hash = z.string().regex(/^[0-9a-f]{64}$/);
const headerSchema = z.strictObject({
  date: z.string().refine(isLocalDate),
  at: z.string(),
  count: z.int().nonnegative(),
  previous: hash,
  root: hash,
});
const headSchema = z.tuple([z.string(), z.int().positive(), hash]);

/** A seal larger than this was not written by us: a million heads take a tenth of it. */
const MAX_BYTES = 1024 ** 3;

/**
 * A seal as it is stored: gzip of JSON lines, the first of which holds all but the heads, each other one a head as
 * `[obligation, seq, hash]`. Plain tools read it: `zcat seal | head -1`.
 */
export function writeSeal({ date, at, previous, root, heads }: Seal): Uint8Array {
  const lines = [
    JSON.stringify({ date, at, count: heads.length, previous, root }),
    ...heads.map(({ obligation, seq, hash: tip }) => JSON.stringify([obligation, seq, tip])),
  ];
  return gzipSync(`${lines.join('\n')}\n`);
}

function parse(bytes: Uint8Array): Seal | undefined {
  const [first = '', ...rest] = gunzipSync(bytes, { maxOutputLength: MAX_BYTES })
    .toString('utf8')
    .trimEnd()
    .split('\n');
  const { count, ...header } = headerSchema.parse(JSON.parse(first));
  const heads = rest.map((line): SealedHead => {
    const [obligation, seq, tip] = headSchema.parse(JSON.parse(line));
    return { obligation, seq, hash: tip };
  });
  return heads.length === count ? { ...header, heads } : undefined;
}

/** Reads a stored seal; undefined when it is none, or not whole. Whether it can be trusted is for `sealFault` to say. */
export function readSeal(bytes: Uint8Array): Seal | undefined {
  try {
    return parse(bytes);
  } catch {
    return undefined;
  }
}
