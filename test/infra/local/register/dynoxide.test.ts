import { join } from 'node:path';
import { DescribeTableCommand, DynamoDBClient, GetItemCommand, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { describe, expect, it, onTestFinished } from 'vitest';
import { startDatabase } from '../../../../infra/local/register/dynoxide.ts';
import { createTables, dropTables } from '../../../../infra/local/register/tables.ts';
import type { TableSpec } from '../../../../infra/local/template/storage.ts';
import { temporaryFolder } from '../support/folders.ts';

const text = (AttributeName: string): TableSpec['attributes'][number] => ({ AttributeName, AttributeType: 'S' });
const table = (...indexes: string[]): TableSpec => ({
  name: 'register',
  attributes: ['PK', ...indexes].map(text),
  key: [{ AttributeName: 'PK', KeyType: 'HASH' }],
  indexes: indexes.map((name) => ({
    IndexName: name,
    KeySchema: [{ AttributeName: name, KeyType: 'HASH' }],
    Projection: { ProjectionType: 'INCLUDE', NonKeyAttributes: ['note'] },
  })),
});

async function open(file = join(temporaryFolder(), 'register.db')) {
  const database = await startDatabase(file, undefined);
  const client = new DynamoDBClient({
    endpoint: database.endpoint,
    region: 'ap-southeast-1',
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
  });
  onTestFinished(async () => {
    client.destroy();
    await database.stop();
  });
  return { database, client, file };
}

const Item = { PK: { S: 'UNIT#a' }, note: { S: 'Sở Tư pháp' } };
const get = async (client: DynamoDBClient) =>
  (await client.send(new GetItemCommand({ TableName: 'register', Key: { PK: Item.PK } }))).Item;

describe('the embedded database', () => {
  it('has the tables of the template with their indexes, made once', async () => {
    const { client } = await open();
    await createTables(client, [table('byPeriod', 'byTimer')]);
    await createTables(client, [table('byTimer', 'byPeriod')]);
    const { Table } = await client.send(new DescribeTableCommand({ TableName: 'register' }));
    expect(Table?.GlobalSecondaryIndexes?.map(({ IndexName }) => IndexName).toSorted()).toEqual([
      'byPeriod',
      'byTimer',
    ]);
    expect(Table?.GlobalSecondaryIndexes?.[0]?.Projection).toEqual({
      ProjectionType: 'INCLUDE',
      NonKeyAttributes: ['note'],
    });
  });

  it('keeps what is in it', async () => {
    const first = await open();
    await createTables(first.client, [table()]);
    await first.client.send(new PutItemCommand({ TableName: 'register', Item }));
    await first.database.stop();
    const second = await open(first.file);
    await createTables(second.client, [table()]);
    expect(await get(second.client)).toEqual(Item);
  });

  it('says what to do when its tables are of another version', async () => {
    const { client } = await open();
    await createTables(client, [table('byPeriod')]);
    await expect(createTables(client, [table('byPeriod', 'byDue')])).rejects.toThrow(/register.*byDue.*--fresh/);
  });

  it('is empty again after its tables were dropped', async () => {
    const { client } = await open();
    await createTables(client, [table()]);
    await client.send(new PutItemCommand({ TableName: 'register', Item }));
    await dropTables(client, [table()]);
    await createTables(client, [table()]);
    expect(await get(client)).toBeUndefined();
  });

  it('tells when it ends of itself', async () => {
    const { database } = await open();
    await database.stop();
    expect(await database.ended).toContain('dynoxide ended');
  });
});

describe('another database', () => {
  it('is taken as it is', async () => {
    const database = await startDatabase('unused', 'http://127.0.0.1:8000');
    expect(database.endpoint).toBe('http://127.0.0.1:8000');
    await database.stop();
  });

  it('must have an address', async () => {
    await expect(startDatabase('unused', 'eight thousand')).rejects.toThrow('DYNAMODB_ENDPOINT');
  });
});
