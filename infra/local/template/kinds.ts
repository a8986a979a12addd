import { createHash } from 'node:crypto';
import type { Identity, Surroundings } from './resolve.ts';
import { type Resource, TemplateError } from './template.ts';

/** A resource while it is being named. */
interface Naming {
  id: string;
  /** A property, resolved. */
  property: (name: string) => unknown;
  /** The property if the template sets it, else a name that is the same at each start. */
  named: (property: string) => string;
  at: Surroundings;
  arn: (service: string, rest: string) => string;
  /** Letters and digits that are the same at each start and differ from resource to resource. */
  code: (length: number) => string;
}

interface Kind {
  identify: (naming: Naming) => Identity;
  /** Why nothing of it runs here; undefined for what does run. */
  idle?: string;
}

const identity = (ref: string, attributes: Record<string, string> = {}): Identity => ({ ref, attributes });

const withArn =
  (service: string, property: string, path = '') =>
  ({ named, arn }: Naming): Identity => {
    const name = named(property);
    return identity(name, { Arn: arn(service, `${path}${name}`) });
  };

/** Only its own logical id is known of it. */
const plain = ({ id }: Naming): Identity => identity(id);

const bucket = ({ named, at }: Naming): Identity => {
  const name = named('BucketName').toLowerCase();
  const domain = `${name}.s3.${at.region}.amazonaws.com`;
  return identity(name, { Arn: `arn:aws:s3:::${name}`, DomainName: domain, RegionalDomainName: domain });
};

const table = (naming: Naming): Identity => {
  const { ref, attributes } = withArn('dynamodb', 'TableName', 'table/')(naming);
  return identity(ref, { ...attributes, StreamArn: `${attributes.Arn}/stream/local` });
};

const userPool = ({ at, code, arn }: Naming): Identity => {
  const id = `${at.region}_${code(9)}`;
  const provider = `cognito-idp.${at.region}.amazonaws.com/${id}`;
  return identity(id, {
    Arn: arn('cognito-idp', `userpool/${id}`),
    UserPoolId: id,
    ProviderName: provider,
    ProviderURL: `https://${provider}`,
  });
};

const client = ({ code, named }: Naming): Identity => {
  const id = code(26);
  return identity(id, { ClientId: id, Name: named('ClientName') });
};

const api = ({ at, code }: Naming): Identity => {
  const id = code(10);
  return identity(id, { ApiId: id, ApiEndpoint: `https://${id}.execute-api.${at.region}.amazonaws.com` });
};

const key = ({ code, arn }: Naming): Identity =>
  identity(code(26), { KeyId: code(26), Arn: arn('kms', `key/${code(26)}`) });

const queue = ({ named, at, arn }: Naming): Identity => {
  const name = named('QueueName');
  const url = `https://sqs.${at.region}.amazonaws.com/${at.account}/${name}`;
  return identity(url, { Arn: arn('sqs', name), QueueName: name, QueueUrl: url });
};

const topic = ({ named, arn }: Naming): Identity => {
  const name = named('TopicName');
  return identity(arn('sns', name), { TopicArn: arn('sns', name), TopicName: name });
};

const distribution = ({ code, arn }: Naming): Identity => {
  const id = code(13).toUpperCase();
  return identity(id, {
    Id: id,
    DomainName: `${code(13)}.cloudfront.net`,
    Arn: arn('cloudfront', `distribution/${id}`),
  });
};

const originAccess = ({ id }: Naming): Identity => identity(id, { Id: id });

const edgeFunction = ({ named, arn }: Naming): Identity => {
  const name = arn('cloudfront', `function/${named('Name')}`);
  return identity(name, { FunctionARN: name, 'FunctionMetadata.FunctionARN': name });
};

const property =
  (name: string) =>
  ({ named }: Naming): Identity =>
    identity(named(name));

const WATCHED = 'watches the deployed system; there is no CloudWatch here';
const GRANTED = 'says who may do what; kept for the enforcement of the roles';
const PART = 'read together with the resource that it belongs to';

