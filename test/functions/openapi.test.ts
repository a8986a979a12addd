import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { openApiDocument } from '../../functions/api/openapi.ts';
import { type ProblemCode, problemDocument, problems } from '../../lib/http/problem.ts';
import { createContract, type Exchange } from '../support/api-contract.ts';

const document = openApiDocument();
const contract = createContract(document);

const ME: Exchange = {
  method: 'GET',
  path: '/v1/me',
  status: 200,
  type: 'application/json',
  body: {
    user: 'so-tu-phap',
    role: 'unit',
    unit: { id: 'so-tu-phap', name: 'Sở Tư pháp' },
    at: '2026-01-26T02:00:00Z',
  },
};
const problem = (code: ProblemCode) => ({
  status: problems[code].status,
  type: 'application/problem+json',
  body: problemDocument({ code, detail: 'x', errors: undefined }),
});
const invited = {
  ...ME,
  method: 'PUT',
  path: '/v1/accounts/can-bo',
  body: { user: 'can-bo', role: 'leader', active: true },
};

describe('the description of the API', () => {
  it('knows every problem code, for some operation', () => {
    const codesSchema = z.object({ properties: z.object({ code: z.object({ enum: z.array(z.string()) }) }) });
    const codes = contract.operations.flatMap(({ responses }) =>
      Object.values(responses).flatMap(({ content }) => {
        const found = content?.['application/problem+json'];
        return found ? codesSchema.parse(found.schema).properties.code.enum : [];
      }),
    );
    expect([...new Set(codes)].sort()).toEqual(Object.keys(problems).sort());
  });

  it('gives each operation a name of its own', () => {
    const names = contract.operations.map(({ operationId }) => operationId);
    expect(new Set(names).size).toBe(names.length);
  });

  it('leaves no object open to properties that it does not name, but where anything may stand', () => {
    const open: string[] = [];
    const walk = (value: unknown, at: string): void => {
      if (typeof value !== 'object' || value === null) return;
      const { type, properties, additionalProperties, $ref } = { ...value } as Record<string, unknown>;
      if (type === 'object' && properties && !$ref && additionalProperties !== false) open.push(at);
      for (const [name, member] of Object.entries(value)) walk(member, `${at}/${name}`);
    };
    walk(document, '');
    // Bodies of requests are closed by the schemas that parse them; the account's is refined and closed as well.
    expect(open).toEqual([]);
  });
});

describe('an exchange that is as described', () => {
  it.each<[string, Exchange, string | undefined]>([
    ['an answer', ME, 'getMe'],
    ['a refusal', { ...ME, ...problem('no-account') }, 'getMe'],
    [
      'no content',
      { ...ME, method: 'DELETE', path: '/v1/accounts/x', status: 204, type: '', body: '' },
      'removeAccount',
    ],
    ['a body that was taken', { ...invited, sent: { role: 'leader', email: 'a@dienbien.example' } }, 'putAccount'],
    ['the same as text', { ...invited, sent: '{"role":"leader","email":"a@dienbien.example"}' }, 'putAccount'],
    ['a bad body that was refused', { ...invited, sent: 'rubbish', ...problem('invalid-json') }, 'putAccount'],
    ['an unknown address', { ...ME, path: '/v1/nothing', ...problem('not-found') }, undefined],
  ])('passes: %s', (_title, exchange, operationId) => {
    expect(contract.check(exchange)?.operationId).toBe(operationId);
  });
});

describe('an exchange that is not as described', () => {
  it.each<[string, Exchange, RegExp]>([
    [
      'a property that nobody described',
      { ...ME, body: { ...Object(ME.body), colour: 'red' } },
      /additional properties/,
    ],
    [
      'such a property further down',
      { ...ME, body: { user: 'x', role: 'unit', unit: { id: 'x', name: 'X', head: 'Y' } } },
      /unit must NOT have additional properties/,
    ],
    ['a property that is missing', { ...ME, body: { user: 'x' } }, /required property 'role'/],
    ['a value that is none', { ...ME, body: { user: 'x', role: 'king' } }, /allowed values/],
    ['another status', { ...ME, status: 201 }, /201, which is not described/],
    ['another media type', { ...ME, type: 'text/html' }, /as text\/html/],
    ['a body where there is none', { ...ME, method: 'DELETE', path: '/v1/accounts/x', status: 204 }, /with a body/],
    [
      'a problem that this operation does not have',
      { ...ME, ...problem('no-account'), status: 401 },
      /equal to constant/,
    ],
    [
      'a code that this operation does not have',
      { ...ME, ...problem('forbidden') },
      /code must be equal to one of the allowed values/,
    ],
    ['a body that was taken and should not have been', { ...invited, sent: { role: 'leader' } }, /body sent.*'email'/],
    [
      'a member of such a body',
      { ...invited, sent: { role: 'leader', email: 'a@b.vn', x: 1 } },
      /body sent.*additional/,
    ],
    ['a missing body', invited, /the body sent/],
    ['an unknown address that answers', { ...ME, path: '/v1/nothing' }, /is not described/],
    ['an unknown method that answers', { ...ME, method: 'POST' }, /is not described/],
    [
      'an unknown address without a problem document',
      { ...ME, path: '/v1/x', ...problem('not-found'), body: {} },
      /required/,
    ],
  ])('is found: %s', (_title, exchange, message) => {
    expect(() => contract.check(exchange)).toThrow(message);
  });
});
