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
  /** How long to wait once it stands, for what tells nobody when it has drawn. */
  pauseMs?: number;
}
