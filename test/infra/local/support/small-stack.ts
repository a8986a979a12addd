import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Synthesised } from '../../../../infra/local/synthesis.ts';

/** Handlers of the small stack, as their bundles would hold them. */
const HANDLERS = {
  echo: `export const handler = async (event) => {
    if (event.rawPath === '/fail') throw new Error('on purpose');
    if (event.rawPath === '/odd') return { statusCode: 'two hundred' };
    if (event.rawPath === '/none') return { statusCode: 204 };
    return { event, now: Date.now(), s3: process.env.AWS_ENDPOINT_URL_S3, home: process.env.HOME ?? 'none' };
  };`,
  recorder: `import { appendFileSync } from 'node:fs';
    export const handler = async (event) => {
      appendFileSync(process.env.RECORD_FILE, JSON.stringify({ name: process.env.AWS_LAMBDA_FUNCTION_NAME, now: new Date().toISOString(), event }) + '\\n');
    };`,
  mailer: `export const handler = async ({ to }) => {
      const form = new URLSearchParams({ Action: 'SendEmail', Source: 'office@example.vn', 'Destination.ToAddresses.member.1': to,
        'Message.Subject.Data': 'Nhắc', 'Message.Body.Text.Data': 'Kính gửi', ConfigurationSetName: process.env.CONFIGURATION_SET,
        'Tags.member.1.Name': 'unit', 'Tags.member.1.Value': 'a' });
      const authorization = 'AWS4-HMAC-SHA256 Credential=' + process.env.AWS_ACCESS_KEY_ID + '/x';
      const answer = await fetch(process.env.AWS_ENDPOINT_URL_SES, { method: 'POST', body: form, headers: { authorization } });
      if (!answer.ok) throw new Error(await answer.text());
    };`,
  failing: `export const handler = async () => { throw new TypeError('never works'); };`,
} as const;

type Name = keyof typeof HANDLERS;

const lambda = (name: Name, variables: Record<string, unknown> = {}) => ({
  Type: 'AWS::Lambda::Function',
  Properties: {
    Code: { S3Bucket: 'assets', S3Key: `${name}.zip` },
    Handler: 'index.handler',
    Runtime: 'nodejs24.x',
    Role: { 'Fn::GetAtt': ['Role', 'Arn'] },
    Timeout: 5,
    Environment: { Variables: variables },
    Tags: [{ Key: 'function', Value: name }],
  },
});

const arn = (id: string) => ({ 'Fn::GetAtt': [id, 'Arn'] });

const route = (key: string, open = false) => ({
  Type: 'AWS::ApiGatewayV2::Route',
  Properties: {
    ApiId: { Ref: 'Api' },
    RouteKey: key,
    Target: { 'Fn::Join': ['/', ['integrations', { Ref: 'Integration' }]] },
    ...(open
      ? {}
      : { AuthorizationType: 'JWT', AuthorizerId: { Ref: 'Authorizer' }, AuthorizationScopes: ['app/use'] }),
  },
});

const schedule = (expression: string, target: string, input: object) => ({
  Type: 'AWS::Scheduler::Schedule',
  Properties: {
    FlexibleTimeWindow: { Mode: 'OFF' },
    ScheduleExpression: expression,
    ScheduleExpressionTimezone: 'Asia/Ho_Chi_Minh',
    Target: { Arn: arn(target), RoleArn: arn('Role'), Input: JSON.stringify(input) },
  },
});

const SCHEDULED = { scheduledTime: '<aws.scheduler.scheduled-time>' };

