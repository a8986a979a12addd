import type { FieldError } from '../../ui/use-sending.tsx';
import { addDays, formatDate, parseDate, weekdayName } from '../../words/dates.ts';

export interface Official {
  /** Tells the rows apart while they are typed in. */
  key: number;
  unit: string;
  name: string;
}
export interface SectionRow {
  key: number;
  text: string;
}

/** A request as it is typed in; dates as people write them. */
export interface RequestDraft {
  documentNumber: string;
  documentDate: string;
  subject: string;
  kind: string;
  audience: 'all' | 'category' | 'tag' | 'units' | 'officials';
  categories: string[];
  units: string[];
  officials: Official[];
  deadline: 'date' | 'at-once';
  date: string;
  bound: 'before' | 'within';
  endedOn: string;
  limitWorkingDays: string;
  sections: SectionRow[];
  secrecy: '' | 'none' | 'secret';
}

export const emptyDraft: RequestDraft = {
  documentNumber: '',
  documentDate: '',
  subject: '',
  kind: 'direction',
  audience: 'all',
  categories: [],
  units: [],
  officials: [{ key: 1, unit: '', name: '' }],
  deadline: 'date',
  date: '',
  bound: 'before',
  endedOn: '',
  limitWorkingDays: '',
  sections: [],
  secrecy: '',
};

/** The last acceptable day that a deadline by date means; undefined while no day is written. */
export function lastDayOf({ date, bound }: Pick<RequestDraft, 'date' | 'bound'>): string | undefined {
  const day = parseDate(date);
  return day === undefined || bound === 'within' ? day : addDays(day, -1);
}

/** The last acceptable day in words: `Chậm nhất hết ngày 09/02/2026 (thứ Hai).` */
export function lastDaySentence(draft: Pick<RequestDraft, 'date' | 'bound'>): string {
  const day = lastDayOf(draft);
  return day === undefined
    ? 'Nhập ngày để xem ngày cuối cùng nhận báo cáo.'
    : `Chậm nhất hết ngày ${formatDate(day)} (${weekdayName(day)}).`;
}

/** About a year; longer than this no work is given. */
const MOST_WORKING_DAYS = 250;

const empty = 'không được để trống';
const noDate = 'không phải là ngày; viết ngày/tháng/năm';

/** A name as it is compared with another. */
const spelt = (name: string): string => name.normalize('NFC').trim().toLowerCase();

/** What can be seen to be wrong before anything is sent. `today` is the local date. */
export function faultsOf(draft: RequestDraft, today: string): FieldError[] {
  const faults: FieldError[] = [];
  const wrong = (field: string, message: string) => void faults.push({ field, message });
  if (!draft.documentNumber.trim()) wrong('documentNumber', empty);
  const documentDate = parseDate(draft.documentDate);
  if (documentDate === undefined) wrong('documentDate', draft.documentDate ? noDate : empty);
  else if (documentDate > today) wrong('documentDate', 'không được ở tương lai');
  if (!draft.subject.trim()) wrong('subject', empty);
  if (draft.audience === 'category' && draft.categories.length === 0)
    wrong('audience', 'chọn ít nhất một khối cơ quan');
  if (draft.audience === 'units' && draft.units.length === 0) wrong('audience', 'chọn ít nhất một đơn vị');
  if (draft.audience === 'officials')
    draft.officials.forEach(({ unit, name }, i) => {
      if (!unit) wrong(`audience.officials[${i}].unit`, 'chọn đơn vị trong danh sách');
      const same = (other: Official) => other.unit === unit && spelt(other.name) === spelt(name);
      if (!name.trim()) wrong(`audience.officials[${i}].name`, empty);
      else if (unit && draft.officials.findIndex(same) < i)
        wrong(`audience.officials[${i}].name`, 'cán bộ này đã được nêu ở trên');
    });
  if (draft.deadline === 'date') {
    const last = lastDayOf(draft);
    if (last === undefined) wrong('deadline.date', draft.date ? noDate : empty);
    else if (last < today) wrong('deadline.date', 'ngày cuối cùng nhận báo cáo đã qua');
  } else {
    if (draft.endedOn && parseDate(draft.endedOn) === undefined) wrong('deadline.endedOn', noDate);
    const limit = draft.limitWorkingDays.trim();
    if (limit && !(/^[1-9]\d{0,2}$/.test(limit) && Number(limit) <= MOST_WORKING_DAYS))
      wrong('deadline.limitWorkingDays', 'là số ngày làm việc, từ 1 đến 250');
  }
  draft.sections.forEach(({ text }, i) => {
    if (!text.trim()) wrong(`sections[${i}]`, 'không được để trống; xóa dòng này nếu không cần');
  });
  if (draft.secrecy === '') wrong('secrecy', 'chọn một trong hai');
  if (draft.secrecy === 'secret')
    wrong('secrecy', 'văn bản có độ mật không được đưa lên hệ thống; gửi qua đường cơ yếu');
  return faults;
}

function audienceOf(draft: RequestDraft): object {
  switch (draft.audience) {
    case 'all':
      return { kind: 'all' };
    case 'category':
      return { kind: 'category', categories: draft.categories };
    case 'tag':
      return { kind: 'tag', tag: 'armed-forces' };
    case 'units':
      return { kind: 'units', units: draft.units };
    case 'officials':
      return { kind: 'officials', officials: draft.officials.map(({ unit, name }) => ({ unit, name: name.trim() })) };
  }
}

function deadlineOf(draft: RequestDraft): object {
  if (draft.deadline === 'date') return { kind: 'date', date: parseDate(draft.date), bound: draft.bound };
  const endedOn = parseDate(draft.endedOn);
  const limit = draft.limitWorkingDays.trim();
  return {
    kind: 'at-once',
    ...(endedOn === undefined ? {} : { endedOn }),
    ...(limit === '' ? {} : { limitWorkingDays: Number(limit) }),
  };
}

/** What is sent for a draft without faults, but for its attachments. */
export const bodyOf = (draft: RequestDraft) => ({
  documentNumber: draft.documentNumber.trim(),
  documentDate: parseDate(draft.documentDate),
  subject: draft.subject.trim(),
  // Named officials are asked for nothing but their self-reviews.
  kind: draft.audience === 'officials' ? 'self-review' : draft.kind,
  audience: audienceOf(draft),
  deadline: deadlineOf(draft),
  sections: draft.sections.map(({ text }) => text.trim()),
  secrecy: 'none',
});
