import { describe, expect, it } from 'vitest';
import { compilePolicies, grantsOf, neededFor, policySchema } from '../../../../infra/local/roles/policy.ts';

const TABLE = 'arn:aws:dynamodb:r:0:table/register';
const policy = (...Statement: object[]) => policySchema.parse({ Version: '2012-10-17', Statement });
const allow = (Action: string | string[], Resource: string | string[], Condition = {}) => ({
  Effect: 'Allow',
  Action,
  Resource,
  Condition,
});
const access = (action: string, resource = TABLE, context: Record<string, string[]> = {}) => ({
  action,
  resource,
  context,
});

describe('a role', () => {
  const may = compilePolicies([
    policy(allow(['dynamodb:GetItem', 'dynamodb:Batch*'], TABLE), allow('dynamodb:Query', `${TABLE}/index/by?ue`)),
    policy(allow('s3:GetObject', 'arn:aws:s3:::reports/submissions/*'), { ...allow('s3:*', '*'), Effect: 'Deny' }),
  ]);

  it.each([
    ['what it names', access('dynamodb:GetItem'), true],
    ['an action in another case', access('DynamoDB:getitem'), true],
    ['an action that fits a pattern', access('dynamodb:BatchGetItem'), true],
    ['a resource that fits a pattern', access('dynamodb:Query', `${TABLE}/index/byDue`), true],
    ['another action', access('dynamodb:PutItem'), false],
    ['another resource', access('dynamodb:GetItem', `${TABLE}2`), false],
    ['the table for its index', access('dynamodb:Query'), false],
    ['what is denied as well', access('s3:GetObject', 'arn:aws:s3:::reports/submissions/1'), false],
  ])('decides on %s', (_, wanted, expected) => {
    expect(may(wanted)).toBe(expected);
  });

  it('without policies allows nothing', () => {
    expect(compilePolicies([])(access('dynamodb:GetItem'))).toBe(false);
  });
});

describe('a condition', () => {
  const keys = { 'ForAllValues:StringLike': { 'dynamodb:LeadingKeys': ['UNIT#*', 'MAIL#*'] } };
  const from = { StringEquals: { 'ses:FromAddress': 'a@x.example' } };
  const may = compilePolicies([policy(allow('dynamodb:PutItem', '*', keys), allow('ses:SendEmail', '*', from))]);

  it.each([
    ['every value fits', access('dynamodb:PutItem', TABLE, { 'dynamodb:LeadingKeys': ['UNIT#a', 'MAIL#1'] }), true],
    [
      'one value does not',
      access('dynamodb:PutItem', TABLE, { 'dynamodb:LeadingKeys': ['UNIT#a', 'ACCOUNT#a'] }),
      false,
    ],
    ['the value is the same', access('ses:SendEmail', 'x', { 'ses:FromAddress': ['a@x.example'] }), true],
    ['the value is another', access('ses:SendEmail', 'x', { 'ses:FromAddress': ['b@x.example'] }), false],
    ['there is no value', access('ses:SendEmail', 'x'), false],
  ])('decides when %s', (_, wanted, expected) => {
    expect(may(wanted)).toBe(expected);
  });

  it('that is not known is refused when it is read', () => {
    const odd = policy(allow('s3:GetObject', '*', { IpAddress: { 'aws:SourceIp': '10.0.0.0/8' } }));
    expect(() => compilePolicies([odd])).toThrow('IpAddress');
  });
});

describe('what an access needs', () => {
  const prefixes = { 'ForAllValues:StringLike': { 'dynamodb:LeadingKeys': ['UNIT#*', 'MAIL#*'] } };
  const needed = (wanted: ReturnType<typeof access>, ...statements: object[]) =>
    neededFor(wanted, grantsOf([policy(...statements)])).map(({ name }) => name.replaceAll(TABLE, 'T'));
  const put = (...keys: string[]) => access('dynamodb:PutItem', TABLE, { 'dynamodb:LeadingKeys': keys });

  it('is one action on one resource under one value of each condition', () => {
    const statements = [allow(['dynamodb:PutItem', 'dynamodb:UpdateItem'], [TABLE, `${TABLE}/index/x`], prefixes)];
    expect(grantsOf([policy(...statements)])).toHaveLength(8);
    expect(needed(put('UNIT#a'), ...statements)).toEqual(['dynamodb:PutItem on T with dynamodb:LeadingKeys UNIT#*']);
    expect(needed(put('UNIT#a', 'MAIL#1'), ...statements)).toHaveLength(2);
  });

  it('is nothing where two grants bear the same: either can be taken away', () => {
    expect(needed(access('dynamodb:GetItem'), allow('dynamodb:GetItem', TABLE), allow('dynamodb:Get*', '*'))).toEqual(
      [],
    );
  });

  it('is never a denial, and nothing that does not bear it', () => {
    const deny = { ...allow('dynamodb:GetItem', TABLE), Effect: 'Deny' };
    expect(needed(access('dynamodb:GetItem'), deny, allow('dynamodb:GetItem', `${TABLE}2`))).toEqual([]);
  });
});

it('an element of a statement that is not judged is refused', () => {
  expect(() => policy({ Effect: 'Allow', NotAction: 's3:*', Resource: '*' })).toThrow();
});
