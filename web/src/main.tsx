import { render } from 'preact';
import { createApi } from './api/client.ts';
import { ApiProblem, SessionEnded } from './api/problem.ts';
import type { Me } from './api/types.ts';
import { AppContext } from './app.ts';
import { startRouter } from './router/location.ts';
import { readConfig } from './session/config.ts';
import { beginSession, type Session } from './session/session.ts';
import './style/index.css';
import { Entrance, NoAccount } from './ui/entrance.tsx';
import { Outlet } from './ui/outlet.tsx';
import { Shell } from './ui/shell.tsx';
import { setClock } from './words/clock.ts';

const root = document.getElementById('app');
if (!root) throw new Error('the page has no place for the app');
const here = () => `${location.pathname}${location.search}`;

async function open(place: Element, session: Session): Promise<void> {
  const api = createApi({ credentials: session });
  try {
    const me = await api.get<Me>('/v1/me');
    setClock(me.at);
    startRouter();
    render(
      <AppContext.Provider value={{ api, session, me }}>
        <Shell>
          <Outlet />
        </Shell>
      </AppContext.Provider>,
      place,
    );
  } catch (error) {
    if (error instanceof SessionEnded) return session.signIn(here());
    if (!(error instanceof ApiProblem) || error.status !== 403) throw error;
    render(<NoAccount session={session} detail={error.detail} />, place);
  }
}

async function start(place: Element): Promise<void> {
  const beginning = await beginSession(await readConfig());
  const { session } = beginning;
  switch (beginning.kind) {
    case 'signed-in':
      return open(place, session);
    case 'refused':
      return render(<Entrance why="refused" session={session} />, place);
    case 'signed-out':
      if (beginning.left) return render(<Entrance why="left" session={session} />, place);
      return session.signIn(here());
  }
}

start(root).catch((error: unknown) => {
  console.error(error);
  render(<Entrance why="broken" />, root);
});
