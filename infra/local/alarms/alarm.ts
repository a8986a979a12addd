/** A figure that an alarm watches, as `AWS/Lambda Errors NAME`: all figures here have one dimension. */
export const figureOf = (namespace: string, metric: string, dimension: string): string =>
  `${namespace} ${metric} ${dimension}`;

const breaches = {
  GreaterThanThreshold: (value: number, threshold: number) => value > threshold,
  GreaterThanOrEqualToThreshold: (value: number, threshold: number) => value >= threshold,
  LessThanThreshold: (value: number, threshold: number) => value < threshold,
  LessThanOrEqualToThreshold: (value: number, threshold: number) => value <= threshold,
};

type Comparison = keyof typeof breaches;
export const comparisons = [
  'GreaterThanThreshold',
  'GreaterThanOrEqualToThreshold',
  'LessThanThreshold',
  'LessThanOrEqualToThreshold',
] as const satisfies readonly Comparison[];

/** An alarm of the template: it is on while every one of its latest periods breaches the threshold. */
export interface AlarmSpec {
  /** `errors/record-upload`, the heading of its entry in the runbook and what it is about. */
  name: string;
  /** What the operators are told. */
  description: string;
  figure: string;
  periodMs: number;
  periods: number;
  /** What stands for a period of which nothing is known, before it is compared; undefined leaves that to `missing`. */
  fill: number | undefined;
  threshold: number;
  comparison: Comparison;
  missing: 'breaching' | 'notBreaching';
}

/** Names as CloudWatch has them. */
export type AlarmState = 'ALARM' | 'OK' | 'INSUFFICIENT_DATA';

/** Judges the latest periods of an alarm, the current one included; undefined is a period of which nothing is known. */
export function judge(
  spec: AlarmSpec,
  values: readonly (number | undefined)[],
): Exclude<AlarmState, 'INSUFFICIENT_DATA'> {
  const isBreaching = (known: number | undefined): boolean => {
    const value = known ?? spec.fill;
    return value === undefined ? spec.missing === 'breaching' : breaches[spec.comparison](value, spec.threshold);
  };
  return values.every(isBreaching) ? 'ALARM' : 'OK';
}
