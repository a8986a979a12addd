import type { Server } from 'node:http';
import sesLocal from 'aws-ses-v2-local';
import { saveEmail } from 'aws-ses-v2-local/dist/store.js';
import { LOOPBACK, portOf } from '../http/listen.ts';
import type { KeptMail } from './outbox.ts';

/** The pages of aws-ses-v2-local, on which people read the letters. */
export interface Viewer {
  url: string;
  show(mail: KeptMail): void;
  close(): Promise<void>;
}

/**
 * Starts the viewer with the letters of earlier runs. Letters go straight into its store, not through its SES: that
 * would keep one recipient of each letter, and date it by real time. The store belongs to the process.
 */
export async function openViewer(earlier: readonly KeptMail[]): Promise<Viewer> {
  const server: Server = await sesLocal.default({ host: LOOPBACK, port: 0 });
  const show = ({ messageId, at, from, to, cc, subject, text, html }: KeptMail) =>
    saveEmail({
      messageId,
      from,
      replyTo: [],
      destination: { to, cc, bcc: [] },
      subject,
      body: { text, html },
      attachments: [],
      at: Math.floor(Date.parse(at) / 1000),
    });
  for (const mail of earlier) show(mail);
  return {
    url: `http://${LOOPBACK}:${portOf(server)}`,
    show,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
