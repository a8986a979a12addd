import { Duration, RemovalPolicy, Stack, Validations } from 'aws-cdk-lib';
import type { EventPattern } from 'aws-cdk-lib/aws-events';
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import {
  BlockPublicAccess,
  Bucket,
  BucketEncryption,
  CfnBucket,
  HttpMethods,
  ObjectOwnership,
} from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import type { documentsSettings, uploadSettings } from '../../functions/environment.ts';
import type { Handler } from '../functions/handler.ts';
import { MalwareScan } from './malware-scan.ts';

export interface DocumentsProps {
  /** The one origin whose pages may send files here from a browser. */
  readonly portalUrl: string;
}

/** Where submissions lie in the bucket; the keys are made by lib/submissions. */
export const SUBMISSIONS_PREFIX = 'submissions/';

/** Where the attachments of requests lie; the keys are made by lib/requests. */
export const REQUESTS_PREFIX = 'requests/';

const PREFIXES = [SUBMISSIONS_PREFIX, REQUESTS_PREFIX] as const;
export type Prefix = (typeof PREFIXES)[number];

/** What every bucket is: private, encrypted, reached by TLS only, and kept when the stack goes. */
export const guarded = {
  encryption: BucketEncryption.S3_MANAGED,
  blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
  objectOwnership: ObjectOwnership.BUCKET_OWNER_ENFORCED,
  enforceSSL: true,
  minimumTLSVersion: 1.2,
  removalPolicy: RemovalPolicy.RETAIN,
};

function cfnOf({ node: { defaultChild } }: Bucket): CfnBucket {
  if (!(defaultChild instanceof CfnBucket)) throw new Error('a bucket is made of one CfnBucket');
  return defaultChild;
}

/** The documents that units file, every version of them for good (R23), and the log of who fetched them. */
export class Documents extends Construct {
  readonly bucket: Bucket;
  readonly #accessLog: Bucket;
  readonly #scan: MalwareScan;

  constructor(scope: Construct, id: string, { portalUrl }: DocumentsProps) {
    super(scope, id);
    const accessLog = new Bucket(this, 'AccessLog', {
      ...guarded,
      lifecycleRules: [{ expiration: Duration.days(400), abortIncompleteMultipartUploadAfter: Duration.days(7) }],
    });
    this.bucket = new Bucket(this, 'Bucket', {
      ...guarded,
      versioned: true,
      cors: [
        {
          allowedOrigins: [new URL(portalUrl).origin],
          allowedMethods: [HttpMethods.POST, HttpMethods.GET],
          maxAge: Duration.hours(1).toSeconds(),
        },
      ],
      // Nothing but the scraps of uploads that were broken off ever goes away.
      lifecycleRules: [{ abortIncompleteMultipartUploadAfter: Duration.days(7) }],
    });
    // Set directly: the construct's own way to EventBridge brings a function of its own that may change every bucket.
    cfnOf(this.bucket).notificationConfiguration = { eventBridgeConfiguration: { eventBridgeEnabled: true } };
    this.#accessLog = accessLog;
    this.logAccess(this.bucket);
    this.#scan = new MalwareScan(this, 'Scan', { bucket: this.bucket, prefixes: PREFIXES });
  }

  /** Logs who reads a bucket, where the readers of documents are logged. */
  logAccess(bucket: Bucket): void {
    cfnOf(bucket).loggingConfiguration = { destinationBucketName: this.#accessLog.bucketName };
    this.#accessLog.addToResourcePolicy(
      new PolicyStatement({
        principals: [new ServicePrincipal('logging.s3.amazonaws.com')],
        actions: ['s3:PutObject'],
        resources: [this.#accessLog.arnForObjects('*')],
        conditions: {
          ArnLike: { 'aws:SourceArn': bucket.bucketArn },
          StringEquals: { 'aws:SourceAccount': Stack.of(this).account },
        },
      }),
    );
  }

  /** The event of a file that has been stored, of a submission or with a request. */
  get objectCreated(): EventPattern {
    return {
      source: ['aws.s3'],
      detailType: ['Object Created'],
      detail: { bucket: { name: [this.bucket.bucketName] }, object: { key: PREFIXES.map((prefix) => ({ prefix })) } },
    };
  }

  /** The event of a file that the malware scan has looked at, or could not. */
  get scanned(): EventPattern {
    return this.#scan.verdict;
  }

  /** Lets a function sign upload forms: whoever holds one stores with the function's right, for as long as it is valid. */
  grantSignUploads(handler: Handler, prefix: Prefix, validity: Duration): void {
    this.#grant(handler, 's3:PutObject', [prefix]);
    const variables: Record<keyof typeof uploadSettings.shape, string> = {
      UPLOAD_URL_TTL_SECONDS: String(validity.toSeconds()),
    };
    handler.configure(variables);
  }

  /** Lets a function read given versions of files, or sign links to them. */
  grantReadVersions(handler: Handler, ...prefixes: Prefix[]): void {
    this.#grant(handler, 's3:GetObjectVersion', prefixes);
  }

  /** Lets a function list what is stored, and read none of it. */
  grantList(handler: Handler): void {
    const variables: Record<keyof typeof documentsSettings.shape, string> = { BUCKET_NAME: this.bucket.bucketName };
    handler.configure(variables);
    handler.allow(['s3:ListBucketVersions'], [this.bucket.bucketArn]);
  }

  #grant(handler: Handler, action: string, prefixes: readonly Prefix[]): void {
    const variables: Record<keyof typeof documentsSettings.shape, string> = { BUCKET_NAME: this.bucket.bucketName };
    handler.configure(variables);
    handler.allow(
      [action],
      prefixes.map((prefix) => this.bucket.arnForObjects(`${prefix}*`)),
    );
    const logicalId = Stack.of(this).resolve(this.bucket.bucketArn)['Fn::GetAtt'][0];
    for (const prefix of prefixes)
      Validations.of(handler.executionRole).acknowledge({
        id: `AwsSolutions-IAM5[Resource::<${logicalId}.Arn>/${prefix}*]`,
        reason:
          'Every submission and request has keys of its own under its prefix, and the function serves every unit.',
      });
  }
}
