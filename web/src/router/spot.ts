/** Where the reader was on a page: how far it and the boxes within it were scrolled, and the link that led on. */
interface Spot {
  top: number;
  boxes: readonly { left: number; top: number }[];
  link: string | undefined;
}

/** Parts of a page that scroll within themselves and are found again where they were. */
const BOXES = '[data-keeps-scroll]';

/** What a reader does who wants to be elsewhere by now. */
const OWN_ACTS = ['wheel', 'touchmove', 'pointerdown', 'keydown'] as const;

const spots = new Map<number, Spot>();
let stopReturning: () => void = () => undefined;

/** Notes where the reader is on the page at this place of the browser's history, before it goes. */
export function noteSpot(index: number, link?: string): void {
  stopReturning();
  const boxes = [...document.querySelectorAll(BOXES)].map(({ scrollLeft, scrollTop }) => ({
    left: scrollLeft,
    top: scrollTop,
  }));
  spots.set(index, { top: scrollY, boxes, link });
}

/** Forgets what was noted from a place of the history on: nobody comes back there. */
export function forgetSpots(from: number): void {
  for (const index of spots.keys()) if (index >= from) spots.delete(index);
}

/** Puts the reader there as far as the page reaches by now; tells whether it reached. */
function put({ top, boxes, link }: Spot): boolean {
  scrollTo(0, top);
  const found = [...document.querySelectorAll(BOXES)];
  let isThere = Math.abs(scrollY - top) < 2;
  for (const [i, wanted] of boxes.entries()) {
    found[i]?.scrollTo(wanted.left, wanted.top);
    isThere &&= found[i] !== undefined && Math.abs(found[i].scrollTop - wanted.top) < 2;
  }
  if (link === undefined) return isThere;
  const led = document.querySelector<HTMLElement>(`main a[href="${CSS.escape(link)}"]`);
  led?.focus({ preventScroll: true });
  return isThere && led !== null;
}

/**
 * Brings the reader back to where the page at this place of the history was left, as it comes in piece by piece, until it is
 * reached or the reader goes elsewhere. A page that is new begins at its top.
 */
export function returnToSpot(index: number): void {
  stopReturning();
  const spot = spots.get(index);
  if (!spot || put(spot)) {
    if (!spot) scrollTo(0, 0);
    return;
  }
  const ending = new AbortController();
  const observer = new MutationObserver(() => put(spot) && stopReturning());
  stopReturning = () => {
    ending.abort();
    observer.disconnect();
  };
  observer.observe(document.body, { childList: true, subtree: true });
  for (const act of OWN_ACTS) addEventListener(act, stopReturning, { signal: ending.signal, passive: true });
}
