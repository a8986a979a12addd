import { type Instant, toInstant } from '../../../lib/calendar/dates.ts';
import { type AlarmSpec, type AlarmState, figureOf, judge } from './alarm.ts';
import type { Counts } from './counts.ts';

/** An alarm as it is at this moment; without a state, its figure does not exist on this machine. */
export interface AlarmNow {
  name: string;
  state: AlarmState | 'NOT_MEASURED';
  description: string;
}

/** An alarm that began or was over, as the operators would be told by mail. */
export interface AlarmChange extends AlarmNow {
  at: Instant;
}

/** The alarms of the template, evaluated on what happens here. */
export interface Alarms {
  list(): AlarmNow[];
  /** Tells of every alarm that has begun, or is over, since it last looked. */
  look(): void;
  ran(functionId: string, ok: boolean): void;
  failedRequest(apiId: string): void;
}

/** What can be seen of a queue at any moment. */
export interface QueueState {
  visible(queue: string): number | undefined;
  /** Seconds for which the oldest message that was not taken yet has waited; undefined when there is none. */
  oldest(queue: string): number | undefined;
}

export interface AlarmsOptions {
  specs: readonly AlarmSpec[];
  counts: Counts;
  now: () => number;
  queues: QueueState;
  tell: (change: AlarmChange) => void;
}

const LAMBDA = 'AWS/Lambda';
const invocations = (id: string) => figureOf(LAMBDA, 'Invocations', id);
const errors = (id: string) => figureOf(LAMBDA, 'Errors', id);
const serverErrors = (id: string) => figureOf('AWS/ApiGateway', '5xx', id);

/** Figures that are counted as things happen here. All others but those of queues do not exist on this machine. */
const COUNTED = /^(AWS\/Lambda (Errors|Invocations)|AWS\/ApiGateway 5xx) /;

const QUEUED = /^AWS\/SQS (ApproximateNumberOfMessagesVisible|ApproximateAgeOfOldestMessage) (\S+)$/;

const ofQueue = (figure: string): { metric: string; queue: string } | undefined => {
  const [, metric = '', queue = ''] = QUEUED.exec(figure) ?? [];
  return metric === '' ? undefined : { metric, queue };
};

/** Periods begin at whole multiples of their length, as CloudWatch's do; the newest is the one under way. */
function valuesOf({ figure, periodMs, periods }: AlarmSpec, counts: Counts, now: number): (number | undefined)[] {
  const current = Math.floor(now / periodMs) * periodMs;
  return Array.from({ length: periods }, (_, i) => {
    const from = current - i * periodMs;
    return counts.between(figure, from, from + periodMs);
  });
}

/** Whether a figure exists on this machine, so that an alarm over it can go off. */
export const isMeasured = (figure: string): boolean => COUNTED.test(figure) || ofQueue(figure) !== undefined;

/** The figures that have to be counted for some alarms. */
export const countedFigures = (specs: readonly AlarmSpec[]): Set<string> =>
  new Set(specs.map(({ figure }) => figure).filter((figure) => COUNTED.test(figure)));

export function createAlarms({ specs, counts, now, queues, tell }: AlarmsOptions): Alarms {
  const told = new Map<string, AlarmNow['state']>();

  function stateOf(spec: AlarmSpec): AlarmNow['state'] {
    if (!isMeasured(spec.figure)) return 'NOT_MEASURED';
    const ofOne = ofQueue(spec.figure);
    if (ofOne) {
      const { metric, queue } = ofOne;
      return judge(spec, [metric === 'ApproximateAgeOfOldestMessage' ? queues.oldest(queue) : queues.visible(queue)]);
    }
    const values = valuesOf(spec, counts, now());
    // A cloud younger than an alarm looks back cannot have done what it waits for.
    const young = now() - counts.since < spec.periods * spec.periodMs;
    if (young && spec.missing === 'breaching' && values.every((value) => value === undefined))
      return 'INSUFFICIENT_DATA';
    return judge(spec, values);
  }

  const list = (): AlarmNow[] =>
    specs.map((spec) => ({ name: spec.name, state: stateOf(spec), description: spec.description }));

  function look(): void {
    for (const alarm of list()) {
      const before = told.get(alarm.name) ?? 'OK';
      told.set(alarm.name, alarm.state);
      if (alarm.state !== before && (alarm.state === 'ALARM' || before === 'ALARM'))
        tell({ at: toInstant(now()), ...alarm });
    }
  }

  return {
    list,
    look,
    ran(functionId, ok) {
      counts.add(invocations(functionId), now());
      if (!ok) counts.add(errors(functionId), now());
      look();
    },
    failedRequest(apiId) {
      counts.add(serverErrors(apiId), now());
      look();
    },
  };
}
