import type { JWTPayload } from 'jose';
import type { Instant, LocalDate } from '../../lib/calendar/dates.ts';
import type { Alarms } from './alarms/alarms.ts';
import type { Clock } from './clock.ts';
import type { DeadLetters } from './dead-letters.ts';
import type { Queues } from './events/queues.ts';
import type { FunctionHost } from './functions/host.ts';
import type { Tokens } from './identity/tokens.ts';
import type { MailFront } from './mail/front.ts';
import type { KeptMail } from './mail/outbox.ts';
import type { Ran } from './moving.ts';
import type { Guard, UsedGrants } from './roles/guard.ts';
import type { Synthesised } from './synthesis.ts';

export interface LocalCloudOptions {
  /** Keeps everything between runs; one local cloud at a time. */
  dataDir: string;
  /** @default 0, which picks a free one */
  port?: number;
  /** Starts empty. */
  fresh?: boolean;
  /** Lets the clock stand at this instant (milliseconds since 1970), unless it stood later already. */
  now?: number;
  /** @default the one kept, or else the local date of the clock */
  goLive?: LocalDate;
  /** Whether to load the demo's units and accounts. @default true */
  demo?: boolean;
  /** Letters a second that SES takes. @default unlimited */
  maxSendRate?: number;
  /**
   * Whether functions may do only what their roles in the template allow, as on AWS. @default true
   */
  enforceRoles?: boolean;
  /** What to run instead of this project's own stack. */
  stack?: Synthesised;
  /** Told one line about each thing that went wrong. @default silence */
  log?: (line: string) => void;
  /** Told when something that the local cloud needs has ended. */
  onFatal?: (reason: string) => void;
}

export interface LocalCloud {
  /** `http://localhost:PORT` */
  url: string;
  clock: Clock;
  status(): object;
  /** Moves the clock forward and runs what falls in between. Throws BackwardMove. */
  moveTo(instant: Instant): Promise<{ now: Instant; ran: Ran[] }>;
  /** An access token; throws when the account cannot sign in. */
  token(user: string): Promise<string>;
  tokens(user: string): Promise<Tokens>;
  /** Signs claims with the user pool's key. */
  sign(claims: JWTPayload): Promise<string>;
  /** Letters sent, oldest first. */
  readonly mail: readonly KeptMail[];
  /** From now on letters to the address bounce. */
  killAddress(address: string): void;
  /** Makes SES fail, or stop at a chosen moment. */
  ses: Pick<MailFront, 'failNext' | 'hooks'>;
  /** Cuts functions off from what they call. */
  faults: Guard['faults'];
  functions: FunctionHost;
  alarms: Alarms;
  queues: Pick<Queues, 'send' | 'waiting'>;
  /** Writes a line into the log of that name. */
  note(log: string, line: string): void;
  deadLetters: DeadLetters;
  /** What functions were denied, when roles are enforced. */
  readonly denials: readonly string[];
  /** What the roles grant, and what of it was needed. */
  readonly grants: UsedGrants;
  /** Finishes what is underway, within bounds, and ends everything. */
  stop(): Promise<void>;
}
