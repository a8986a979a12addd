import { localDateOf } from '../../lib/calendar/dates.ts';
import type { Letter } from '../../lib/notices/letter.ts';
import { recipientsOf } from '../../lib/notices/recipients.ts';
import { composeQuarantine, composeReceipt } from '../../lib/notices/text/answer.ts';
import { composeAlert, composeAsked } from '../../lib/notices/text/asked.ts';
import { composeDecision } from '../../lib/notices/text/decision.ts';
import { type Named, reportName } from '../../lib/notices/text/names.ts';
import { readEvent } from '../../lib/obligations/history.ts';
import type { ObligationKey, OutboxEntry } from '../../lib/obligations/obligation.ts';
import { owingUnit } from '../../lib/obligations/owing-unit.ts';
import type { ObligationStore } from '../../lib/store/obligations.ts';
import type { SubmissionStore } from '../../lib/store/submissions.ts';
import { type RegisteredUnit, registeredOn, type UnitStore } from '../../lib/store/units.ts';
import { receiptOf } from '../../lib/submissions/receipt.ts';
import type { Submission } from '../../lib/submissions/submission.ts';

export interface AnswerDeps {
  units: Pick<UnitStore, 'get'>;
  obligations: Pick<ObligationStore, 'get' | 'historyEvent'>;
  submissions: Pick<SubmissionStore, 'get'>;
  officeAddress: string;
  portalUrl: string;
}

/** The addresses of a unit, and which of them are known to be dead. */
export const addressesOf = (unit: RegisteredUnit, office: string) => ({
  contactEmail: unit.contactEmail,
  headEmail: unit.headEmail,
  dead: new Set(Object.keys(unit.addressProblems)),
  office,
});

const isSecret = (submission: Submission): boolean =>
  Object.values(submission.files).some((file) => file.stored?.refused.some(({ code }) => code === 'secrecy-mark'));

/** The letter that tells a unit of a decision, from the history's own words. */
async function writeDecision(
  deps: AnswerDeps,
  key: Answered,
  id: string,
  { subject: seq, scheduledFor }: OutboxEntry,
): Promise<Letter | undefined> {
  const [found, event] = await Promise.all([deps.units.get(key.unit), deps.obligations.historyEvent(id, seq)]);
  if (!found || !event) return undefined;
  const unit = registeredOn(found, localDateOf(scheduledFor));
  const addressees = recipientsOf(addressesOf(unit, deps.officeAddress), new Set(['unit']));
  return { unit: unit.id, ...addressees, ...composeDecision(unit, key, readEvent(event), deps.portalUrl) };
}

/** The letters about a report that was not expected before: to its unit that it is asked (R14), or the alert (R18). */
async function writeAsked(deps: AnswerDeps, key: ObligationKey, entry: OutboxEntry): Promise<Letter | undefined> {
  const [found, obligation] = await Promise.all([deps.units.get(key.unit), deps.obligations.get(key)]);
  if (!found || !obligation) return undefined;
  const unit = registeredOn(found, localDateOf(entry.scheduledFor));
  if (entry.kind === 'alert')
    return { to: entry.to ?? [deps.officeAddress], cc: [], ...composeAlert(unit, obligation, deps.portalUrl) };
  const addressees = recipientsOf(addressesOf(unit, deps.officeAddress), new Set(['unit', 'head']));
  return { unit: unit.id, ...addressees, ...composeAsked(unit, obligation, deps.portalUrl) };
}

/** An obligation, with what names its report. */
type Answered = ObligationKey & Named;

/** Writes the letter of one entry of an obligation's outbox; undefined when there is nothing to tell any more. */
export type AnswerWriter = (key: Answered, id: string, entry: OutboxEntry) => Promise<Letter | undefined>;

/** Writes the letter that answers something a unit did, from the state as it is now. */
export function createAnswerWriter(deps: AnswerDeps): AnswerWriter {
  return async (key, id, entry) => {
    if (entry.kind === 'asked' || entry.kind === 'alert') return writeAsked(deps, key, entry);
    if (entry.kind === 'decision') return writeDecision(deps, key, id, entry);
    const [found, obligation, submission] = await Promise.all([
      deps.units.get(key.unit),
      deps.obligations.get(key),
      deps.submissions.get(id, entry.subject),
    ]);
    if (!found || !obligation || !submission) return undefined;
    const unit = registeredOn(found, localDateOf(entry.scheduledFor));
    const addresses = addressesOf(unit, deps.officeAddress);
    if (entry.kind === 'quarantine') {
      // A secret that reached a networked system is the Office's affair at once (R19), not only the unit's.
      const addressees = recipientsOf(addresses, new Set(isSecret(submission) ? ['unit', 'office'] : ['unit']));
      return { unit: unit.id, ...addressees, ...composeQuarantine(unit, key, submission, deps.portalUrl) };
    }
    const addressees = recipientsOf(addresses, new Set(['unit']));
    // A receipt names the unit as it was on the last acceptable day, whoever reads the letter now (R25).
    const names = { unit: owingUnit(found, obligation).name, rule: reportName(obligation) };
    const receipt = receiptOf(obligation, submission, names);
    return receipt && { unit: unit.id, ...addressees, ...composeReceipt(receipt, deps.portalUrl) };
  };
}
