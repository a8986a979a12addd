import * as z from 'zod';
import type { Rule } from '../events/bus.ts';
import { compilePattern } from '../events/pattern.ts';
import type { QueueSpec } from '../events/queues.ts';
import { parseScheduleExpression } from '../schedules/expression.ts';
import type { Schedule } from '../schedules/schedule.ts';
import { type FunctionResource, functionByArn } from './functions.ts';
import type { Inventory } from './inventory.ts';
import { TemplateError } from './template.ts';

// Strict: a feature that the local cloud does not carry out must not be passed over.
const scheduleSchema = z.strictObject({
  Name: z.string().optional(),
  Description: z.string().optional(),
  GroupName: z.string().optional(),
  KmsKeyArn: z.string().optional(),
  State: z.enum(['ENABLED', 'DISABLED']).default('ENABLED'),
  ScheduleExpression: z.string(),
  ScheduleExpressionTimezone: z.string().default('UTC'),
  FlexibleTimeWindow: z.strictObject({ Mode: z.literal('OFF') }),
  Target: z.strictObject({
    Arn: z.string(),
    RoleArn: z.string(),
    Input: z.string().default('{}'),
    // Of getting the event to Lambda, which does not fail here.
    RetryPolicy: z.unknown().optional(),
    DeadLetterConfig: z.unknown().optional(),
  }),
});

const ruleSchema = z.strictObject({
  Name: z.string().optional(),
  Description: z.string().optional(),
  State: z.enum(['ENABLED', 'DISABLED']).default('ENABLED'),
  EventPattern: z.record(z.string(), z.unknown()),
  Targets: z
    .array(
      z.strictObject({
        Arn: z.string(),
        Id: z.string(),
        RetryPolicy: z.unknown().optional(),
        DeadLetterConfig: z.unknown().optional(),
      }),
    )
    .default([]),
});

const naming = <Result>(id: string, build: () => Result): Result => {
  try {
    return build();
  } catch (error) {
    throw new TemplateError(`${id}: ${error instanceof Error ? error.message : String(error)}`, { cause: error });
  }
};

/** The schedules that are enabled, in the order of the template. */
export const schedulesOf = (inventory: Inventory, functions: readonly FunctionResource[]): Schedule[] =>
  inventory
    .of('AWS::Scheduler::Schedule', scheduleSchema)
    .filter(({ properties }) => properties.State === 'ENABLED')
    .map(({ id, properties }) => ({
      id,
      function: functionByArn(functions, properties.Target.Arn, id).name,
      input: properties.Target.Input,
      recurrence: naming(id, () =>
        parseScheduleExpression(properties.ScheduleExpression, properties.ScheduleExpressionTimezone),
      ),
    }));

/** The event rules that are enabled. */
export const rulesOf = (
  inventory: Inventory,
  functions: readonly FunctionResource[],
  queues: readonly QueueSpec[],
): Rule[] =>
  inventory
    .of('AWS::Events::Rule', ruleSchema)
    .filter(({ properties }) => properties.State === 'ENABLED')
    .map(({ id, properties }) => ({
      id,
      matches: naming(id, () => compilePattern(properties.EventPattern)),
      targets: properties.Targets.map(({ Arn }) => {
        const queue = queues.find(({ arn }) => arn === Arn);
        return queue ? { queue: queue.name } : { function: functionByArn(functions, Arn, id).name };
      }),
    }));
