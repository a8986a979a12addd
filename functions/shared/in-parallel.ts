/** Does something with each of many things, some at a time; what came of it, in their order. The first failure ends it. */
export async function inParallel<T, R>(
  items: readonly T[],
  atOnce: number,
  work: (item: T) => Promise<R>,
): Promise<R[]> {
  const done = new Map<number, R>();
  const queue = items.entries();
  const worker = async () => {
    for (const [i, item] of queue) done.set(i, await work(item));
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
  return [...done].sort(([a], [b]) => a - b).map(([, result]) => result);
}
