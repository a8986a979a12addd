import type { Line } from '../../compliance/figures.ts';

/** What is counted of every line, in the order in which report and sheets show it. */
const counted: readonly { head: string; of: (line: Line) => number }[] = [
  { head: 'Phải gửi', of: ({ expected }) => expected },
  { head: 'Đúng hạn', of: ({ onTime }) => onTime },
  { head: 'Gửi chậm', of: ({ late }) => late },
  { head: 'Chưa gửi', of: ({ missing }) => missing },
  { head: 'Chưa đến hạn', of: ({ notYetDue }) => notYetDue },
  { head: 'Được miễn', of: ({ waived }) => waived },
  { head: 'Trả lại, bổ sung', of: ({ returned }) => returned },
];

export const countedHeads: readonly string[] = counted.map(({ head }) => head);
export const countsOf = (line: Line): number[] => counted.map(({ of }) => of(line));

/** The head of the share of what was due that came on time. */
export const shareHead = 'Tỷ lệ đúng hạn';
