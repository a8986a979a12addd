/** In a clock's cell: the clock follows real time. */
export const FOLLOWS = -1n;

/** Milliseconds that the simulated clock shows, read from the memory that all threads share. */
export function readClock(cell: BigInt64Array, realNow: () => number): number {
  const standing = Atomics.load(cell, 0);
  return standing === FOLLOWS ? realNow() : Number(standing);
}
