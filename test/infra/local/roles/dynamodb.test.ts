import { describe, expect, it } from 'vitest';
import { accessesOf } from '../../../../infra/local/roles/dynamodb.ts';

const TableName = 'register';
const tables = [
  { name: TableName, attributes: [], key: [{ AttributeName: 'PK', KeyType: 'HASH' as const }], indexes: [] },
];
const of = (action: string, body: unknown) =>
  accessesOf(action, body, { tables, arnOf: (table) => `arn:${table}` }).map(({ action: needed, resource, context }) =>
    `${needed} ${resource} ${context['dynamodb:LeadingKeys'] ?? ''}`.trim(),
  );
const Key = { PK: { S: 'UNIT#a' }, SK: { S: 'UNIT' } };

describe('what a request to DynamoDB needs', () => {
  it.each([
    ['GetItem', { TableName, Key }, ['dynamodb:GetItem arn:register UNIT#a']],
    ['PutItem', { TableName, Item: { ...Key, name: { S: 'x' } } }, ['dynamodb:PutItem arn:register UNIT#a']],
    ['Query', { TableName, KeyConditionExpression: 'PK = :a' }, ['dynamodb:Query arn:register']],
    ['Query', { TableName, IndexName: 'byDue' }, ['dynamodb:Query arn:register/index/byDue']],
    [
      'BatchGetItem',
      { RequestItems: { register: { Keys: [Key, { PK: { S: 'MAIL#1' } }] } } },
      ['dynamodb:BatchGetItem arn:register UNIT#a,MAIL#1'],
    ],
    [
      'BatchWriteItem',
      { RequestItems: { register: [{ PutRequest: { Item: Key } }] } },
      ['dynamodb:BatchWriteItem arn:register UNIT#a'],
    ],
    [
      'TransactWriteItems',
      {
        TransactItems: [
          { Put: { TableName, Item: Key } },
          { Update: { TableName, Key } },
          { ConditionCheck: { TableName, Key } },
        ],
      },
      [
        'dynamodb:PutItem arn:register UNIT#a',
        'dynamodb:UpdateItem arn:register UNIT#a',
        'dynamodb:ConditionCheckItem arn:register UNIT#a',
      ],
    ],
  ])('%s', (action, body, expected) => {
    expect(of(action, body)).toEqual(expected);
  });

  it('is refused when it cannot be read', () => {
    expect(() => of('GetItem', {})).toThrow();
  });
});
