import { localDateOf } from './dates.ts';

let ahead = 0;

/** Sets the portal's clock by the system's: the computer on the desk may be wrong by years. */
export function setClock(at: string): void {
  ahead = Date.parse(at) - Date.now();
}

/** The present instant by the system's clock. */
export const presentInstant = (): string => new Date(Date.now() + ahead).toISOString();

/** The present local date in Asia/Ho_Chi_Minh. */
export const today = (): string => localDateOf(presentInstant());
