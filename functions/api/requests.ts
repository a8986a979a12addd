import type { Instant } from '../../lib/calendar/dates.ts';
import { countVerdicts } from '../../lib/compliance/compliance.ts';
import { maySeeObligation } from '../../lib/http/app.ts';
import { Problem } from '../../lib/http/problem.ts';
import { attachmentKey, periodsOf, type Request, requestTerm } from '../../lib/requests/request.ts';
import type { Account } from '../../lib/store/accounts.ts';
import type { Deps } from './deps.ts';
import { toItem } from './obligations.ts';

const notFound = () => new Problem('not-found', 'Không có yêu cầu này.');

/** Whether the caller may read a request: those whom it asks, the Office; leaders unless it is about named officials. */
function maySeeRequest({ role, unit }: Account, request: Pick<Request, 'restricted' | 'targets'>): boolean {
  if (role === 'office') return true;
  if (role === 'leader') return !request.restricted;
  return request.targets.some((target) => target.unit === unit);
}

async function find(deps: Deps, caller: Account, id: string): Promise<Request> {
  const request = await deps.requests.get(id);
  if (!request || !maySeeRequest(caller, request)) throw notFound();
  return request;
}

/** The requests that the Office or a leader may see, the latest first. Units find theirs among their obligations. */
export async function listRequests(deps: Deps, caller: Account) {
  if (caller.role === 'unit') throw new Problem('forbidden', 'Đơn vị xem yêu cầu trong danh mục báo cáo của mình.');
  const all = await deps.requests.list();
  const items = all
    .filter(({ restricted }) => caller.role === 'office' || !restricted)
    .sort((a, b) => (a.openedAt < b.openedAt ? 1 : -1))
    .map(({ periods: _periods, targets: _targets, ...shown }) => shown);
  return { items };
}

/** A request with its attachments, whom it asks as far as the caller may know, and how far it is answered. */
export async function showRequest(deps: Deps, caller: Account, id: string, now: Instant) {
  const request = await find(deps, caller, id);
  const { targets, attachments, closings, lapses: _lapses, cause: _cause, ...facts } = request;
  const own = caller.role === 'unit';
  const groups = await Promise.all(
    periodsOf(request).map((period) => deps.obligations.listByPeriod('thematic', period)),
  );
  const obligations = groups
    .flat()
    .filter((obligation) => obligation.request === id && maySeeObligation(caller, obligation));
  const { lastDay } = requestTerm(facts.deadline, deps.calendar);
  return {
    ...facts,
    ...(lastDay === undefined ? {} : { lastDay }),
    // That a request reopened tells a unit of what became of the others' reports.
    ...(closings === undefined || own ? {} : { closings }),
    targets: targets.filter(({ unit }) => !own || unit === caller.unit),
    attachments: Object.entries(attachments).map(([file, { name, size, type, sha256, stored }]) => ({
      ...{ file, name, size, type, sha256 },
      ...(stored ? { storedAt: stored.at } : {}),
      ...(stored && stored.refused.length > 0 ? { refused: stored.refused } : {}),
    })),
    obligations: obligations.map((obligation) => toItem(obligation, now, deps)),
    compliance: countVerdicts(obligations, now),
  };
}

/** A link to an attachment that is stored and clean. */
export async function attachmentLink(deps: Deps, caller: Account, id: string, file: string) {
  const record = (await find(deps, caller, id)).attachments[file];
  if (!record?.stored || record.stored.refused.length > 0)
    throw new Problem('not-found', 'Không có tệp này, hoặc tệp chưa được tiếp nhận.');
  return deps.downloadUrl(attachmentKey(id, file), record.stored.objectVersion, record.name);
}
