/** A letter ready to send: plain text and HTML say the same. */
export interface Letter {
  /** The unit that the letter is about; a later bounce is reported with it. None on letters to the Office. */
  unit?: string;
  to: string[];
  cc: string[];
  subject: string;
  text: string;
  html: string;
}

/** What the mail service answered: sent, to be tried again later (over quota, unreachable), or refused for good. */
export type SendResult =
  | { outcome: 'sent'; messageId: string }
  | { outcome: 'later'; reason: string }
  | { outcome: 'refused'; reason: string };
