import type { UnitItem } from '../../api/types.ts';
import { toCsv } from '../../words/csv.ts';

const header = [
  'id',
  'name',
  'category',
  'armed_forces',
  'valid_from',
  'valid_to',
  'successors',
  'contact_email',
  'head_name',
  'head_email',
];

/** The registry as it is today, in the very format that loads: loading it again changes nothing. */
export const registryCsv = (units: readonly UnitItem[]): string =>
  toCsv([
    header,
    ...units.map((unit) => [
      unit.id,
      unit.name,
      unit.category,
      unit.tags.includes('armed-forces') ? 'yes' : 'no',
      unit.validFrom,
      unit.validTo ?? '',
      unit.successors.join(' '),
      unit.contactEmail,
      unit.headName ?? '',
      unit.headEmail ?? '',
    ]),
  ]);

/** Reads a chosen file as text. Undefined when it is not UTF-8: its diacritics would be spoilt for good. */
export async function readUtf8(file: Blob): Promise<string | undefined> {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(await file.arrayBuffer());
  } catch {
    return undefined;
  }
}
