import { createServer, type Server } from 'node:http';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as z from 'zod';
import type { Table } from '../../lib/store/table.ts';
import { startRegister, type TestRegister } from '../support/register.ts';
import { aUnit } from '../support/units.ts';
import { createWorld } from '../support/world.ts';

const REMINDED = '2026-10-22T01:00:00Z';
const UNITS = ['so-noi-vu', 'so-tu-phap', 'so-xay-dung', 'so-y-te', 'huyen-uy-tuan-giao'];
const batchSchema = z.object({
  RequestItems: z.record(z.string(), z.looseObject({ Keys: z.array(z.unknown()) })),
});

let register: TestRegister;
let server: Server;
let table: Table;
let cut = 0;

/** The first key of each table only, as DynamoDB may when there is much to do; the rest is left to be asked for again. */
function firstOnly(body: z.infer<typeof batchSchema>) {
  const entries = Object.entries(body.RequestItems);
  const asked = entries.map(([name, { Keys, ...rest }]) => [name, { ...rest, Keys: Keys.slice(0, 1) }]);
  const left = entries
    .filter(([, { Keys }]) => Keys.length > 1)
    .map(([name, { Keys, ...rest }]) => [name, { ...rest, Keys: Keys.slice(1) }]);
  return { asked: { ...body, RequestItems: Object.fromEntries(asked) }, left: Object.fromEntries(left) };
}

beforeAll(async () => {
  register = await startRegister();
  server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const target = String(request.headers['x-amz-target']);
    const text = Buffer.concat(chunks).toString('utf8');
    const partial = target.endsWith('.BatchGetItem') ? firstOnly(batchSchema.parse(JSON.parse(text))) : undefined;
    const body = partial ? JSON.stringify(partial.asked) : text;
    const headers = {
      'x-amz-target': target,
      'x-amz-date': String(request.headers['x-amz-date']),
      'content-type': 'application/x-amz-json-1.0',
      authorization: String(request.headers.authorization),
    };
    const answer = await fetch(register.endpoint, { method: 'POST', headers, body });
    const answered = await answer.text();
    response.writeHead(answer.status, { 'content-type': 'application/x-amz-json-1.0' });
    if (partial && Object.keys(partial.left).length > 0) cut += 1;
    response.end(partial ? JSON.stringify({ ...JSON.parse(answered), UnprocessedKeys: partial.left }) : answered);
  }).listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  const raw = new DynamoDBClient({
    endpoint: `http://127.0.0.1:${address.port}`,
    region: 'ap-southeast-1',
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
  });
  const client = DynamoDBDocumentClient.from(raw, { marshallOptions: { removeUndefinedValues: true } });
  table = { ...register.table, client };
});
afterAll(async () => {
  table.client.destroy();
  server.closeAllConnections();
  server.close();
  await register.stop();
});

describe('a database that answers a batch in parts', () => {
  it('loses no unit of a sweep and no obligation that is looked at before the send', async () => {
    const world = createWorld(table, '2026-10-01');
    for (const id of UNITS) await world.units.put(aUnit({ id, name: id, contactEmail: `${id}@x.example` }));
    await world.open('2026-10-01T02:00:00Z');
    expect(await world.sweep(REMINDED)).toMatchObject({ letters: UNITS.length, left: 0 });
    expect(world.postbox.letters.flatMap(({ to }) => to).sort()).toEqual(UNITS.map((id) => `${id}@x.example`).sort());
    expect((await world.units.getMany(UNITS)).size).toBe(UNITS.length);
    const keys = UNITS.map((unit) => ({ unit, rule: 'monthly', period: '2026-10' }));
    expect((await world.notices.current(keys)).size).toBe(UNITS.length);
    expect(cut).toBeGreaterThan(UNITS.length);
  });
});
