import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { isMeasured } from '../../../../infra/local/alarms/alarms.ts';
import { LOCAL_ACCOUNT, LOCAL_SETTINGS } from '../../../../infra/local/settings.ts';
import { synthesise } from '../../../../infra/local/synthesis.ts';
import { readSystem } from '../../../../infra/local/template/system.ts';
import { smallTemplate } from '../support/small-stack.ts';

const surroundings = { account: LOCAL_ACCOUNT, region: LOCAL_SETTINGS.region, stack: 'small' };
const read = (more: Record<string, unknown> = {}) => readSystem(smallTemplate('/dev/null', more), surroundings);

const arn = (id: string) => ({ 'Fn::GetAtt': [id, 'Arn'] });
const waiting = (properties: object = {}) => ({
  Type: 'AWS::SQS::Queue',
  Properties: {
    QueueName: 'waiting',
    VisibilityTimeout: 240,
    RedrivePolicy: { deadLetterTargetArn: arn('DeadLetters'), maxReceiveCount: 5 },
    ...properties,
  },
});
const mapping = (properties: object = {}) => ({
  Type: 'AWS::Lambda::EventSourceMapping',
  Properties: { EventSourceArn: arn('Waiting'), FunctionName: { Ref: 'Recorder' }, BatchSize: 2, ...properties },
});
const filling = {
  Type: 'AWS::Events::Rule',
  Properties: { EventPattern: { source: ['aws.s3'] }, Targets: [{ Id: 'Target0', Arn: arn('Waiting') }] },
};

describe('queues that feed functions', () => {
  it('are found with the function and the rule, and what becomes of what fails', () => {
    const { queues, rules } = read({ Waiting: waiting(), Mapping: mapping(), Filling: filling });
    expect(queues).toMatchObject([
      {
        name: 'waiting',
        function: 'recorder',
        batchSize: 2,
        partialAnswers: false,
        hiddenForMs: 240_000,
        maxReceives: 5,
        deadLetterQueue: 'dead-letters',
      },
    ]);
    expect(rules.find(({ id }) => id === 'Filling')?.targets).toEqual([{ queue: 'waiting' }]);
  });

  it.each([
    ['a batch that waits to be full', waiting(), mapping({ MaximumBatchingWindowInSeconds: 5 }), /Mapping.*Window/s],
    ['a queue with nothing behind it', waiting({ RedrivePolicy: undefined }), mapping(), /Waiting.*fails on/],
    ['a queue that keeps an order', waiting({ FifoQueue: true }), mapping(), /Waiting.*FifoQueue/s],
    ['a function that is not there', waiting(), mapping({ FunctionName: 'none' }), /Mapping.*no function/],
  ])('are refused with %s', (_, Waiting, Mapping, message) => {
    expect(() => read({ Waiting, Mapping })).toThrow(message);
  });

  it('are refused as the target of a rule when they feed nobody', () => {
    expect(() => read({ Waiting: waiting(), Filling: filling })).toThrow(/Filling.*waiting/);
  });
});

describe('alarms', () => {
  it('are found with what they watch, by the name that their description begins with', () => {
    expect(read().alarms).toEqual([
      {
        name: 'errors/failing',
        description: 'errors/failing: It failed.',
        figure: 'AWS/Lambda Errors small-Failing',
        ...{ periodMs: 300_000, periods: 1, fill: undefined, threshold: 0 },
        ...{ comparison: 'GreaterThanThreshold', missing: 'notBreaching' },
      },
      expect.objectContaining({ figure: 'AWS/SQS ApproximateNumberOfMessagesVisible dead-letters' }),
      {
        name: 'did-not-run/recorder',
        description: 'did-not-run/recorder: It did not run.',
        figure: 'AWS/Lambda Invocations small-Recorder',
        ...{ periodMs: 3_600_000, periods: 2, fill: 0, threshold: 1 },
        ...{ comparison: 'LessThanThreshold', missing: 'breaching' },
      },
    ]);
  });

  it.each([
    ['a statistic that is not reckoned here', { Statistic: 'p90' }, /Odd.*watches/],
    ['a part of the periods that is enough', { DatapointsToAlarm: 2 }, /Odd.*DatapointsToAlarm/s],
  ])('are refused with %s', (_, change, message) => {
    const { Failed } = smallTemplate('/dev/null').Resources;
    expect(() => read({ Odd: { ...Failed, Properties: { ...Failed.Properties, ...change } } })).toThrow(message);
  });
});

