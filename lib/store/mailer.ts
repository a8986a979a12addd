import { type SESClient, SendEmailCommand } from '@aws-sdk/client-ses';
import type { Letter, SendResult } from '../notices/letter.ts';
import type { Mailer } from '../notices/sending.ts';

/** Refusals that no repetition mends: the letter or its addresses are at fault. */
const PERMANENT = new Set(['MessageRejected', 'InvalidParameterValue', 'ValidationError']);

/**
 * Whether a refusal is the letter's own fault. An identity that is not verified yet, or an account still in the
 * sandbox, is answered with MessageRejected as well; that passes, and must not cost anybody a notice.
 */
const isPermanent = (name: string, message: string): boolean => PERMANENT.has(name) && !/not verified/i.test(message);

/** The tag under which the mail service reports back the unit that a letter was about. */
export const UNIT_TAG = 'unit';

export interface MailerSettings {
  MAIL_SENDER: string;
  MAIL_CONFIGURATION_SET: string;
  OFFICE_ADDRESS: string;
}

/** What the pacing needs of the machine: milliseconds that only grow, and a wait. */
export interface Pace {
  elapsedMs: () => number;
  wait: (ms: number) => Promise<void>;
}

/** Spaces calls evenly, at most `perSecond`; shared by everything that sends with one mailer. */
export function createPacer(perSecond: number, { elapsedMs, wait }: Pace): () => Promise<void> {
  const gap = 1000 / perSecond;
  let next = 0;
  return async () => {
    const now = elapsedMs();
    const start = Math.max(now, next);
    next = start + gap;
    if (start > now) await wait(start - now);
  };
}

const encoded = (Data: string) => ({ Data, Charset: 'UTF-8' });

/**
 * Sends letters through Amazon SES. Over quota, throttled or unreachable is `later`, never an error: what is
 * not sent stays due. Refused addresses and malformed letters are `refused`.
 */
export function createSesMailer(ses: SESClient, settings: MailerSettings, pace: () => Promise<void>): Mailer {
  return {
    async send({ unit, to, cc, subject, text, html }: Letter): Promise<SendResult> {
      await pace();
      try {
        const { MessageId } = await ses.send(
          new SendEmailCommand({
            Source: settings.MAIL_SENDER,
            ReplyToAddresses: [settings.OFFICE_ADDRESS],
            ConfigurationSetName: settings.MAIL_CONFIGURATION_SET,
            Tags: unit ? [{ Name: UNIT_TAG, Value: unit }] : [],
            Destination: { ToAddresses: to, CcAddresses: cc },
            Message: { Subject: encoded(subject), Body: { Text: encoded(text), Html: encoded(html) } },
          }),
        );
        return MessageId ? { outcome: 'sent', messageId: MessageId } : { outcome: 'later', reason: 'no message id' };
      } catch (error) {
        const { name, message } = error instanceof Error ? error : new Error(String(error));
        return { outcome: isPermanent(name, message) ? 'refused' : 'later', reason: `${name}: ${message}` };
      }
    },
  };
}

export const realPace: Pace = {
  elapsedMs: () => performance.now(),
  wait: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
};
