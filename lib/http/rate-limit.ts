/** What one caller may ask: so many requests at once, and from then on so many a second. */
export interface Bound {
  burst: number;
  perSecond: number;
}

/** Tells of each request when it came, in milliseconds; gives the seconds to wait before it may come again, 0 if it may now. */
export type RateLimit = (caller: string, atMs: number) => number;

/** More callers than a province has accounts. */
const MOST_CALLERS = 1000;

interface Bucket {
  tokens: number;
  atMs: number;
}

/**
 * A bucket of tokens for each caller: in any stretch of time at most `burst` requests and `perSecond` for each second are
 * admitted, and whoever keeps to `perSecond` always is. Of callers beyond `most` the one not heard of for longest is forgotten,
 * so that memory has a bound; a forgotten caller begins with a full bucket.
 */
export function createRateLimit({ burst, perSecond }: Bound, most: number = MOST_CALLERS): RateLimit {
  const buckets = new Map<string, Bucket>();

  function filled(known: Bucket | undefined, atMs: number): Bucket {
    if (!known) return { tokens: burst, atMs };
    // Events may come in another order than their requests: time does not run back.
    const passed = Math.max(0, atMs - known.atMs);
    return { tokens: Math.min(burst, known.tokens + (passed * perSecond) / 1000), atMs: known.atMs + passed };
  }

  return (caller, atMs) => {
    const bucket = filled(buckets.get(caller), atMs);
    const wait = bucket.tokens >= 1 ? 0 : Math.ceil((1 - bucket.tokens) / perSecond);
    if (wait === 0) bucket.tokens -= 1;
    // Put last, as the caller heard of most recently.
    buckets.delete(caller);
    buckets.set(caller, bucket);
    const [longest] = buckets.keys();
    if (buckets.size > most && longest !== undefined) buckets.delete(longest);
    return wait;
  };
}

/**
 * A time to count requests by: that of the requests, and where it stands still the machine's. The local cloud's clock may stand
 * for as long as a script runs; on AWS it never does, and the machine's own is no measure, since an instance sleeps between
 * requests.
 */
export function createTimeline(elapsedMs: () => number): (requestMs: number) => number {
  let last: { requestMs: number; elapsedMs: number } | undefined;
  let passed = 0;
  return (requestMs) => {
    const now = elapsedMs();
    if (last) passed += requestMs === last.requestMs ? now - last.elapsedMs : Math.max(0, requestMs - last.requestMs);
    last = { requestMs: Math.max(requestMs, last?.requestMs ?? requestMs), elapsedMs: now };
    return passed;
  };
}
