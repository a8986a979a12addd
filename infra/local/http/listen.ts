import { createServer, type RequestListener, type Server } from 'node:http';

/** Nothing of the local cloud is for other machines. */
export const LOOPBACK = '127.0.0.1';

export interface Listening {
  port: number;
  /** `http://127.0.0.1:PORT` */
  url: string;
  server: Server;
  /** Takes no more requests, ends those that are idle, and waits for the others at most that long. */
  close(graceMs: number): Promise<void>;
}

/** The port that a server listens on. */
export function portOf(server: Server): number {
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the server listens on no port');
  return address.port;
}

/** How long a client may take to send its request: for as long as an upload form is valid, S3 does not mind slowness. */
const REQUEST_TIMEOUT_MS = 15 * 60_000;

/** Serves HTTP on the loopback interface; port 0 picks a free one. Rejects when the port is taken. */
export async function listen(handle: RequestListener, port = 0): Promise<Listening> {
  const server = createServer({ requestTimeout: REQUEST_TIMEOUT_MS }, (request, response) => {
    // AWS clients correct their clock by this header, and the simulated clock is the one that counts.
    response.sendDate = false;
    handle(request, response);
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, LOOPBACK, () => {
      server.off('error', reject);
      resolve();
    });
  });
  const bound = portOf(server);
  return {
    port: bound,
    url: `http://${LOOPBACK}:${bound}`,
    server,
    close(graceMs) {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      server.closeIdleConnections();
      const timer = setTimeout(() => server.closeAllConnections(), graceMs);
      return closed.finally(() => clearTimeout(timer));
    },
  };
}

/** A port that was free a moment ago, for a program that cannot pick one itself. */
export async function freePort(): Promise<number> {
  const { port, close } = await listen(() => undefined);
  await close(0);
  return port;
}
