import { Duration } from 'aws-cdk-lib';
import {
  ComparisonOperator,
  type IMetric,
  MathExpression,
  Metric,
  Stats,
  TreatMissingData,
} from 'aws-cdk-lib/aws-cloudwatch';
import type { Api } from '../api/api.ts';
import type { BackgroundHandler } from '../functions/background-handler.ts';
import type { Handler } from '../functions/handler.ts';
import type { QueuedHandler } from '../functions/queued-handler.ts';
import type { Mail } from '../mail/mail.ts';
import type { Schedule } from '../schedules/schedule.ts';

/** The kinds of alarm: each has a section in the runbook of docs/operations.md under this very name. */
export type AlarmKind =
  | 'errors'
  | 'throttles'
  | 'undelivered'
  | 'waiting'
  | 'did-not-run'
  | 'server-errors'
  | 'bounces'
  | 'complaints';

/** What an alarm watches and when it goes off. */
export interface AlarmSpec {
  readonly kind: AlarmKind;
  /** The function, or the part of the system, that it is about. */
  readonly subject: string;
  /** What it means, in one sentence. */
  readonly meaning: string;
  readonly metric: IMetric;
  readonly threshold: number;
  readonly comparison: ComparisonOperator;
  readonly evaluationPeriods: number;
  readonly missing: TreatMissingData;
}

const FIVE_MINUTES = Duration.minutes(5);
const HOUR = Duration.hours(1);

/** Goes off at the first occurrence; no data means that nothing happened. */
const anyOccurrence = {
  threshold: 0,
  comparison: ComparisonOperator.GREATER_THAN_THRESHOLD,
  evaluationPeriods: 1,
  missing: TreatMissingData.NOT_BREACHING,
};

export const errorsOf = (handler: Handler): AlarmSpec => ({
  ...anyOccurrence,
  kind: 'errors',
  subject: handler.name,
  meaning: 'The function ended in an error or ran out of time or memory.',
  metric: handler.metricErrors({ period: FIVE_MINUTES, statistic: Stats.SUM }),
});

export const throttlesOf = (handler: Handler): AlarmSpec => ({
  ...anyOccurrence,
  kind: 'throttles',
  subject: handler.name,
  meaning: 'Lambda refused to run the function: the account runs as many functions at once as it may.',
  metric: handler.metricThrottles({ period: FIVE_MINUTES, statistic: Stats.SUM }),
});

export const undeliveredOf = (handler: BackgroundHandler | QueuedHandler): AlarmSpec => ({
  ...anyOccurrence,
  kind: 'undelivered',
  subject: handler.name,
  meaning: 'An event was given up after every repetition and waits in the queue of undelivered events.',
  metric: handler.undelivered.metricApproximateNumberOfMessagesVisible({
    period: FIVE_MINUTES,
    statistic: Stats.MAXIMUM,
  }),
});

/**
 * Goes off when events are not so much as taken. Of those that are taken and fail, `errors` tells: SQS counts the age of a
 * message anew after three receptions, which here is sooner than this threshold.
 */
export const waitingOf = (handler: QueuedHandler): AlarmSpec => ({
  ...anyOccurrence,
  kind: 'waiting',
  subject: handler.name,
  meaning: 'An event has waited for a quarter of an hour in the queue that feeds the function.',
  metric: handler.queue.metricApproximateAgeOfOldestMessage({ period: FIVE_MINUTES, statistic: Stats.MAXIMUM }),
  threshold: Duration.minutes(15).toSeconds(),
});

/**
 * Goes off when a scheduled function has not been run for longer than the longest gap between two runs. Counted in
 * buckets of at most an hour, each empty one filled with zero: an alarm over one bucket of a day would wait for several
 * missing days (CloudWatch looks back further than the periods it evaluates) before it believed them.
 */
export function didNotRun({ handler, longestGap }: Schedule): AlarmSpec {
  const period = Duration.minutes(Math.min(60, longestGap.toMinutes()));
  return {
    kind: 'did-not-run',
    subject: handler.name,
    meaning: 'The schedule has not run the function for longer than it ever pauses.',
    metric: new MathExpression({
      expression: 'FILL(runs, 0)',
      usingMetrics: { runs: handler.metricInvocations({ period, statistic: Stats.SUM }) },
      period,
      label: 'runs',
    }),
    threshold: 1,
    comparison: ComparisonOperator.LESS_THAN_THRESHOLD,
    // One bucket more than the gap: the run lies anywhere in its bucket.
    evaluationPeriods: Math.ceil(longestGap.toMinutes() / period.toMinutes()) + 1,
    missing: TreatMissingData.BREACHING,
  };
}

export const serverErrorsOf = (api: Api): AlarmSpec => ({
  ...anyOccurrence,
  kind: 'server-errors',
  subject: 'api-gateway',
  meaning: 'The API answered a request with a fault of its own (status 500 or above).',
  metric: api.http.metricServerError({ period: FIVE_MINUTES, statistic: Stats.SUM }),
});

const reputation = (mail: Mail, metricName: string) =>
  new Metric({
    namespace: 'AWS/SES',
    metricName,
    dimensionsMap: { 'ses:configuration-set': mail.configurationSet.configurationSetName },
    period: HOUR,
    statistic: Stats.MAXIMUM,
  });

const reachesRate = {
  subject: 'mail',
  comparison: ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
  evaluationPeriods: 1,
  missing: TreatMissingData.NOT_BREACHING,
};

export const bouncesOf = (mail: Mail): AlarmSpec => ({
  ...reachesRate,
  kind: 'bounces',
  meaning: 'So many letters bounce that Amazon SES is about to put the account under review.',
  metric: reputation(mail, 'Reputation.BounceRate'),
  // SES reviews an account from 5 % on and stops it at 10 %.
  threshold: 0.05,
});

export const complaintsOf = (mail: Mail): AlarmSpec => ({
  ...reachesRate,
  kind: 'complaints',
  meaning: 'So many recipients call the letters spam that Amazon SES is about to put the account under review.',
  metric: reputation(mail, 'Reputation.ComplaintRate'),
  // SES reviews an account from 0.1 % on and stops it at 0.5 %.
  threshold: 0.001,
});
