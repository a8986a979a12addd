import { formatDate } from '../calendar/vietnamese.ts';
import type { LateReport } from '../compliance/figures.ts';
import type { OccasionId, Regime } from '../regime/schema.ts';
import type { categories } from '../units/unit.ts';

type Category = (typeof categories)[number];

/** The letter's addressees ("Kính gửi"), in its order; their names as the headings of lists. */
const categoryNames: Record<Category, string> = {
  'party-group': 'Các đảng đoàn, ban cán sự đảng',
  'advisory-agency': 'Các cơ quan tham mưu, giúp việc Tỉnh ủy',
  department: 'Các sở, ban, ngành tỉnh',
  'mass-organisation': 'Mặt trận Tổ quốc và các đoàn thể tỉnh',
  'district-committee': 'Các huyện ủy, thị ủy, thành ủy',
  'commune-committee': 'Các đảng ủy xã, phường',
  'directly-under': 'Các đảng ủy trực thuộc tỉnh',
};
const order = Object.keys(categoryNames);

export const categoryName = (category: string): string =>
  Object.entries(categoryNames).find(([id]) => id === category)?.[1] ?? 'Đơn vị không có trong danh sách';

/** The place of a category in the letter's own order; what it does not know comes last. */
export const categoryRank = (category: string): number =>
  (order.indexOf(category) + order.length + 1) % (order.length + 1);

const occasionNames: Record<OccasionId, string> = {
  thematic: 'Báo cáo chuyên đề',
  'ad-hoc': 'Báo cáo đột xuất',
  'central-copy': 'Bản sao báo cáo gửi cơ quan Trung ương',
};

/** A rule's name by the regime under which it was owed: "Báo cáo tháng"; by the latest that has it, if none is named. */
export const ruleName = (
  regimes: readonly Regime[],
  { rule: id, regimeVersion }: { rule: string; regimeVersion?: string | undefined },
): string =>
  regimes
    .filter(({ version }) => regimeVersion === undefined || version === regimeVersion)
    .flatMap(({ rules }) => rules)
    .findLast((rule) => rule.id === id)?.name ??
  Object.entries(occasionNames).find(([occasion]) => occasion === id)?.[1] ??
  id;

/** A number as people read it: "1.152". */
export const number = (count: number): string => count.toLocaleString('vi-VN');

/** The place of a rule in the regimes' own order, then of what no calendar calls for; what they do not know comes last. */
export function ruleRank(regimes: readonly Regime[], rule: string): number {
  const known = [...regimes.flatMap(({ rules }) => rules.map(({ id }) => id)), ...Object.keys(occasionNames)];
  return (known.indexOf(rule) + known.length + 1) % (known.length + 1);
}

/** A share as people read it: "87,5%"; a dash when there is nothing to take it of. */
export const percent = (share: number | undefined): string =>
  share === undefined
    ? '–'
    : `${(Math.round(share * 1000) / 10).toLocaleString('vi-VN', { maximumFractionDigits: 1 })}%`;

/** How a report that is late stands: "Gửi chậm 2 ngày", "Chưa gửi, quá hạn 9 ngày"; and if it waits for a supplement. */
export function lateness({
  verdict,
  daysLate,
  returned,
}: Pick<LateReport, 'verdict' | 'daysLate' | 'returned'>): string {
  const told = verdict === 'missing' ? `Chưa gửi, quá hạn ${daysLate} ngày` : `Gửi chậm ${daysLate} ngày`;
  return returned ? `${told}; đang bổ sung` : told;
}

/** Days as a list shows them; nothing for none. */
export const day = (date: string | undefined): string => (date === undefined ? '' : formatDate(date));

/** A name as it stands within a sentence. */
export const lowerFirst = (text: string): string => text.charAt(0).toLocaleLowerCase('vi') + text.slice(1);
