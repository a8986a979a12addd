const MiB = 1024 * 1024;

/**
 * What one file may make the inspection do. All are counts or bytes, never time, so that the same bytes always get the
 * same verdict. A file itself is at most 100 MB (the manifest's limit).
 */
export const limits = {
  zip: {
    entries: 10_000,
    /** One part, inflated at once: with the file and its text this stays well under 1 GB of memory. */
    partBytes: 128 * MiB,
    /** All parts together, embedded workbooks included. */
    totalBytes: 512 * MiB,
    /** Blank bitmaps and formatted empty rows compress 1000:1 in honest files, so the ratio counts only above the floor. */
    ratio: 100,
    ratioFloorBytes: 64 * MiB,
  },
  xml: { depth: 1_000, tokenChars: 32 * MiB },
  pdf: {
    /** Page descriptions, fonts, object streams: what the text extraction may have to inflate. */
    streamBytes: 64 * MiB,
    totalBytes: 256 * MiB,
    /** Images are not decoded, only measured: a page scanned at 600 dpi in colour is about 100 MB. */
    imageBytes: 256 * MiB,
    imageTotalBytes: 2048 * MiB,
    /** A mark of secrecy stands on the first page; annexes come last. */
    firstPages: 20,
    lastPages: 10,
    /** A dense page has a few thousand pieces of text. */
    textItemsPerPage: 10_000,
    textItems: 100_000,
    /** Pages may share one content stream: the longest stream times the pages read stays below this. */
    pageWorkBytes: 256 * MiB,
  },
} as const;
