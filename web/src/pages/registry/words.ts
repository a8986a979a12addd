import { formatDate } from '../../words/dates.ts';
import { categoryNames, nameIn, tagNames } from '../../words/kinds.ts';
import type { NameOf } from './use-unit-names.ts';

/** What people call what the registry says of a unit. */
export const fieldNames: Readonly<Record<string, string>> = {
  name: 'Tên đơn vị',
  category: 'Khối cơ quan',
  tags: 'Lực lượng vũ trang',
  validFrom: 'Có hiệu lực từ ngày',
  validTo: 'Đến hết ngày',
  successors: 'Đơn vị kế thừa',
  contactEmail: 'Thư điện tử nhận thông báo',
  headName: 'Thủ trưởng đơn vị',
  headEmail: 'Thư điện tử của thủ trưởng',
};
export const fieldName = (field: string): string => fieldNames[field] ?? field;

/** A value of the registry as people read it; `nameOf` names the units that it holds the ids of. */
export function valueWords(field: string, value: unknown, nameOf: NameOf): string {
  if (field === 'tags') return Array.isArray(value) && value.length > 0 ? 'có' : 'không';
  if (value === null || value === undefined || value === '') return 'để trống';
  if (Array.isArray(value))
    return value.length === 0 ? 'không có' : value.map((unit) => nameOf(String(unit))).join(', ');
  const text = String(value);
  if (field === 'category') return nameIn(categoryNames, text);
  return /^\d{4}-\d{2}-\d{2}$/.test(text) ? formatDate(text) : text;
}

export const tagWords = (tags: readonly string[]): string => tags.map((tag) => nameIn(tagNames, tag)).join(', ');

/** Why mail does not reach an address. */
export const deadWords = { bounce: 'thư bị trả lại', complaint: 'người nhận báo thư rác' } as const;
