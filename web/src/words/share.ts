/** Verdicts counted, as the API tells them. */
export interface Counts {
  expected: number;
  onTime: number;
  late: number;
  missing: number;
  notYetDue: number;
  waived: number;
}

const none: Counts = { expected: 0, onTime: 0, late: 0, missing: 0, notYetDue: 0, waived: 0 };

/** The sum of some counts. */
export const sumOf = (lines: readonly Counts[]): Counts =>
  lines.reduce(
    (sum, line) => ({
      expected: sum.expected + line.expected,
      onTime: sum.onTime + line.onTime,
      late: sum.late + line.late,
      missing: sum.missing + line.missing,
      notYetDue: sum.notYetDue + line.notYetDue,
      waived: sum.waived + line.waived,
    }),
    none,
  );

/** Those on which the deadline has decided: what is not due yet and what was waived tells nothing of punctuality. */
export const decidedOf = ({ onTime, late, missing }: Counts): number => onTime + late + missing;

/** The share on time of what the deadline has decided on, from 0 to 1; undefined while there is none. */
export function shareOnTime(counts: Counts): number | undefined {
  const decided = decidedOf(counts);
  return decided === 0 ? undefined : counts.onTime / decided;
}

/** `96,5%`; never 100% while anything is missing from it, nor 0% while there is anything. */
export function formatShare(share: number | undefined): string {
  if (share === undefined) return '–';
  const tenths = share === 1 ? 1000 : Math.min(999, Math.max(share > 0 ? 1 : 0, Math.round(share * 1000)));
  return `${(tenths / 10).toString().replace('.', ',')}%`;
}
