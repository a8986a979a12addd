import * as z from 'zod';
import { accessDenied, S3Error } from '../errors.ts';

/** The policy of a presigned POST: what the form may hold, decided by whoever signed it. Pure. */

const exact = z.record(z.string(), z.string()).refine((entry) => Object.keys(entry).length === 1);
const match = z.tuple([z.enum(['eq', 'starts-with']), z.string().regex(/^\$./), z.string()]);
const bytes = z.number().int().nonnegative();
const lengthRange = z.tuple([z.literal('content-length-range'), bytes, bytes]);

const policySchema = z.strictObject({
  expiration: z.string().regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,3})?Z$/),
  conditions: z.array(z.union([exact, match, lengthRange])),
});

type RawCondition = z.infer<typeof policySchema>['conditions'][number];

interface FieldCondition {
  operator: 'eq' | 'starts-with';
  /** Lower case: field names are compared so. */
  field: string;
  value: string;
}

export interface Policy {
  /** Milliseconds since the epoch. */
  expiration: number;
  conditions: readonly FieldCondition[];
  /** Bytes of the file, both ends included. */
  length: { min: number; max: number };
}

const invalidPolicy = (message: string) => new S3Error('InvalidPolicyDocument', `Invalid Policy: ${message}`);

/** The largest object that a single upload may make. */
export const MAX_OBJECT_BYTES = 5 * 1024 ** 3;

function decode(base64: string): unknown {
  if (!/^[A-Za-z0-9+/]+={0,2}$/.test(base64) || base64.length % 4 !== 0) throw invalidPolicy('Invalid base64.');
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(Buffer.from(base64, 'base64')));
  } catch {
    throw invalidPolicy('Invalid JSON.');
  }
}

function toFieldConditions(raw: RawCondition): FieldCondition[] {
  if (!Array.isArray(raw))
    return Object.entries(raw).map(([name, value]) => ({ operator: 'eq', field: name.toLowerCase(), value }));
  const [operator, name, value] = raw;
  return operator === 'content-length-range' ? [] : [{ operator, field: name.slice(1).toLowerCase(), value }];
}

/** Reads the form's `policy` field; refuses what is not base64, not JSON, or not a policy. */
export function parsePolicy(base64: string): Policy {
  const parsed = policySchema.safeParse(decode(base64));
  if (!parsed.success) throw invalidPolicy(`Invalid ${parsed.error.issues[0]?.path.join('.') || 'document'}.`);
  const { conditions } = parsed.data;
  const expiration = Date.parse(parsed.data.expiration);
  if (Number.isNaN(expiration)) throw invalidPolicy('Invalid expiration.');
  const ranges = conditions.flatMap((raw) =>
    Array.isArray(raw) && raw[0] === 'content-length-range' ? [{ min: raw[1], max: raw[2] }] : [],
  );
  return {
    expiration,
    conditions: conditions.flatMap(toFieldConditions),
    length: {
      min: Math.max(0, ...ranges.map(({ min }) => min)),
      max: Math.min(MAX_OBJECT_BYTES, ...ranges.map(({ max }) => max)),
    },
  };
}

const needsNoCondition = (field: string) =>
  ['x-amz-signature', 'policy', 'file'].includes(field) || field.startsWith('x-ignore-');

function holds({ operator, field, value }: FieldCondition, actual: string | undefined): boolean {
  if (actual === undefined) return false;
  if (operator === 'eq') return actual === value;
  // Content types are the one field in which commas make a list, each member of which must match.
  const values = field === 'content-type' ? actual.split(',').map((one) => one.trim()) : [actual];
  return values.every((one) => one.startsWith(value));
}

const refused = (why: string) => accessDenied(`Invalid according to Policy: ${why}`);

/**
 * Refuses a form that its policy does not allow at `now`. `fields` are the form's, by lower-case name; `bucket` is
 * the one in the address, which counts as a field even where the form does not repeat it.
 */
export function checkPolicy(policy: Policy, form: ReadonlyMap<string, string>, bucket: string, now: Date): void {
  if (now.getTime() >= policy.expiration) throw refused('Policy expired.');
  const fields = new Map([...form, ['bucket', bucket]]);
  const covered = new Set(policy.conditions.map(({ field }) => field));
  const extra = [...fields.keys()].filter((field) => !needsNoCondition(field) && !covered.has(field));
  if (extra.length > 0) throw refused(`Extra input fields: ${extra.join(', ')}`);
  // A form that names another bucket than its address contradicts itself, whatever the policy says.
  const failed =
    policy.conditions.find((condition) => !holds(condition, fields.get(condition.field))) ??
    ((form.get('bucket') ?? bucket) === bucket ? undefined : { operator: 'eq', field: 'bucket', value: bucket });
  if (failed)
    throw refused(`Policy Condition failed: ${JSON.stringify([failed.operator, `$${failed.field}`, failed.value])}`);
}

/** Refuses a file shorter than the policy allows; one that is too long is refused while it is read. */
export function checkMinimum(policy: Policy, size: number): void {
  if (size < policy.length.min)
    throw new S3Error('EntityTooSmall', 'Your proposed upload is smaller than the minimum allowed size', {
      ProposedSize: String(size),
      MinSizeAllowed: String(policy.length.min),
    });
}
