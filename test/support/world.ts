import { createOpenObligationsHandler } from '../../functions/open-obligations/handler.ts';
import { createSendDigestHandler } from '../../functions/send-digest/handler.ts';
import { createAnswerWriter } from '../../functions/shared/answers.ts';
import { createPlans } from '../../functions/shared/plans.ts';
import { createSweepHandler } from '../../functions/sweep-deadlines/handler.ts';
import type { Instant, LocalDate } from '../../lib/calendar/dates.ts';
import { vietnamCalendar } from '../../lib/calendar/working-days.ts';
import type { Letter, SendResult } from '../../lib/notices/letter.ts';
import type { Sending } from '../../lib/notices/sending.ts';
import { regimeByVersion, regimes } from '../../lib/regime/index.ts';
import { createCheckStore } from '../../lib/store/checks.ts';
import { createNoticeStore } from '../../lib/store/notices.ts';
import { createObligationStore } from '../../lib/store/obligations.ts';
import { createRequestStore } from '../../lib/store/requests.ts';
import { createSubmissionStore } from '../../lib/store/submissions.ts';
import type { Table } from '../../lib/store/table.ts';
import { createUnitStore } from '../../lib/store/units.ts';

export const OFFICE = 'vanphong@dienbien.example';
export const PORTAL = 'https://dunghan.dienbien.example';
const silent = () => {};

export interface SentLetter extends Letter {
  at: Instant;
}

/** A mail service that keeps what it is given; tests replace `answer` to make it fail. */
export function createPostbox() {
  const box = {
    letters: [] as SentLetter[],
    now: '' as Instant,
    answer: undefined as ((letter: Letter) => SendResult | undefined) | undefined,
    mailer: {
      async send(letter: Letter): Promise<SendResult> {
        const other = box.answer?.(letter);
        if (other) return other;
        box.letters.push({ ...letter, at: box.now });
        return { outcome: 'sent', messageId: `message-${box.letters.length}` };
      },
    },
  };
  return box;
}

/** The scheduled functions on a real register, with the clock in the test's hand and a postbox for a mail service. */
export function createWorld(table: Table, goLive: LocalDate, change: (sending: Sending) => Sending = (s) => s) {
  const postbox = createPostbox();
  const units = createUnitStore(table);
  const obligations = createObligationStore(table);
  const submissions = createSubmissionStore(table);
  const notices = createNoticeStore(table);
  const requests = createRequestStore(table);
  const planFor = createPlans(regimeByVersion, vietnamCalendar);
  const sending = change({ ledger: notices, mailer: postbox.mailer });
  const common = { officeAddress: OFFICE, portalUrl: PORTAL, calendar: vietnamCalendar, log: silent };
  const writeAnswer = createAnswerWriter({ units, obligations, submissions, ...common });
  const open = createOpenObligationsHandler({ units, obligations, requests, planFor, regimes, goLive, ...common });
  const sweep = createSweepHandler({
    notices,
    units,
    sending,
    planFor,
    writeAnswer,
    ...common,
  });
  const digest = createSendDigestHandler({ obligations, units, checks: createCheckStore(table), sending, ...common });
  return {
    postbox,
    units,
    obligations,
    submissions,
    notices,
    requests,
    planFor,
    sending,
    writeAnswer,
    /** The same as the scheduler runs them, with whatever event. */
    scheduled: { open, digest, sweep: (event: unknown) => sweep(event, { getRemainingTimeInMillis: () => 300_000 }) },
    open: (at: Instant) => open({ scheduledTime: at }),
    sweep: (at: Instant, remainingMs = () => 300_000) => {
      postbox.now = at;
      return sweep({ scheduledTime: at }, { getRemainingTimeInMillis: remainingMs });
    },
    digest: (at: Instant) => {
      postbox.now = at;
      return digest({ scheduledTime: at });
    },
  };
}
export type World = ReturnType<typeof createWorld>;

/** Every quarter of an hour from one instant to another, both included. */
export function quarterHours(from: Instant, to: Instant): Instant[] {
  const instants: Instant[] = [];
  for (let ms = Date.parse(from); ms <= Date.parse(to); ms += 15 * 60 * 1000)
    instants.push(`${new Date(ms).toISOString().slice(0, 19)}Z`);
  return instants;
}
