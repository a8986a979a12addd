import { SESClient } from '@aws-sdk/client-ses';
import type { Log } from '../../lib/log/log.ts';
import type { Sending } from '../../lib/notices/sending.ts';
import { createPacer, createSesMailer, realPace } from '../../lib/store/mailer.ts';
import { createNoticeStore } from '../../lib/store/notices.ts';
import type { Table } from '../../lib/store/table.ts';

export interface SendingSettings {
  MAIL_SENDER: string;
  MAIL_CONFIGURATION_SET: string;
  OFFICE_ADDRESS: string;
  MAX_SEND_RATE_PER_SECOND: number;
}

/** The ledger and the mail service, as the functions that send use them. */
export function createSending(table: Table, settings: SendingSettings, log: Log): Sending {
  const pace = createPacer(settings.MAX_SEND_RATE_PER_SECOND, realPace);
  // The SDK is not to try again by itself: a letter that was taken and answered too late would go out twice in one call, and a
  // third time with the next sweep. What is not known to be sent stays due, and a quota shows at once.
  const mailer = createSesMailer(new SESClient({ maxAttempts: 1 }), settings, pace);
  const ledger = createNoticeStore(table);
  return {
    ledger: {
      ...ledger,
      // Told before it is marked: should the mark fail, the letter is out all the same.
      async settle(notice) {
        const { status, about, kind, cause, messageId } = notice;
        if (status === 'sent') log('info', 'letter-sent', { messageId, about, kind, cause });
        await ledger.settle(notice);
      },
    },
    mailer: {
      async send(letter) {
        const result = await mailer.send(letter);
        if (result.outcome === 'later') log('warn', 'letter-delayed', { reason: result.reason });
        if (result.outcome === 'refused') log('error', 'letter-refused', { reason: result.reason });
        return result;
      },
    },
  };
}
