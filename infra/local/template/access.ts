import * as z from 'zod';
import { type FunctionResource, functionByArn } from './functions.ts';
import type { Inventory } from './inventory.ts';
import { TemplateError } from './template.ts';

const apiSchema = z.object({ ProtocolType: z.literal('HTTP'), CorsConfiguration: z.undefined().optional() });

const stageSchema = z.object({
  ApiId: z.string(),
  StageName: z.literal('$default'),
  AutoDeploy: z.literal(true),
  AccessLogSettings: z.object({ Format: z.string() }).optional(),
});

const routeSchema = z.strictObject({
  ApiId: z.string(),
  RouteKey: z.string(),
  Target: z.string(),
  AuthorizationType: z.enum(['NONE', 'JWT']).default('NONE'),
  AuthorizerId: z.string().optional(),
  AuthorizationScopes: z.array(z.string()).default([]),
});

const integrationSchema = z.strictObject({
  ApiId: z.string(),
  IntegrationType: z.literal('AWS_PROXY'),
  IntegrationUri: z.string(),
  PayloadFormatVersion: z.literal('2.0'),
  IntegrationMethod: z.string().optional(),
  Description: z.string().optional(),
  TimeoutInMillis: z.number().optional(),
});

const authorizerSchema = z.strictObject({
  ApiId: z.string(),
  Name: z.string(),
  AuthorizerType: z.literal('JWT'),
  IdentitySource: z.array(z.literal('$request.header.Authorization')).length(1),
  JwtConfiguration: z.strictObject({ Audience: z.array(z.string()).min(1), Issuer: z.url() }),
});

/** What a route asks of the caller's token. */
export interface TokenRule {
  issuer: string;
  audience: readonly string[];
  /** The token must have one of them; none: any token will do. */
  scopes: readonly string[];
}

/** The access log of the HTTP API. */
export interface AccessLog {
  api: string;
  /** A line, with `$context` variables in it. */
  format: string;
}

/** A route of the HTTP API. */
export interface Route {
  /** Method and path: `GET /v1/obligations/{id}`. */
  key: string;
  /** The name of the function that answers. */
  function: string;
  /** Undefined: open to everybody. */
  token: TokenRule | undefined;
}

/** What the API's stage writes of each request. */
export function accessLogOf(inventory: Inventory): AccessLog | undefined {
  const [stage] = inventory.of('AWS::ApiGatewayV2::Stage', stageSchema);
  const format = stage?.properties.AccessLogSettings?.Format;
  return stage && format !== undefined ? { api: stage.properties.ApiId, format } : undefined;
}

const byRef = <Item extends { ref: string }>(items: readonly Item[], ref: string | undefined, where: string): Item => {
  const found = items.find((item) => item.ref === ref);
  if (!found) throw new TemplateError(`${where}: ${ref} is not in the template`);
  return found;
};

/** The routes of the template's HTTP API; there is one API, with one stage that takes every change. */
export function routesOf(inventory: Inventory, functions: readonly FunctionResource[]): Route[] {
  const apis = inventory.of('AWS::ApiGatewayV2::Api', apiSchema);
  if (apis.length > 1) throw new TemplateError(`${apis.map(({ id }) => id).join(', ')}: one HTTP API at most`);
  const integrations = inventory.of('AWS::ApiGatewayV2::Integration', integrationSchema);
  const authorizers = inventory.of('AWS::ApiGatewayV2::Authorizer', authorizerSchema);
  return inventory.of('AWS::ApiGatewayV2::Route', routeSchema).map(({ id, properties }): Route => {
    const integration = byRef(integrations, properties.Target.replace(/^integrations\//, ''), id);
    const { JwtConfiguration: jwt } =
      properties.AuthorizationType === 'JWT'
        ? byRef(authorizers, properties.AuthorizerId, id).properties
        : { JwtConfiguration: undefined };
    return {
      key: properties.RouteKey,
      function: functionByArn(functions, integration.properties.IntegrationUri, integration.id).name,
      token: jwt && { issuer: jwt.Issuer, audience: jwt.Audience, scopes: properties.AuthorizationScopes },
    };
  });
}
