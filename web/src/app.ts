import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { Api } from './api/client.ts';
import type { Me } from './api/types.ts';
import type { Session } from './session/session.ts';

/** What every page can reach. */
export interface App {
  api: Api;
  session: Session;
  me: Me;
}

export const AppContext = createContext<App | undefined>(undefined);

/** The app around a page. Throws outside of it. */
export function useApp(): App {
  const app = useContext(AppContext);
  if (!app) throw new Error('there is no app around this');
  return app;
}
