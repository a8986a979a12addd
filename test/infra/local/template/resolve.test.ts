import { describe, expect, it } from 'vitest';
import { createResolver } from '../../../../infra/local/template/resolve.ts';
import { readTemplate } from '../../../../infra/local/template/template.ts';

const surroundings = { account: '000000000000', region: 'ap-southeast-1', stack: 'small' };

/** A place in the text of `Fn::Sub` where a value goes. */
const hole = (name: string) => `\${${name}}`;

function resolverOf(template: object) {
  return createResolver({
    template: readTemplate({ Resources: {}, ...template }),
    surroundings,
    identify: ({ id }, property) => ({
      ref: String(property('Name') ?? `${id}-name`),
      attributes: { Arn: `arn:aws:x:::${id}` },
    }),
  });
}

const resources = {
  Resources: {
    Store: { Type: 'X' },
    Named: { Type: 'X', Properties: { Name: { 'Fn::Join': ['-', ['on', { Ref: 'Store' }]] } } },
    Circle: { Type: 'X', Properties: { Name: { Ref: 'Circle' } } },
  },
};

describe('resolving a template', () => {
  const { resolve } = resolverOf(resources);

  it.each([
    ['a reference', { Ref: 'Store' }, 'Store-name'],
    ['a name that depends on another name', { Ref: 'Named' }, 'on-Store-name'],
    ['an attribute', { 'Fn::GetAtt': ['Store', 'Arn'] }, 'arn:aws:x:::Store'],
    ['an attribute in one text', { 'Fn::GetAtt': 'Store.Arn' }, 'arn:aws:x:::Store'],
    ['a pseudo parameter', { Ref: 'AWS::Region' }, 'ap-southeast-1'],
    ['a join', { 'Fn::Join': [':', ['a', { Ref: 'AWS::AccountId' }, 3]] }, 'a:000000000000:3'],
    [
      'a substitution',
      { 'Fn::Sub': ['AWS::StackName', 'Store', 'Store.Arn', '!Raw'].map(hole).join('/') },
      `small/Store-name/arn:aws:x:::Store/${hole('Raw')}`,
    ],
    ['a substitution with values of its own', { 'Fn::Sub': [hole('a'), { a: { Ref: 'Store' } }] }, 'Store-name'],
    ['a selection from a split', { 'Fn::Select': ['1', { 'Fn::Split': ['/', 'x/y/z'] }] }, 'y'],
    ['base64', { 'Fn::Base64': 'Đúng hạn' }, Buffer.from('Đúng hạn').toString('base64')],
    ['plain values at any depth', { a: [1, true, { b: { Ref: 'Store' } }] }, { a: [1, true, { b: 'Store-name' }] }],
    ['no value, which goes away', { a: { Ref: 'AWS::NoValue' }, b: [{ Ref: 'AWS::NoValue' }, 1] }, { b: [1] }],
  ])('resolves %s', (_, expression, expected) => {
    expect(resolve(expression)).toEqual(expected);
  });

  it.each([
    ['an intrinsic that it does not know', { 'Fn::ImportValue': 'x' }, /Fn::ImportValue/],
    ['a reference to nothing', { Ref: 'Nowhere' }, /Nowhere/],
    ['an attribute that is not known', { 'Fn::GetAtt': ['Store', 'Colour'] }, /Store\.Colour/],
    ['a name that depends on itself', { Ref: 'Circle' }, /Circle/],
    ['a join of what is no text', { 'Fn::Join': ['', [{}]] }, /Fn::Join/],
    ['a selection beyond the end', { 'Fn::Select': [3, ['a']] }, /Fn::Select/],
  ])('refuses %s by name', (_, expression, message) => {
    expect(() => resolve(expression)).toThrow(message);
  });
});

describe('conditions of a template', () => {
  const template = readTemplate({
    Parameters: { Stage: { Default: 'local' } },
    Conditions: {
      IsLocal: { 'Fn::Equals': [{ Ref: 'Stage' }, 'local'] },
      IsAbroad: { 'Fn::Not': [{ 'Fn::Equals': [{ Ref: 'AWS::Region' }, 'ap-southeast-1'] }] },
      Both: { 'Fn::And': [{ Condition: 'IsLocal' }, { Condition: 'IsAbroad' }] },
      Either: { 'Fn::Or': [{ Condition: 'IsLocal' }, { Condition: 'IsAbroad' }] },
    },
    Resources: {
      Here: { Type: 'X', Condition: 'Either' },
      There: { Type: 'X', Condition: 'Both' },
      Always: { Type: 'X' },
    },
  });
  const resolver = createResolver({ template, surroundings, identify: ({ id }) => ({ ref: id, attributes: {} }) });

  it('decide which resources exist', () => {
    const existing = [...template.resources.values()].filter((resource) => resolver.exists(resource));
    expect(existing.map(({ id }) => id)).toEqual(['Here', 'Always']);
  });

  it('choose between values', () => {
    expect(resolver.resolve({ 'Fn::If': ['IsLocal', 'a', 'b'] })).toBe('a');
    expect(resolver.resolve({ 'Fn::If': ['IsAbroad', 'a', 'b'] })).toBe('b');
  });
});
