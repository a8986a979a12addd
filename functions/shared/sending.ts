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
  // The mail service's own retries would hide its quota from the sweep, which does better by leaving the rest due.
  const mailer = createSesMailer(new SESClient({ maxAttempts: 2 }), settings, pace);
  return {
    ledger: createNoticeStore(table),
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
