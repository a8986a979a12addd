/** The seed of faults and hostile input drawn at random: the letter's number, or what `npm run soak` has drawn. */
const SEED = Number(process.env.SOAK_SEED ?? 353);
/** How many times more than in `npm test`. */
const FACTOR = Number(process.env.SOAK_FACTOR ?? 1);

/** Seed and number of runs of a law, as fast-check takes them. It tells the seed of a failure itself. */
export const drawn = (numRuns: number) => ({ seed: SEED, numRuns: numRuns * FACTOR });
/** How long a test of laws may take, in milliseconds. */
export const timeFor = (milliseconds: number): number => milliseconds * FACTOR;
