import { CfnOutput, Stack, Validations } from 'aws-cdk-lib';
import { AccessLogFormat } from 'aws-cdk-lib/aws-apigateway';
import {
  type AddRoutesOptions,
  HttpApi,
  HttpMethod,
  HttpNoneAuthorizer,
  HttpStage,
  LogGroupLogDestination,
} from 'aws-cdk-lib/aws-apigatewayv2';
import { HttpUserPoolAuthorizer } from 'aws-cdk-lib/aws-apigatewayv2-authorizers';
import { HttpLambdaIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import type { Handler } from '../functions/handler.ts';
import { type Identity, USE_SCOPE } from '../identity/identity.ts';

export interface ApiProps {
  readonly identity: Identity;
}

/**
 * Who asked for what, and what came of it; never a request's or an answer's content, nor the path itself, of which the secret of a
 * calendar or an address may be a part.
 */
const ACCESS_LOG_FORMAT = JSON.stringify({
  time: '$context.requestTimeEpoch',
  request: '$context.requestId',
  user: '$context.authorizer.claims.username',
  address: '$context.identity.sourceIp',
  method: '$context.httpMethod',
  route: '$context.routeKey',
  status: '$context.status',
  bytes: '$context.responseLength',
  milliseconds: '$context.responseLatency',
  refusal: '$context.authorizer.error',
  fault: '$context.integrationErrorMessage',
});

/** The HTTP API: every route asks for a token with the scope of use, unless it is declared public. */
export class Api extends Construct {
  readonly http: HttpApi;
  readonly #integrations = new Map<Handler, HttpLambdaIntegration>();

  constructor(scope: Construct, id: string, { identity }: ApiProps) {
    super(scope, id);
    this.http = new HttpApi(this, 'Http', {
      apiName: Stack.of(this).stackName,
      createDefaultStage: false,
      defaultAuthorizer: new HttpUserPoolAuthorizer('People', identity.userPool, {
        userPoolClients: [identity.client],
      }),
    });
    const accessLog = new LogGroup(this, 'AccessLog', { retention: RetentionDays.ONE_YEAR });
    new HttpStage(this, 'Stage', {
      httpApi: this.http,
      stageName: '$default',
      autoDeploy: true,
      // Ninety units and their staff are far below; a script gone wild is not.
      throttle: { rateLimit: 50, burstLimit: 100 },
      accessLogSettings: {
        destination: new LogGroupLogDestination(accessLog),
        format: AccessLogFormat.custom(ACCESS_LOG_FORMAT),
      },
    });
    new CfnOutput(this, 'Url', { description: 'The API', value: this.http.apiEndpoint });
  }

  /** Routes that a function answers, as `GET /v1/…`, for people who signed in. */
  route(handler: Handler, ...keys: string[]): void {
    this.#add(handler, keys, { authorizationScopes: [USE_SCOPE] });
  }

  /** Routes that anybody may call. */
  publicRoute(handler: Handler, reason: string, ...keys: string[]): void {
    for (const route of this.#add(handler, keys, { authorizer: new HttpNoneAuthorizer() }))
      Validations.of(route).acknowledge({ id: 'AwsSolutions-APIG4', reason });
  }

  #add(handler: Handler, keys: string[], access: Pick<AddRoutesOptions, 'authorizer' | 'authorizationScopes'>) {
    const integration = this.#integrations.get(handler) ?? new HttpLambdaIntegration(handler.name, handler);
    this.#integrations.set(handler, integration);
    return keys.flatMap((key) => {
      const [method, path = ''] = key.split(' ');
      const known = Object.values(HttpMethod).find((candidate) => candidate === method);
      if (known === undefined) throw new Error(`route ${key}: no such method`);
      return this.http.addRoutes({ path, methods: [known], integration, ...access });
    });
  }
}