describe('reading a template', () => {
  const system = read();

  it('finds the functions with their environment resolved and what becomes of failed events', () => {
    const [recorder, failing] = ['recorder', 'failing'].map((name) =>
      system.functions.find((one) => one.name === name),
    );
    expect(recorder).toMatchObject({
      timeoutMs: 5000,
      handler: 'index.handler',
      environment: { BUCKET_NAME: 'reports' },
    });
    expect(recorder?.retry).toEqual({ maxRetries: 2, deadLetterQueue: undefined });
    expect(failing?.retry).toEqual({ maxRetries: 1, deadLetterQueue: 'dead-letters' });
  });

  it('finds what is stored, sent, scheduled and asked for', () => {
    expect(system.buckets).toEqual([
      {
        name: 'reports',
        versioned: true,
        announces: true,
        scans: [],
        lockDays: undefined,
        cors: [],
        url: 'https://reports.s3.ap-southeast-1.amazonaws.com',
      },
    ]);
    expect(system.tables.map(({ key }) => key[0]?.AttributeName)).toEqual(['PK']);
    expect(system.schedules.map(({ id }) => id)).toEqual(['Zulu', 'Alpha']);
    expect(system.mail.identities).toEqual(['example.vn']);
    expect([...(system.mail.configurationSets.get('small-Letters') ?? [])]).toEqual(['bounce', 'complaint']);
    expect(system.userPool.client.AllowedOAuthScopes).toEqual(['openid', 'app/use']);
    expect(system.routes.map(({ key, token }) => [key, token?.scopes])).toEqual([
      ['GET /items/{id}', ['app/use']],
      ['POST /items', ['app/use']],
      ['GET /{proxy+}', undefined],
    ]);
  });

  it('gives the issuer of the authorizer and the user pool one name', () => {
    expect(system.routes[0]?.token?.issuer).toBe(system.userPool.issuer);
  });

  it('names everything the same at each start', () => {
    expect(JSON.stringify(read())).toBe(JSON.stringify(system));
  });

  it.each([
    ['a resource type that it does not know', { Type: 'AWS::Kinesis::Stream' }, /Odd.*AWS::Kinesis::Stream/],
    [
      'a feature of a schedule that it does not carry out',
      { Type: 'AWS::Scheduler::Schedule', Properties: { EndDate: 'x' } },
      /Odd.*EndDate/s,
    ],
    [
      'an event pattern that it cannot judge',
      { Type: 'AWS::Events::Rule', Properties: { EventPattern: { a: [{ cidr: 'x' }] } } },
      /Odd.*cidr/s,
    ],
    [
      'an object lock that somebody may lift',
      {
        Type: 'AWS::S3::Bucket',
        Properties: {
          ObjectLockEnabled: true,
          ObjectLockConfiguration: {
            ObjectLockEnabled: 'Enabled',
            Rule: { DefaultRetention: { Mode: 'GOVERNANCE', Days: 1 } },
          },
        },
      },
      /Odd.*COMPLIANCE/s,
    ],
    [
      'an object lock that locks nothing by itself',
      { Type: 'AWS::S3::Bucket', Properties: { ObjectLockConfiguration: { ObjectLockEnabled: 'Enabled' } } },
      /Odd.*Rule/s,
    ],
    [
      'a route to a function that is not there',
      { Type: 'AWS::ApiGatewayV2::Route', Properties: { ApiId: 'a', RouteKey: 'GET /x', Target: 'integrations/none' } },
      /Odd.*none/,
    ],
  ])('refuses %s, and names it', (_, resource, message) => {
    expect(() => read({ Odd: resource })).toThrow(message);
  });

  it('leaves out what a condition or its state switches off', () => {
    const off = {
      Type: 'AWS::Scheduler::Schedule',
      Properties: { ...Object(smallTemplate('').Resources.Zulu.Properties), State: 'DISABLED' },
    };
    expect(read({ Off: off }).schedules.map(({ id }) => id)).toEqual(['Zulu', 'Alpha']);
  });
});

describe('the stack of this project', () => {
  it('can be run as it is synthesised', async () => {
    const { template, assetsDir } = await synthesise(LOCAL_SETTINGS);
    const system = readSystem(template, { ...surroundings, stack: 'dung-han-local' });
    const folders = new Set(system.functions.map(({ name }) => name));
    for (const name of ['request-upload', 'record-upload', 'open-obligations', 'sweep-deadlines', 'send-digest', 'api'])
      expect(folders).toContain(name);
    for (const { assetKey } of system.functions)
      expect(readFileSync(`${assetsDir}/asset.${assetKey.replace('.zip', '')}/index.mjs`, 'utf8')).toContain('handler');
    // At one instant, obligations are opened before they are looked at, and looked at before the digest counts them.
    expect(system.schedules.map((schedule) => schedule.function)).toEqual([
      'open-obligations',
      'seal-histories',
      'sweep-deadlines',
      'send-digest',
      'send-compliance-report',
      'check-register',
    ]);
    // Documents that arrive, and compilations that are to begin.
    expect(system.buckets.filter(({ announces }) => announces)).toHaveLength(2);
    expect(system.buckets.map(({ scans }) => scans).filter(({ length }) => length > 0)).toEqual([
      ['submissions/', 'requests/'],
    ]);
    expect(system.buckets.flatMap(({ lockDays }) => lockDays ?? [])).toEqual([10 * 365]);
  });

  it('has alarms that can go off here, but for those over what does not exist on this machine', async () => {
    const { template } = await synthesise(LOCAL_SETTINGS);
    const { alarms } = readSystem(template, { ...surroundings, stack: 'dung-han-local' });
    const kinds = (some: typeof alarms) => new Set(some.map(({ name }) => name.split('/')[0]));
    expect(kinds(alarms.filter(({ figure }) => !isMeasured(figure)))).toEqual(
      new Set(['throttles', 'bounces', 'complaints']),
    );
    expect(kinds(alarms.filter(({ figure }) => isMeasured(figure)))).toEqual(
      new Set(['errors', 'undelivered', 'waiting', 'did-not-run', 'server-errors']),
    );
  });
});
