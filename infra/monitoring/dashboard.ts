import { Duration, Stack } from 'aws-cdk-lib';
import {
  Dashboard,
  GraphWidget,
  LogQueryVisualizationType,
  LogQueryWidget,
  Metric,
  Stats,
} from 'aws-cdk-lib/aws-cloudwatch';
import type { Construct } from 'constructs';
import type { LogCode } from '../../lib/log/catalogue.ts';
import type { Api } from '../api/api.ts';
import type { Handler } from '../functions/handler.ts';

export interface DashboardProps {
  readonly api: Api;
  readonly recordUpload: Handler;
  readonly sweepDeadlines: Handler;
  /** Every function: an error of each is a line. */
  readonly handlers: readonly Handler[];
}

const HOUR = Duration.hours(1);
const HALF = 12;
const HEIGHT = 6;

/** Counts lines of a function's log. A function's line is a text inside Lambda's own JSON, so it is searched as text. */
const overTime = (title: string, handler: Handler, code: LogCode, ...statistics: string[]) =>
  new LogQueryWidget({
    title,
    logGroupNames: [handler.logGroup.logGroupName],
    queryLines: [`filter @message like "${code}"`, ...statistics],
    view: LogQueryVisualizationType.BAR,
    width: HALF,
    height: HEIGHT,
  });

/** What the system does, on one page: what comes in, what goes out, what waits, what fails. The alarms say when to look. */
export function addDashboard(scope: Construct, { api, recordUpload, sweepDeadlines, handlers }: DashboardProps): void {
  const graph = { width: HALF, height: HEIGHT, period: HOUR, statistic: Stats.SUM };
  new Dashboard(scope, 'Dashboard', {
    dashboardName: Stack.of(scope).stackName,
    defaultInterval: Duration.days(7),
    widgets: [
      [
        overTime('Reports received', recordUpload, 'submission-received', 'stats count(*) as received by bin(1h)'),
        new GraphWidget({
          ...graph,
          title: 'Letters sent (all of the account in this region)',
          left: [new Metric({ namespace: 'AWS/SES', metricName: 'Send', period: HOUR, statistic: Stats.SUM })],
        }),
      ],
      [
        overTime(
          'Left for the next sweep',
          sweepDeadlines,
          'sweep-finished',
          'parse @message /left\\W+(?<left>\\d+)/',
          'stats max(left) as left by bin(1h)',
        ),
        new GraphWidget({
          ...graph,
          title: 'A sweep’s time',
          statistic: Stats.MAXIMUM,
          left: [sweepDeadlines.metricDuration({ period: HOUR, statistic: Stats.MAXIMUM })],
        }),
      ],
      [
        new GraphWidget({
          ...graph,
          title: 'Errors of the functions',
          left: handlers.map((handler) =>
            handler.metricErrors({ period: HOUR, label: handler.name, statistic: Stats.SUM }),
          ),
        }),
        new GraphWidget({
          ...graph,
          title: 'Requests to the API, refused and failed',
          left: [
            api.http.metricCount({ period: HOUR, label: 'all' }),
            api.http.metricClientError({ period: HOUR, label: 'refused' }),
            api.http.metricServerError({ period: HOUR, label: 'failed' }),
          ],
        }),
      ],
    ],
  });
}
