/** Puts this machine's address where a text names one on AWS, or the portal's as the settings have it. */
export type Relocate = (text: string) => string;

/** Relocates by pairs of addresses, from and to. */
export const relocating =
  (pairs: readonly (readonly [from: string, to: string])[]): Relocate =>
  (text) =>
    pairs.reduce((changed, [from, to]) => changed.replaceAll(from, to), text);
