import { describe, expect, it } from 'vitest';
import { createRouter } from '../../../../infra/local/gateway/routes.ts';

const route = (key: string) => ({ key, function: key, token: undefined });
const find = createRouter(
  [
    'GET /v1/{proxy+}',
    'ANY /v1/units',
    'GET /v1/units',
    'GET /v1/units/{unit}',
    'GET /v1/units/{unit}/files/{file}',
    'GET /v1/openapi.json',
    'DELETE /v1/accounts/{user}',
  ].map(route),
);

describe('routing', () => {
  it.each([
    ['GET', '/v1/units', 'GET /v1/units', {}],
    ['PUT', '/v1/units', 'ANY /v1/units', {}],
    ['GET', '/v1/units/a', 'GET /v1/units/{unit}', { unit: 'a' }],
    ['GET', '/v1/units/a%20b/files/1', 'GET /v1/units/{unit}/files/{file}', { unit: 'a b', file: '1' }],
    ['GET', '/v1/units/a/b', 'GET /v1/{proxy+}', { proxy: 'units/a/b' }],
    ['GET', '/v1/units/', 'GET /v1/{proxy+}', { proxy: 'units/' }],
    ['GET', '/v1/openapi.json', 'GET /v1/openapi.json', {}],
    ['GET', '/v1/%zz', 'GET /v1/{proxy+}', { proxy: '%zz' }],
    ['DELETE', '/v1/accounts/office', 'DELETE /v1/accounts/{user}', { user: 'office' }],
  ])('sends %s %s to %s, the most specific', (method, path, key, pathParameters) => {
    expect(find(method, path)).toEqual({ route: route(key), pathParameters });
  });

  it.each([
    ['GET', '/'],
    ['GET', '/v1'],
    ['GET', '/v1/'],
    ['POST', '/v1/accounts/office'],
    ['GET', '/V1/units'],
  ])('knows nothing at %s %s', (method, path) => {
    expect(find(method, path)).toBeUndefined();
  });

  it('sends everything else to the default route, if there is one', () => {
    expect(createRouter([route('$default')])('PATCH', '/any/where')).toEqual({
      route: route('$default'),
      pathParameters: {},
    });
  });

  it('refuses a route key that it does not understand', () => {
    expect(() => createRouter([route('get /x')])).toThrow('get /x');
  });
});
