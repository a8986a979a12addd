import type { WorkingCalendar } from '../../lib/calendar/working-days.ts';
import type { HttpDeps } from '../../lib/http/app.ts';
import type { Opening } from '../../lib/obligations/opening.ts';
import type { MailStore } from '../../lib/store/mails.ts';
import type { NoticeStore } from '../../lib/store/notices.ts';
import type { ObligationStore } from '../../lib/store/obligations.ts';
import type { RequestStore } from '../../lib/store/requests.ts';
import type { SealStore, StoredSeal } from '../../lib/store/seals.ts';
import type { SubmissionStore } from '../../lib/store/submissions.ts';
import type { UnitStore } from '../../lib/store/units.ts';

/** What the reading side needs, and no more. */
export interface Deps extends HttpDeps, Opening {
  obligations: Pick<
    ObligationStore,
    'get' | 'history' | 'listByUnit' | 'listByPeriod' | 'toReview' | 'openDueBy' | 'heldIn'
  >;
  requests: Pick<RequestStore, 'get' | 'list'>;
  submissions: Pick<SubmissionStore, 'get' | 'list'>;
  notices: Pick<NoticeStore, 'list'>;
  mails: Pick<MailStore, 'deliveries'>;
  units: Pick<UnitStore, 'get' | 'list'>;
  seals: Pick<SealStore, 'list'>;
  /** A link to the first version of a day's seal, good for some minutes. */
  sealUrl: (seal: StoredSeal) => Promise<{ url: string; expiresInSeconds: number }>;
  /** A link to one version of a stored file under a name for people, good for some minutes. */
  downloadUrl: (key: string, versionId: string, name: string) => Promise<{ url: string; expiresInSeconds: number }>;
  calendar: WorkingCalendar;
}
