import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { SESClient, SendEmailCommand } from '@aws-sdk/client-ses';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { mockClient } from 'aws-sdk-client-mock';
import { createSesMailer } from '../../../lib/store/mailer.ts';
import type { Table } from '../../../lib/store/table.ts';

export type Service = 'register' | 'mail' | 'store' | 'sign-in';

/** How one call goes wrong: the process dies around it, it is refused, or it takes effect and nobody hears of it. */
export type CallFault = 'crash-before' | 'crash-after' | 'throttled' | 'answer-lost';

/** What goes wrong in one run of a function: at one of its calls, or with a service for all of the run. */
export type Fault = { kind: CallFault; call: number } | { kind: 'unreachable'; service: Service };

const named = (name: string, message: string): Error => Object.assign(new Error(message), { name });
const crashed = () => named('Crashed', 'the process is dead');

/** Whether a call only reads, or changes what outlives the process. */
export type Call = 'reads' | 'changes';
const READS = /^(Get|BatchGet|Query|Scan)/;

/** Counts the calls of one run to the outside, and lets one of them go wrong. Once dead, it calls nobody any more. */
export function createFuse(fault?: Fault) {
  const calls: Call[] = [];
  let dead = false;
  const underWay = new Set<Promise<unknown>>();
  const services = new Set<Service>();
  const hits = (kind: CallFault, call: number) => fault?.kind === kind && fault.call === call;
  async function through<Answer>(service: Service, does: Call, call: () => Promise<Answer>): Promise<Answer> {
    if (dead) throw crashed();
    const number = calls.push(does);
    services.add(service);
    if (fault?.kind === 'unreachable' && fault.service === service)
      throw named('TimeoutError', `${service} cannot be reached`);
    if (hits('throttled', number)) throw named('ThrottlingException', 'Rate exceeded');
    dead ||= hits('crash-before', number);
    if (dead) throw crashed();
    const answer = await call();
    dead ||= hits('crash-after', number);
    if (dead) throw crashed();
    if (hits('answer-lost', number)) throw named('TimeoutError', `${service} answered too late`);
    return answer;
  }
  return {
    calls,
    /** Whom the process has called. */
    services,
    async around<Answer>(service: Service, does: Call, call: () => Promise<Answer>): Promise<Answer> {
      const answer = through(service, does, call);
      underWay.add(answer);
      try {
        return await answer;
      } finally {
        underWay.delete(answer);
      }
    },
    /** Waits for what is under way, of whose end a function that failed has not waited. */
    async idle(): Promise<void> {
      do {
        await Promise.allSettled(underWay);
        await new Promise((resolve) => setImmediate(resolve));
      } while (underWay.size > 0);
    },
  };
}
export type Fuse = ReturnType<typeof createFuse>;

/** A letter that the mail service has taken. */
export interface Delivered {
  to: string[];
  subject: string;
}

const credentials = { accessKeyId: 'test', secretAccessKey: 'test' };

/** The register as one process reaches it: every request of the SDK goes through the fuse, its own repetitions left out. */
export function fusedTable({ client: plain, name, shards }: Table, endpoint: string, fuse: Fuse): Table {
  const { requestHandler } = plain.config;
  const raw = new DynamoDBClient({ endpoint, region: 'ap-southeast-1', credentials, requestHandler });
  raw.middlewareStack.add(
    (next, { commandName = '' }) =>
      (args) =>
        fuse.around('register', READS.test(commandName) ? 'reads' : 'changes', () => next(args)),
    {
      step: 'initialize',
      priority: 'high',
      name: 'fuse',
    },
  );
  const client = DynamoDBDocumentClient.from(raw, { marshallOptions: { removeUndefinedValues: true } });
  return { client, name, shards };
}

/** The mail service behind the real adapter: what it has taken is delivered, whatever becomes of its answer. */
export function fusedMailer(box: Delivered[], fuse: Fuse) {
  const ses = new SESClient({ region: 'ap-southeast-1', credentials });
  mockClient(ses)
    .on(SendEmailCommand)
    .callsFake(({ Destination, Message }) =>
      fuse.around('mail', 'changes', async () => {
        box.push({ to: Destination?.ToAddresses ?? [], subject: Message?.Subject?.Data ?? '' });
        return { MessageId: `message-${box.length}` };
      }),
    );
  const settings = { MAIL_SENDER: 'a@x.example', MAIL_CONFIGURATION_SET: 'set', OFFICE_ADDRESS: 'b@x.example' };
  return createSesMailer(ses, settings, async () => {});
}
