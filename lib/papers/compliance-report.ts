import { localDateOf } from '../calendar/dates.ts';
import { formatDate } from '../calendar/vietnamese.ts';
import { compareFigures } from '../compliance/change.ts';
import type { Regime } from '../regime/schema.ts';
import { createNumbering } from './numbering.ts';
import { type Block, type Paper, paragraph } from './paper.ts';
import { appendicesOf } from './reporting/appendix.ts';
import { byGroups } from './reporting/counts.ts';
import type { ReportInput } from './reporting/input.ts';
import { overview } from './reporting/overview.ts';
import { scopeOf } from './reporting/scope.ts';
import { byUnits, nameLate } from './reporting/units.ts';

function proposals({ figures }: ReportInput): Block[] {
  const missing = figures.late.filter(({ verdict }) => verdict === 'missing').length;
  return [
    { kind: 'heading', level: 1, text: 'KIẾN NGHỊ, ĐỀ XUẤT' },
    paragraph(
      missing > 0
        ? `Đề nghị Thường trực Tỉnh ủy nhắc nhở người đứng đầu các đơn vị có báo cáo gửi chậm, chưa gửi; chỉ đạo gửi ngay ${missing} báo cáo còn thiếu. Văn phòng Tỉnh ủy tiếp tục theo dõi, đôn đốc.`
        : 'Văn phòng Tỉnh ủy tiếp tục theo dõi, đôn đốc các đơn vị thực hiện nghiêm chế độ thông tin, báo cáo.',
    ),
  ];
}

/** The report on compliance to the Standing Committee (clause 2: "báo cáo Thường trực Tỉnh ủy về tình hình thực hiện"). */
export function complianceReport(input: ReportInput): Paper {
  const { figures, before, issuer } = input;
  const change = compareFigures(figures, before?.figures);
  const owed = figures.total.expected > 0;
  const number = createNumbering();
  const { what, only } = scopeOf(input);
  const { reference, appendices } = appendicesOf(input);
  return {
    kind: 'report',
    sign: 'BC',
    typeName: 'BÁO CÁO',
    title: [`tình hình thực hiện ${what}`, ...(only === undefined ? [] : [only])].join('\n'),
    issuer,
    date: localDateOf(figures.at),
    addressees: ['Thường trực Tỉnh ủy'],
    blocks: number([
      ...overview(input, change),
      ...(owed ? [...byGroups(input), ...byUnits(input, change), ...nameLate(input)] : []),
      ...proposals(input),
      ...(owed ? [reference] : []),
    ]),
    appendices: owed ? appendices.map((each) => ({ ...each, blocks: number(each.blocks) })) : [],
    recipients: ['Thường trực Tỉnh ủy', 'Lãnh đạo Văn phòng Tỉnh ủy', 'Lưu Văn phòng Tỉnh ủy'],
  };
}

/** A document as papers cite it. */
export const citation = ({ source }: Pick<Regime, 'source'>): string =>
  `Công văn số ${source.number}, ngày ${formatDate(source.date)} của ${source.issuer}`;