/** A template of one resource of each kind that runs, small enough to see through. */
export const smallTemplate = (recordFile: string, more: Record<string, unknown> = {}) => ({
  Resources: {
    Role: { Type: 'AWS::IAM::Role', Properties: {} },
    Echo: lambda('echo'),
    Recorder: lambda('recorder', { RECORD_FILE: recordFile, BUCKET_NAME: { Ref: 'Bucket' } }),
    Mailer: lambda('mailer', { CONFIGURATION_SET: { Ref: 'Letters' } }),
    Failing: lambda('failing'),
    FailingConfig: {
      Type: 'AWS::Lambda::EventInvokeConfig',
      Properties: {
        FunctionName: { Ref: 'Failing' },
        Qualifier: '$LATEST',
        MaximumRetryAttempts: 1,
        DestinationConfig: { OnFailure: { Destination: arn('DeadLetters') } },
      },
    },
    DeadLetters: { Type: 'AWS::SQS::Queue', Properties: { QueueName: 'dead-letters' } },
    Failed: {
      Type: 'AWS::CloudWatch::Alarm',
      Properties: {
        AlarmDescription: 'errors/failing: It failed.',
        ...{ Namespace: 'AWS/Lambda', MetricName: 'Errors', Period: 300, Statistic: 'Sum' },
        Dimensions: [{ Name: 'FunctionName', Value: { Ref: 'Failing' } }],
        ...{ ComparisonOperator: 'GreaterThanThreshold', Threshold: 0, EvaluationPeriods: 1 },
        TreatMissingData: 'notBreaching',
      },
    },
    GivenUp: {
      Type: 'AWS::CloudWatch::Alarm',
      Properties: {
        AlarmDescription: 'undelivered/failing: It was given up.',
        ...{
          Namespace: 'AWS/SQS',
          MetricName: 'ApproximateNumberOfMessagesVisible',
          Period: 300,
          Statistic: 'Maximum',
        },
        Dimensions: [{ Name: 'QueueName', Value: { 'Fn::GetAtt': ['DeadLetters', 'QueueName'] } }],
        ...{ ComparisonOperator: 'GreaterThanThreshold', Threshold: 0, EvaluationPeriods: 1 },
        TreatMissingData: 'notBreaching',
      },
    },
    NotRun: {
      Type: 'AWS::CloudWatch::Alarm',
      Properties: {
        AlarmDescription: 'did-not-run/recorder: It did not run.',
        Metrics: [
          { Id: 'expr_1', Expression: 'FILL(runs, 0)', Label: 'runs', ReturnData: true },
          {
            Id: 'runs',
            MetricStat: {
              Metric: {
                ...{ Namespace: 'AWS/Lambda', MetricName: 'Invocations' },
                Dimensions: [{ Name: 'FunctionName', Value: { Ref: 'Recorder' } }],
              },
              ...{ Period: 3600, Stat: 'Sum' },
            },
            ReturnData: false,
          },
        ],
        ...{ ComparisonOperator: 'LessThanThreshold', Threshold: 1, EvaluationPeriods: 2 },
        TreatMissingData: 'breaching',
      },
    },
    Table: {
      Type: 'AWS::DynamoDB::Table',
      Properties: {
        AttributeDefinitions: [{ AttributeName: 'PK', AttributeType: 'S' }],
        KeySchema: [{ AttributeName: 'PK', KeyType: 'HASH' }],
      },
    },
    Bucket: {
      Type: 'AWS::S3::Bucket',
      Properties: {
        BucketName: 'reports',
        VersioningConfiguration: { Status: 'Enabled' },
        NotificationConfiguration: { EventBridgeConfiguration: { EventBridgeEnabled: true } },
      },
    },
    Stored: {
      Type: 'AWS::Events::Rule',
      Properties: {
        EventPattern: { source: ['aws.s3'], detail: { object: { key: [{ prefix: 'submissions/' }] } } },
        Targets: [{ Id: 'Target0', Arn: arn('Recorder') }],
      },
    },
    Bounced: {
      Type: 'AWS::Events::Rule',
      Properties: {
        EventPattern: { source: ['aws.ses'], detail: { eventType: ['Bounce', 'Complaint'] } },
        Targets: [{ Id: 'Target0', Arn: arn('Recorder') }],
      },
    },
    Letters: { Type: 'AWS::SES::ConfigurationSet' },
    LetterEvents: {
      Type: 'AWS::SES::ConfigurationSetEventDestination',
      Properties: {
        ConfigurationSetName: { Ref: 'Letters' },
        EventDestination: {
          MatchingEventTypes: ['bounce', 'complaint'],
          EventBridgeDestination: { EventBusArn: 'arn:aws:events:::event-bus/default' },
        },
      },
    },
    Sender: { Type: 'AWS::SES::EmailIdentity', Properties: { EmailIdentity: 'example.vn' } },
    // Zulu comes before Alpha: what is due at one instant runs in the order of the template.
    Zulu: schedule('cron(0 8 * * ? *)', 'Recorder', { ...SCHEDULED, by: 'zulu' }),
    Alpha: schedule('cron(0/30 8 * * ? *)', 'Recorder', { ...SCHEDULED, by: 'alpha' }),
    Pool: { Type: 'AWS::Cognito::UserPool' },
    Client: {
      Type: 'AWS::Cognito::UserPoolClient',
      Properties: { UserPoolId: { Ref: 'Pool' }, AllowedOAuthScopes: ['openid', 'app/use'] },
    },
    Office: {
      Type: 'AWS::Cognito::UserPoolUser',
      Properties: { UserPoolId: { Ref: 'Pool' }, Username: 'office' },
    },
    Api: { Type: 'AWS::ApiGatewayV2::Api', Properties: { ProtocolType: 'HTTP' } },
    Stage: {
      Type: 'AWS::ApiGatewayV2::Stage',
      Properties: {
        ...{ ApiId: { Ref: 'Api' }, StageName: '$default', AutoDeploy: true },
        AccessLogSettings: {
          Format: '{"request":"$context.requestId","route":"$context.routeKey","status":"$context.status"}',
        },
      },
    },
    Integration: {
      Type: 'AWS::ApiGatewayV2::Integration',
      Properties: {
        ApiId: { Ref: 'Api' },
        IntegrationType: 'AWS_PROXY',
        IntegrationUri: arn('Echo'),
        PayloadFormatVersion: '2.0',
      },
    },
    Authorizer: {
      Type: 'AWS::ApiGatewayV2::Authorizer',
      Properties: {
        ApiId: { Ref: 'Api' },
        Name: 'People',
        AuthorizerType: 'JWT',
        IdentitySource: ['$request.header.Authorization'],
        JwtConfiguration: {
          Audience: [{ Ref: 'Client' }],
          Issuer: {
            'Fn::Join': ['', ['https://cognito-idp.', { Ref: 'AWS::Region' }, '.amazonaws.com/', { Ref: 'Pool' }]],
          },
        },
      },
    },
    RouteItem: route('GET /items/{id}'),
    RoutePost: route('POST /items'),
    RouteFail: route('GET /{proxy+}', true),
    ...more,
  },
});

/** The small stack with its bundles, in a folder. */
export function smallStack(folder: string, recordFile: string, more: Record<string, unknown> = {}): Synthesised {
  for (const [name, source] of Object.entries(HANDLERS)) {
    const asset = join(folder, `asset.${name}`);
    mkdirSync(asset, { recursive: true });
    writeFileSync(join(asset, 'index.mjs'), source);
  }
  return { template: smallTemplate(recordFile, more), assetsDir: folder };
}
