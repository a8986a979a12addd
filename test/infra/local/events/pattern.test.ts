import { describe, expect, it } from 'vitest';
import { compilePattern } from '../../../../infra/local/events/pattern.ts';

const stored = {
  source: 'aws.s3',
  'detail-type': 'Object Created',
  detail: { bucket: { name: 'reports' }, object: { key: 'submissions/a/1', size: 3, deleted: null }, tags: ['x', 'y'] },
};

const matches = (pattern: object) => compilePattern(pattern)(stored);

describe('event patterns', () => {
  it.each([
    ['the same values', { source: ['aws.s3'], detail: { bucket: { name: ['reports'] } } }],
    ['one of several values', { source: ['aws.ses', 'aws.s3'] }],
    ['a number and null', { detail: { object: { size: [3], deleted: [null] } } }],
    ['a prefix', { detail: { object: { key: [{ prefix: 'submissions/' }] } } }],
    ['a suffix', { detail: { object: { key: [{ suffix: '/1' }] } } }],
    ['another case', { source: [{ 'equals-ignore-case': 'AWS.S3' }] }],
    ['anything but other values', { source: [{ 'anything-but': ['aws.ses'] }] }],
    ['anything but a prefix', { detail: { object: { key: [{ 'anything-but': { prefix: 'logs/' } }] } } }],
    ['a field that is there, and one that is not', { detail: { tags: [{ exists: true }], user: [{ exists: false }] } }],
    ['one element of a list', { detail: { tags: ['y'] } }],
    ['nothing at all asked for', {}],
  ])('match by %s', (_, pattern) => {
    expect(matches(pattern)).toBe(true);
  });

  it.each([
    ['another value', { source: ['aws.ses'] }],
    ['a missing field', { detail: { user: ['x'] } }],
    ['a missing field that may be anything but something', { detail: { user: [{ 'anything-but': 'x' }] } }],
    ['another prefix', { detail: { object: { key: [{ prefix: 'logs/' }] } } }],
    ['a number for a text', { detail: { object: { size: ['3'] } } }],
    ['a field that should not be there', { source: [{ exists: false }] }],
    ['an object where a value stands', { source: { name: ['x'] } }],
    ['only one of two fields', { source: ['aws.s3'], 'detail-type': ['Object Deleted'] }],
  ])('do not match by %s', (_, pattern) => {
    expect(matches(pattern)).toBe(false);
  });

  it.each([
    ['an operator that is not known', { detail: { object: { size: [{ numeric: ['>', 0] }] } } }],
    ['an alternative', { $or: [{ source: ['a'] }] }],
    ['a bare value', { source: 'aws.s3' }],
    ['two operators in one', { source: [{ prefix: 'a', suffix: 'b' }] }],
  ])('are refused when they hold %s, before any event comes', (_, pattern) => {
    expect(() => compilePattern(pattern)).toThrow('event pattern');
  });
});
