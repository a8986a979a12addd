import { useEffect, useState } from 'preact/hooks';
import { forgetSpots, noteSpot, returnToSpot } from './spot.ts';

/** Where the reader is: the path and the query of the address. */
export interface Place {
  path: string;
  query: URLSearchParams;
}

/** Asked before a page is left: whether it may be. */
type Guard = () => Promise<boolean>;

const listeners = new Set<() => void>();
let guard: Guard | undefined;
let index = 0;
let returning = false;
/** The paths of this visit, by their place in the browser's history. */
const paths: string[] = [];

const place = (): Place => ({ path: location.pathname, query: new URLSearchParams(location.search) });
const tell = () => {
  for (const listener of listeners) listener();
};
const indexOf = (state: unknown): number =>
  typeof state === 'object' && state !== null && 'index' in state ? Number(state.index) : 0;

export interface NavigateOptions {
  /** In place of the page that is open, to which nobody should come back. */
  replace?: boolean;
  /** Even if the page that is open would ask first: nothing can be lost any more. */
  unasked?: boolean;
  /** The link that was followed, to which the focus goes when one comes back. */
  link?: string;
}

/** Goes to another page of the portal; when the page that is open wants to be kept, only if the reader agrees. */
export async function navigate(to: string, options: NavigateOptions = {}): Promise<void> {
  const { replace = false, unasked = false, link } = options;
  if (guard && !unasked && !(await guard())) return;
  if (!replace) {
    noteSpot(index, link);
    index += 1;
  }
  forgetSpots(index);
  history[replace ? 'replaceState' : 'pushState']({ index }, '', to);
  paths[index] = location.pathname;
  tell();
}

/** Brings the reader of the page that just appeared to its top or, on the way back, to where it was left. */
export const arrive = (): void => returnToSpot(index);

/** Changes the query of the address in place, as filters do: no new entry, no question, no change of page. */
export function setQuery(query: URLSearchParams): void {
  const text = query.toString();
  history.replaceState({ index }, '', `${location.pathname}${text ? `?${text}` : ''}`);
  tell();
}

async function onPopState(event: PopStateEvent): Promise<void> {
  const target = indexOf(event.state);
  if (returning) {
    returning = false;
    index = target;
    return;
  }
  const delta = target - index;
  if (guard && delta !== 0) {
    // The browser has gone already: come back first, then ask, then go where it went.
    returning = true;
    history.go(-delta);
    if (!(await guard())) return;
    guard = undefined;
    history.go(delta);
    return;
  }
  noteSpot(index);
  index = target;
  paths[index] = location.pathname;
  tell();
}

/** A click on a link to this portal that means: here, in this tab. */
function linkOf(event: MouseEvent): HTMLAnchorElement | undefined {
  if (event.defaultPrevented || event.button !== 0 || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey)
    return undefined;
  const link = event.target instanceof Element ? event.target.closest('a') : null;
  if (!link || link.target || link.hasAttribute('download') || !link.getAttribute('href')) return undefined;
  const isHere = link.pathname === location.pathname && link.search === location.search;
  if (link.origin !== location.origin || (isHere && link.hash)) return undefined;
  return /^\/(v1|local)\//.test(link.pathname) ? undefined : link;
}

/** Whether a link leads back to where the reader came from, so that going back finds that page as it was left. */
const leadsBack = (link: HTMLAnchorElement): boolean =>
  link.dataset.back !== undefined && index > 0 && paths[index - 1] === link.pathname;

/** Starts following links and the browser's buttons: pages then are plain `<a href>`. */
export function startRouter(): void {
  index = indexOf(history.state);
  paths[index] = location.pathname;
  history.replaceState({ index }, '');
  // The browser would scroll before there is anything to scroll to.
  history.scrollRestoration = 'manual';
  addEventListener('popstate', (event) => void onPopState(event));
  document.addEventListener('click', (event) => {
    const link = linkOf(event);
    if (!link) return;
    event.preventDefault();
    if (leadsBack(link)) history.back();
    else void navigate(`${link.pathname}${link.search}`, { link: link.getAttribute('href') ?? '' });
  });
}

/** Sets who is asked before the page is left; undefined: nobody. */
export function setGuard(next: Guard | undefined): void {
  guard = next;
}

/** The place, followed. */
export function usePlace(): Place {
  const [current, setCurrent] = useState(place);
  useEffect(() => {
    const follow = () => setCurrent(place());
    listeners.add(follow);
    return () => void listeners.delete(follow);
  }, []);
  return current;
}
