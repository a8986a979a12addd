/** Admits at most so many a second, as SES does; `elapsedMs` only grows and is real time. */
export function createRateLimit(perSecond: number, elapsedMs: () => number): () => boolean {
  let recent: number[] = [];
  return () => {
    const now = elapsedMs();
    recent = recent.filter((at) => at > now - 1000);
    if (recent.length >= perSecond) return false;
    recent.push(now);
    return true;
  };
}
