import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { openApiDocument } from '../../../functions/api/openapi.ts';
import { USE_SCOPE } from '../../../infra/identity/identity.ts';
import { all } from './synthesis.ts';

const PUBLIC = ['GET /v1/openapi.json', 'GET /v1/calendars/{address}'];

const routes = all(
  'AWS::ApiGatewayV2::Route',
  z.object({
    RouteKey: z.string(),
    AuthorizationType: z.string(),
    AuthorizationScopes: z.array(z.string()).optional(),
    AuthorizerId: z.unknown().optional(),
  }),
).map(({ props }) => props);
const closed = routes.filter(({ RouteKey }) => !PUBLIC.includes(RouteKey));
const open = routes.filter(({ RouteKey }) => PUBLIC.includes(RouteKey));

const operations = Object.entries(
  z.record(z.string(), z.record(z.string(), z.unknown())).parse(openApiDocument().paths),
)
  .flatMap(([path, methods]) => Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`))
  .map((operation) => ({ operation }));

/** The routes of the gateway that take an operation: the same key or else, as the gateway chooses, a greedy end. */
function takers(operation: string): string[] {
  const keys = routes.map(({ RouteKey }) => RouteKey);
  const same = keys.filter((key) => key === operation);
  const greedy = keys.filter((key) => key.endsWith('{proxy+}') && operation.startsWith(key.replace('{proxy+}', '')));
  return same.length > 0 ? same : greedy;
}

describe('the routes', () => {
  it.each(closed)('$RouteKey asks for a token with the scope of use', (route) => {
    expect(route.AuthorizationType).toBe('JWT');
    expect(route.AuthorizerId).toBeDefined();
    expect(route.AuthorizationScopes).toEqual([USE_SCOPE]);
  });

  it('are described as public or not as they are', () => {
    const described = z.record(
      z.string(),
      z.record(z.string(), z.object({ security: z.array(z.unknown()).optional() })),
    );
    const free = Object.entries(described.parse(openApiDocument().paths)).flatMap(([path, methods]) =>
      Object.entries(methods)
        .filter(([, { security }]) => security?.length === 0)
        .map(([method]) => `${method.toUpperCase()} ${path}`),
    );
    expect(free.sort()).toEqual([...PUBLIC].sort());
  });

  it.each(open)('$RouteKey is open to everybody', (route) => {
    expect(route.AuthorizationType).toBe('NONE');
    expect(route.AuthorizationScopes).toBeUndefined();
  });

  it.each(routes)('$RouteKey stands in the API’s description', ({ RouteKey }) => {
    expect(operations.filter(({ operation }) => takers(operation).includes(RouteKey)).length).toBeGreaterThan(0);
  });

  it.each(operations)('$operation of the API’s description has one', ({ operation }) => {
    expect(takers(operation)).toHaveLength(1);
  });
});

describe('the gateway', () => {
  const stages = all(
    'AWS::ApiGatewayV2::Stage',
    z.object({
      AccessLogSettings: z.object({ DestinationArn: z.unknown(), Format: z.string() }),
      DefaultRouteSettings: z.object({ ThrottlingRateLimit: z.number(), ThrottlingBurstLimit: z.number() }),
    }),
  );
  it.each(stages)('$id logs who asked for what, but no path, in which secrets may stand', ({ props }) => {
    const fields = JSON.parse(props.AccessLogSettings.Format);
    expect(Object.keys(fields)).toEqual(expect.arrayContaining(['time', 'request', 'user', 'route', 'status']));
    expect(Object.values(fields)).toEqual(expect.not.arrayContaining([expect.stringMatching(/path|query/i)]));
  });

  it.each(stages)('$id holds back who asks too much', ({ props }) => {
    expect(props.DefaultRouteSettings.ThrottlingRateLimit).toBeGreaterThan(0);
  });

  const clients = all(
    'AWS::Cognito::UserPoolClient',
    z.object({ AllowedOAuthFlows: z.array(z.string()), AllowedOAuthScopes: z.array(z.unknown()) }),
  );
  it.each(clients)('$id can be given the scope that the routes ask for', ({ props }) => {
    expect(props.AllowedOAuthFlows).toEqual(['code']);
    const [, scope = ''] = USE_SCOPE.split('/');
    expect(JSON.stringify(props.AllowedOAuthScopes)).toContain(`/${scope}"`);
  });
});
