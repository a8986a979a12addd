import type { Portal } from '../browser/portal.ts';

/** A page to be pictured. */
export interface Pictured {
  /** Name of the pictures: `docs/images/<name>-phone.png` and `-desktop.png`. */
  name: string;
  /** Who looks at it. */
  user: string;
  path: string;
  /** What must have happened before. */
  before?: (portal: Portal) => Promise<void>;
}

/** Every main page, one line each, pictured in this order on the demo's data. */
export const pages: readonly Pictured[] = [
  { name: 'don-vi-bao-cao-phai-gui', user: 'so-tu-phap', path: '/' },
  { name: 'van-phong-van-ban', user: 'office', path: '/van-ban' },
];
