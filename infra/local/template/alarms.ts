import * as z from 'zod';
import { type AlarmSpec, comparisons, figureOf } from '../alarms/alarm.ts';
import type { Inventory } from './inventory.ts';
import { TemplateError } from './template.ts';

const figure = {
  Namespace: z.string(),
  MetricName: z.string(),
  Dimensions: z.array(z.strictObject({ Name: z.string(), Value: z.string() })).length(1),
};
const period = z.coerce.number().int().positive();

/** The sum or the maximum of a figure, compared as it is. */
const plainSchema = z.object({ ...figure, Period: period, Statistic: z.enum(['Sum', 'Maximum']) });

/** `FILL(figure, 0)`: a period of which nothing is known counts as zero. */
const filledSchema = z.tuple([
  z.strictObject({
    Expression: z.string().regex(/^FILL\(\w+, \d+\)$/),
    Id: z.string(),
    Label: z.string().optional(),
    ReturnData: z.literal(true),
  }),
  z.strictObject({
    Id: z.string(),
    MetricStat: z.strictObject({ Metric: z.strictObject(figure), Period: period, Stat: z.literal('Sum') }),
    ReturnData: z.literal(false),
  }),
]);

// Strict: a way to judge that the local cloud does not carry out must not be passed over.
const alarmSchema = z.strictObject({
  AlarmDescription: z.string(),
  AlarmActions: z.unknown().optional(),
  OKActions: z.unknown().optional(),
  ComparisonOperator: z.enum(comparisons),
  EvaluationPeriods: period,
  Threshold: z.coerce.number(),
  TreatMissingData: z.enum(['breaching', 'notBreaching']),
  Namespace: z.unknown().optional(),
  MetricName: z.unknown().optional(),
  Dimensions: z.unknown().optional(),
  Period: z.unknown().optional(),
  Statistic: z.unknown().optional(),
  Metrics: z.unknown().optional(),
});

const figureFrom = ({ Namespace, MetricName, Dimensions }: z.infer<z.ZodObject<typeof figure>>) =>
  figureOf(Namespace, MetricName, Dimensions[0]?.Value ?? '');

function watchedBy(
  id: string,
  properties: z.infer<typeof alarmSchema>,
): Pick<AlarmSpec, 'figure' | 'periodMs' | 'fill'> {
  const plain = plainSchema.safeParse(properties);
  if (plain.success) return { figure: figureFrom(plain.data), periodMs: plain.data.Period * 1000, fill: undefined };
  const filled = filledSchema.safeParse(properties.Metrics);
  if (!filled.success) throw new TemplateError(`${id}: watches in a way that the local cloud does not know`);
  const [{ Expression }, { MetricStat }] = filled.data;
  const [fill = ''] = /\d+(?=\)$)/.exec(Expression) ?? [];
  return { figure: figureFrom(MetricStat.Metric), periodMs: MetricStat.Period * 1000, fill: Number(fill) };
}

/** The alarms of the template; each is called by what its description begins with. */
export const alarmsOf = (inventory: Inventory): AlarmSpec[] =>
  inventory.of('AWS::CloudWatch::Alarm', alarmSchema).map(({ id, properties }): AlarmSpec => {
    const { AlarmDescription, ComparisonOperator, EvaluationPeriods, Threshold, TreatMissingData } = properties;
    return {
      name: AlarmDescription.split(':', 1)[0] ?? id,
      description: AlarmDescription,
      ...watchedBy(id, properties),
      periods: EvaluationPeriods,
      threshold: Threshold,
      comparison: ComparisonOperator,
      missing: TreatMissingData,
    };
  });
