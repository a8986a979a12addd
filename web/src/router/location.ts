import { useEffect, useState } from 'preact/hooks';

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
}

/** Goes to another page of the portal; when the page that is open wants to be kept, only if the reader agrees. */
export async function navigate(to: string, { replace = false, unasked = false }: NavigateOptions = {}): Promise<void> {
  if (guard && !unasked && !(await guard())) return;
  if (!replace) index += 1;
  history[replace ? 'replaceState' : 'pushState']({ index }, '', to);
  tell();
}

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
  index = target;
  tell();
}

/** A click on a link to this portal that means: here, in this tab. */
function linkOf(event: MouseEvent): URL | undefined {
  if (event.defaultPrevented || event.button !== 0 || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey)
    return undefined;
  const link = event.target instanceof Element ? event.target.closest('a') : null;
  if (!link || link.target || link.hasAttribute('download') || !link.getAttribute('href')) return undefined;
  const url = new URL(link.href);
  const isHere = url.origin === location.origin && url.pathname === location.pathname && url.search === location.search;
  if (url.origin !== location.origin || (isHere && url.hash)) return undefined;
  return /^\/(v1|local)\//.test(url.pathname) ? undefined : url;
}

/** Starts following links and the browser's buttons: pages then are plain `<a href>`. */
export function startRouter(): void {
  index = indexOf(history.state);
  history.replaceState({ index }, '');
  addEventListener('popstate', (event) => void onPopState(event));
  document.addEventListener('click', (event) => {
    const url = linkOf(event);
    if (!url) return;
    event.preventDefault();
    void navigate(`${url.pathname}${url.search}`);
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