/** Every resource type that the local cloud knows: how it is named, and whether anything of it runs here. */
const KINDS: Readonly<Record<string, Kind>> = {
  // The files of the site: served from the archive that it names.
  'Custom::PortalFiles': { identify: plain },
  // Switches a bucket's events on; read together with the bucket.
  'Custom::S3BucketNotifications': { identify: plain },
  'AWS::ApiGatewayV2::Api': { identify: api },
  'AWS::ApiGatewayV2::Authorizer': { identify: plain },
  'AWS::ApiGatewayV2::Integration': { identify: plain },
  'AWS::ApiGatewayV2::Route': { identify: plain },
  'AWS::ApiGatewayV2::Stage': { identify: property('StageName'), idle: PART },
  'AWS::CDK::Metadata': { identify: plain, idle: 'says which constructs made the template' },
  'AWS::CloudFront::Distribution': { identify: distribution },
  'AWS::CloudFront::Function': { identify: edgeFunction },
  'AWS::CloudFront::OriginAccessControl': { identify: originAccess, idle: GRANTED },
  'AWS::CloudFront::ResponseHeadersPolicy': { identify: plain },
  'AWS::CloudWatch::Alarm': { identify: withArn('cloudwatch', 'AlarmName', 'alarm:') },
  'AWS::CloudWatch::CompositeAlarm': { identify: withArn('cloudwatch', 'AlarmName', 'alarm:'), idle: WATCHED },
  'AWS::CloudWatch::Dashboard': { identify: property('DashboardName'), idle: WATCHED },
  'AWS::Cognito::UserPool': { identify: userPool },
  'AWS::Cognito::UserPoolClient': { identify: client },
  'AWS::Cognito::UserPoolDomain': {
    identify: property('Domain'),
    idle: 'the address of the sign-in pages; here they are under /local/sign-in',
  },
  'AWS::Cognito::UserPoolResourceServer': { identify: property('Identifier'), idle: PART },
  'AWS::Cognito::UserPoolUser': { identify: property('Username') },
  'AWS::DynamoDB::Table': { identify: table },
  'AWS::Events::Rule': { identify: withArn('events', 'Name', 'rule/') },
  'AWS::GuardDuty::MalwareProtectionPlan': { identify: plain },
  'AWS::IAM::ManagedPolicy': { identify: plain, idle: GRANTED },
  'AWS::IAM::Policy': { identify: plain, idle: GRANTED },
  'AWS::IAM::Role': { identify: withArn('iam', 'RoleName', 'role/'), idle: GRANTED },
  'AWS::KMS::Alias': { identify: property('AliasName'), idle: 'the files here are not encrypted' },
  'AWS::KMS::Key': { identify: key, idle: 'the files here are not encrypted' },
  'AWS::Lambda::EventInvokeConfig': { identify: plain },
  'AWS::Lambda::EventSourceMapping': { identify: plain },
  'AWS::Lambda::Function': { identify: withArn('lambda', 'FunctionName', 'function:') },
  'AWS::Lambda::Permission': { identify: plain, idle: GRANTED },
  'AWS::Logs::LogGroup': {
    identify: withArn('logs', 'LogGroupName', 'log-group:'),
    idle: 'each function logs to a file of its own',
  },
  'AWS::Logs::MetricFilter': { identify: plain, idle: WATCHED },
  'AWS::S3::Bucket': { identify: bucket },
  'AWS::S3::BucketPolicy': { identify: plain, idle: GRANTED },
  'AWS::SES::ConfigurationSet': { identify: property('Name') },
  'AWS::SES::ConfigurationSetEventDestination': { identify: plain },
  'AWS::SES::EmailIdentity': { identify: property('EmailIdentity') },
  'AWS::SNS::Subscription': { identify: plain, idle: WATCHED },
  'AWS::SNS::Topic': { identify: topic, idle: WATCHED },
  'AWS::SNS::TopicPolicy': { identify: plain, idle: GRANTED },
  'AWS::SQS::Queue': { identify: queue },
  'AWS::SQS::QueuePolicy': { identify: plain, idle: GRANTED },
  'AWS::Scheduler::Schedule': { identify: withArn('scheduler', 'Name', 'schedule/default/') },
  'AWS::Scheduler::ScheduleGroup': { identify: withArn('scheduler', 'Name', 'schedule-group/'), idle: PART },
};

function kindOf(resource: Resource): Kind {
  const kind = KINDS[resource.type];
  if (kind) return kind;
  throw new TemplateError(
    `${resource.id}: the local cloud does not know the resource type ${resource.type}; say in infra/local/template/kinds.ts how it runs here, or why nothing of it needs to`,
  );
}

/** Fails on the first resource of a type that the local cloud does not know: an error, not a silence. */
export function checkKinds(resources: Iterable<Resource>): void {
  for (const resource of resources) kindOf(resource);
}

/** Why nothing of a resource runs on this machine; undefined when it does run. */
export const idleReason = (resource: Resource): string | undefined => kindOf(resource).idle;

/** What `Ref` and `Fn::GetAtt` give for a resource on this machine, the same at each start. */
export function identify(resource: Resource, property: (name: string) => unknown, at: Surroundings): Identity {
  const { id } = resource;
  return kindOf(resource).identify({
    id,
    property,
    at,
    named(name) {
      const value = property(name);
      return typeof value === 'string' && value !== '' ? value : `${at.stack}-${id}`;
    },
    arn: (service, rest) => `arn:aws:${service}:${at.region}:${at.account}:${rest}`,
    code: (length) =>
      BigInt(`0x${createHash('sha256').update(`${at.stack}/${id}`).digest('hex')}`)
        .toString(36)
        .padStart(length, '0')
        .slice(0, length),
  });
}
