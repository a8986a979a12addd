import type { Obligation } from '../../api/types.ts';
import { parseDate } from '../../words/dates.ts';

export type Step = NonNullable<Obligation['steps']>[number];

/** What is typed into the form of decisions, as it is typed; one for all of them, so that a change of mind loses nothing. */
export const emptyDraft = {
  step: '',
  lastDay: '',
  reason: '',
  authority: '',
  note: '',
  receivedDate: '',
  receivedTime: '',
  documentNumber: '',
  documentDate: '',
  signedBy: '',
  channel: '',
  endedOn: '',
};
export type Draft = typeof emptyDraft;
export type DraftField = Exclude<keyof Draft, 'step'>;
export type FieldErrors = Partial<Record<DraftField, string>>;

/** What a decision needs to be told, in the order in which it is asked for. */
export const fieldsOf: Readonly<Record<Step, readonly DraftField[]>> = {
  acceptance: ['note'],
  return: ['lastDay', 'reason', 'authority'],
  rejection: ['reason', 'authority'],
  extension: ['lastDay', 'reason', 'authority'],
  waiver: ['reason', 'authority'],
  'off-system': ['receivedDate', 'receivedTime', 'documentNumber', 'documentDate', 'signedBy', 'channel'],
  'work-end': ['endedOn'],
};

/** The steps that judge a submission. */
const judging: readonly Step[] = ['acceptance', 'return', 'rejection'];
export const dateFields: readonly DraftField[] = ['lastDay', 'receivedDate', 'documentDate', 'endedOn'];
const optional: readonly DraftField[] = ['note'];
const paths: Partial<Record<Step, string>> = { 'off-system': 'receipts', 'work-end': 'work-end' };

export type Read = { ok: true; path: string; body: Record<string, unknown> } | { ok: false; errors: FieldErrors };

const readTime = (text: string): string | undefined => {
  const [, hours = '', minutes = ''] = /^\s*(\d{1,2})[:hg.](\d{2})\s*$/.exec(text) ?? [];
  return hours !== '' && Number(hours) < 24 && Number(minutes) < 60
    ? `${hours.padStart(2, '0')}:${minutes}`
    : undefined;
};

/** A field as the API takes it; undefined when it cannot be read. Times are those of Asia/Ho_Chi_Minh. */
function readField(field: DraftField, typed: string): string | undefined {
  if (dateFields.includes(field)) return parseDate(typed);
  if (field === 'receivedTime') return readTime(typed);
  return typed.replace(/\s+/g, ' ').trim() || undefined;
}

function whatIsWrong(field: DraftField, typed: string): string {
  if (typed.trim() === '') return 'Đề nghị điền mục này.';
  return field === 'receivedTime' ? 'Đề nghị nhập giờ dạng 08:30.' : 'Đề nghị nhập ngày dạng 27/01/2026.';
}

/** Reads the form for a decision about a submission and a version of the report, or says which fields are wrong. */
export function readDraft(draft: Draft, step: Step, version: number, submission: number | undefined): Read {
  const errors: FieldErrors = {};
  const values: Record<string, string> = {};
  for (const field of fieldsOf[step]) {
    const value = readField(field, draft[field]);
    if (value !== undefined) values[field] = value;
    else if (!optional.includes(field)) errors[field] = whatIsWrong(field, draft[field]);
  }
  if (Object.keys(errors).length > 0) return { ok: false, errors };
  const { receivedDate, receivedTime, ...rest } = values;
  const path = paths[step] ?? 'decisions';
  const about = judging.includes(step) ? { submission } : {};
  const kind = path === 'decisions' ? { kind: step } : {};
  const at = receivedDate === undefined ? {} : { receivedAt: `${receivedDate}T${receivedTime}:00+07:00` };
  return { ok: true, path, body: { version, ...kind, ...about, ...rest, ...at } };
}

/** The fields of the form that a refusal of the API speaks of. */
export function errorsOf(errors: readonly { field: string; message: string }[], step: Step): FieldErrors {
  const found: FieldErrors = {};
  for (const { field, message } of errors) {
    const own = fieldsOf[step].find((one) => one === (field === 'receivedAt' ? 'receivedDate' : field));
    if (own) found[own] = message;
  }
  return found;
}
