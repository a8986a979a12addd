import { randomUUID } from 'node:crypto';
import type { Instant } from '../../../lib/calendar/dates.ts';
import type { BusEvent } from '../events/bus.ts';
import type { MailRequest } from './message.ts';
import { bareAddress } from './rules.ts';

/** What becomes of a letter at a recipient's. */
type Fate = 'bounce' | 'complaint' | undefined;

/** SES's mailbox simulator; a label may follow the name: `bounce+unit@…`. */
const SIMULATOR: Readonly<Record<string, Fate>> = {
  bounce: 'bounce',
  suppressionlist: 'bounce',
  complaint: 'complaint',
};

function fateOf(address: string, dead: ReadonlySet<string>): Fate {
  const bare = bareAddress(address);
  if (dead.has(bare)) return 'bounce';
  const [, name] = /^([a-z]+)(?:\+[^@]*)?@simulator\.amazonses\.com$/.exec(bare) ?? [];
  return name === undefined ? undefined : SIMULATOR[name];
}

export interface Sent {
  mail: MailRequest;
  messageId: string;
  at: Instant;
  account: string;
  region: string;
}

function mailOf({ mail, messageId, at, account, region }: Sent) {
  const destination = [...mail.to, ...mail.cc, ...mail.bcc];
  const tags = Object.fromEntries(Object.entries(mail.tags).map(([name, value]) => [name, [value]]));
  return {
    timestamp: at,
    source: mail.source,
    sourceArn: `arn:aws:ses:${region}:${account}:identity/${bareAddress(mail.source)}`,
    sendingAccountId: account,
    messageId,
    destination,
    headersTruncated: false,
    headers: [{ name: 'Subject', value: mail.subject }],
    commonHeaders: { from: [mail.source], to: mail.to, cc: mail.cc, messageId, subject: mail.subject },
    tags: { 'ses:configuration-set': mail.configurationSet ? [mail.configurationSet] : [], ...tags },
  };
}

const bounceOf = (recipients: readonly string[], at: Instant) => ({
  feedbackId: randomUUID(),
  bounceType: 'Permanent',
  bounceSubType: 'General',
  bouncedRecipients: recipients.map((emailAddress) => ({
    emailAddress,
    action: 'failed',
    status: '5.1.1',
    diagnosticCode: 'smtp; 550 5.1.1 user unknown',
  })),
  timestamp: at,
  reportingMTA: 'dns; localhost',
});

const complaintOf = (recipients: readonly string[], at: Instant) => ({
  feedbackId: randomUUID(),
  complaintSubType: null,
  complainedRecipients: recipients.map((emailAddress) => ({ emailAddress })),
  timestamp: at,
  complaintFeedbackType: 'abuse',
});

/**
 * The events that SES publishes of a letter, for recipients of the mailbox simulator and for addresses known to be
 * dead; `published` are the kinds that the letter's configuration set puts on the bus.
 */
export function feedbackOf(sent: Sent, dead: ReadonlySet<string>, published: ReadonlySet<string>): BusEvent[] {
  const mail = mailOf(sent);
  const event = (detailType: string, detail: object): BusEvent => ({
    source: 'aws.ses',
    detailType,
    time: sent.at,
    resources: [`arn:aws:ses:${sent.region}:${sent.account}:configuration-set/${sent.mail.configurationSet}`],
    detail: { ...detail, mail },
  });
  const of = (fate: Fate) => mail.destination.filter((address) => fateOf(address, dead) === fate);
  const [bounced, complained] = [of('bounce'), of('complaint')];
  const events: BusEvent[] = [];
  if (bounced.length > 0 && published.has('bounce'))
    events.push(event('Email Bounced', { eventType: 'Bounce', bounce: bounceOf(bounced, sent.at) }));
  if (complained.length > 0 && published.has('complaint'))
    events.push(
      event('Email Complaint Received', { eventType: 'Complaint', complaint: complaintOf(complained, sent.at) }),
    );
  return events;
}
