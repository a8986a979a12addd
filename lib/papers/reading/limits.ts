const MiB = 1024 * 1024;

/**
 * What one file may make the reading do, beside the limits of the inspection. Counts and bytes, never time, so that the same
 * bytes always read the same; a file beyond them is named as too large, and never read in part.
 */
export const readingLimits = {
  /** A report with photographs; a larger file is a scan, or an album. */
  fileBytes: 50 * MiB,
  /** A book of five hundred pages has about as much. */
  paragraphs: 10_000,
  characters: 1_000_000,
  pages: 1_000,
  /** Pages times the longest stream that is no picture: about a minute of work. */
  pageWorkBytes: 1024 * MiB,
} as const;
