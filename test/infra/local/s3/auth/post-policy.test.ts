import { describe, expect, it } from 'vitest';
import { checkMinimum, checkPolicy, parsePolicy } from '../../../../../infra/local/s3/auth/post-policy.ts';

const EXPIRATION = '2026-10-27T17:15:00Z';
const BEFORE = new Date('2026-10-27T17:14:59.999Z');
const AT = new Date(EXPIRATION);

const encode = (policy: unknown) => Buffer.from(JSON.stringify(policy)).toString('base64');
const policyOf = (...conditions: unknown[]) => parsePolicy(encode({ expiration: EXPIRATION, conditions }));

function check(conditions: unknown[], fields: Record<string, string>, now = BEFORE): string {
  try {
    checkPolicy(policyOf(...conditions), new Map(Object.entries(fields)), 'documents', now);
    return 'allowed';
  } catch (error) {
    return error instanceof Error ? error.message : 'thrown something else';
  }
}

const bucket = { bucket: 'documents' };

describe('what a policy allows', () => {
  it.each<[string, unknown[], Record<string, string>]>([
    ['an exact value', [bucket, { key: 'a' }], { key: 'a' }],
    ['an exact value, written as a list', [bucket, ['eq', '$key', 'a']], { key: 'a' }],
    ['a field that the form repeats from its address', [bucket, { key: 'a' }], { key: 'a', bucket: 'documents' }],
    ['a value that starts as it must', [bucket, ['starts-with', '$key', 'user/']], { key: 'user/x' }],
    ['any value', [bucket, ['starts-with', '$key', '']], { key: 'x' }],
    [
      'condition names in whatever case',
      [bucket, { Key: 'a' }, ['eq', '$Content-Type', 't']],
      { key: 'a', 'content-type': 't' },
    ],
    [
      'a list of types, each of which starts as it must',
      [bucket, ['starts-with', '$Content-Type', 'image/']],
      { 'content-type': 'image/png, image/gif' },
    ],
    ['fields that need no condition', [bucket], { policy: 'p', 'x-amz-signature': 's', 'x-ignore-me': 'i' }],
  ])('%s', (_, conditions, fields) => {
    expect(check(conditions, fields)).toBe('allowed');
  });

  it.each<[string, unknown[], Record<string, string>, RegExp]>([
    ['another value', [bucket, { key: 'a' }], { key: 'b' }, /Policy Condition failed: \["eq","\$key","a"\]/],
    ['a value in another case', [bucket, { key: 'a' }], { key: 'A' }, /Condition failed/],
    [
      'a value that only contains the beginning',
      [bucket, ['starts-with', '$key', 'user/']],
      { key: 'a/user/' },
      /Condition failed/,
    ],
    ['a field that is missing', [bucket, { key: 'a' }], {}, /Condition failed/],
    ['a field that is missing where any value would do', [bucket, ['starts-with', '$key', '']], {}, /Condition failed/],
    [
      'a field without a condition',
      [bucket, { key: 'a' }],
      { key: 'a', acl: 'public-read' },
      /Extra input fields: acl/,
    ],
    ['the bucket itself without a condition', [{ key: 'a' }], { key: 'a' }, /Extra input fields: bucket/],
    ['the address of another bucket', [{ bucket: 'other' }, { key: 'a' }], { key: 'a' }, /\$bucket/],
    [
      'a form that names another bucket than its address',
      [['starts-with', '$bucket', '']],
      { bucket: 'other' },
      /\$bucket/,
    ],
    [
      'one type of a list that starts otherwise',
      [bucket, ['starts-with', '$Content-Type', 'image/']],
      { 'content-type': 'image/png,text/html' },
      /Condition failed/,
    ],
    [
      'one of two conditions on a field failing',
      [bucket, { key: 'ab' }, ['starts-with', '$key', 'b']],
      { key: 'ab' },
      /Condition failed/,
    ],
  ])('but not %s', (_, conditions, fields, message) => {
    expect(check(conditions, fields)).toMatch(message);
  });

  it('until its expiration, and not at it', () => {
    expect(check([bucket], {}, BEFORE)).toBe('allowed');
    expect(check([bucket], {}, AT)).toMatch(/Policy expired/);
  });

  it('of several lengths, what all of them allow', () => {
    const policy = policyOf(['content-length-range', 10, 100], ['content-length-range', 0, 50]);
    expect(policy.length).toEqual({ min: 10, max: 50 });
    expect(() => checkMinimum(policy, 9)).toThrow(expect.objectContaining({ code: 'EntityTooSmall' }));
    expect(() => checkMinimum(policy, 10)).not.toThrow();
  });

  it('never more than S3 takes in one piece', () => {
    expect(policyOf().length).toEqual({ min: 0, max: 5_368_709_120 });
  });
});

describe('what is no policy', () => {
  it.each<[string, string]>([
    ['not base64', '{}'],
    ['not JSON', Buffer.from('{').toString('base64')],
    ['not UTF-8', Buffer.from([0x22, 0xff, 0x22]).toString('base64')],
    ['no expiration', encode({ conditions: [] })],
    ['an expiration that is no instant', encode({ expiration: '2026-13-41T99:00:00Z', conditions: [] })],
    ['an expiration without a time zone', encode({ expiration: '2026-10-27T17:15:00', conditions: [] })],
    ['no conditions', encode({ expiration: EXPIRATION })],
    ['an unknown condition', encode({ expiration: EXPIRATION, conditions: [['ends-with', '$key', 'x']] })],
    ['a condition on no field', encode({ expiration: EXPIRATION, conditions: [['eq', 'key', 'x']] })],
    ['two conditions in one object', encode({ expiration: EXPIRATION, conditions: [{ a: 'x', b: 'y' }] })],
    ['a value that is no text', encode({ expiration: EXPIRATION, conditions: [{ a: 1 }] })],
    [
      'a length that is no number',
      encode({ expiration: EXPIRATION, conditions: [['content-length-range', '1', '2']] }),
    ],
    ['anything else beside', encode({ expiration: EXPIRATION, conditions: [], more: true })],
  ])('%s', (_, text) => {
    expect(() => parsePolicy(text)).toThrow(expect.objectContaining({ code: 'InvalidPolicyDocument' }));
  });
});
