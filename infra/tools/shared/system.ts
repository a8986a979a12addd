import { UsageError } from './command.ts';

/** The local cloud, as `npm start` starts it. */
export const DEFAULT_URL = 'http://localhost:4310';

/** The environment variable that holds an access token of the Office or a leader. */
export const TOKEN_VARIABLE = 'DUNG_HAN_TOKEN';

const isLoopback = ({ hostname }: URL): boolean => ['localhost', '127.0.0.1', '[::1]'].includes(hostname);

/** The address of a running system. Throws a UsageError, also when a token would travel in the clear. */
export function readUrl(text: string): URL {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url === undefined || !['http:', 'https:'].includes(url.protocol) || url.username !== '')
    throw new UsageError('--url must be an address such as https://dunghan.example');
  if (url.protocol === 'http:' && !isLoopback(url))
    throw new UsageError(
      '--url must begin with https:// unless it is this machine: a token may not travel in the clear',
    );
  return url;
}
