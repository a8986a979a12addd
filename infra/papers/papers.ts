import { Duration, Stack, Validations } from 'aws-cdk-lib';
import type { EventPattern } from 'aws-cdk-lib/aws-events';
import { Bucket, CfnBucket } from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import type { papersSettings } from '../../functions/environment.ts';
import { COMPILATION_KEPT_DAYS } from '../../lib/papers/compilation.ts';
import { COMPILATIONS_PREFIX, JOBS_PREFIX, REPORTS_PREFIX } from '../../lib/papers/kept.ts';
import { type Documents, guarded } from '../documents/documents.ts';
import type { Handler } from '../functions/handler.ts';

export interface PapersProps {
  /** Where readers are logged. */
  readonly documents: Documents;
}

export const PAPERS_PREFIXES = [REPORTS_PREFIX, COMPILATIONS_PREFIX, JOBS_PREFIX] as const;
type Prefix = (typeof PAPERS_PREFIXES)[number];

/**
 * The files of the Office's papers. Reports stay for good; compilations, which are copies of documents, go after a month, so
 * they lie apart from the documents, of which nothing ever goes.
 */
export class Papers extends Construct {
  readonly #bucket: Bucket;

  constructor(scope: Construct, id: string, { documents }: PapersProps) {
    super(scope, id);
    this.#bucket = new Bucket(this, 'Bucket', {
      ...guarded,
      versioned: true,
      lifecycleRules: [
        { abortIncompleteMultipartUploadAfter: Duration.days(7) },
        ...[COMPILATIONS_PREFIX, JOBS_PREFIX].map((prefix) => ({
          prefix,
          expiration: Duration.days(COMPILATION_KEPT_DAYS),
          noncurrentVersionExpiration: Duration.days(1),
        })),
      ],
    });
    const { defaultChild } = this.#bucket.node;
    if (!(defaultChild instanceof CfnBucket)) throw new Error('a bucket is made of one CfnBucket');
    defaultChild.notificationConfiguration = { eventBridgeConfiguration: { eventBridgeEnabled: true } };
    documents.logAccess(this.#bucket);
  }

  /** The event of a compilation that is to begin, or to go on. */
  get jobStored(): EventPattern {
    return {
      source: ['aws.s3'],
      detailType: ['Object Created'],
      detail: { bucket: { name: [this.#bucket.bucketName] }, object: { key: [{ prefix: JOBS_PREFIX }] } },
    };
  }

  /** Lets a function keep months' reports. */
  grantKeepReports(handler: Handler): void {
    this.#grant(handler, ['s3:PutObject'], [REPORTS_PREFIX]);
  }

  /** Lets a function sign links to papers, and set a compilation going. */
  grantOffer(handler: Handler): void {
    this.#grant(handler, ['s3:GetObjectVersion'], [REPORTS_PREFIX, COMPILATIONS_PREFIX]);
    this.#grant(handler, ['s3:PutObject'], [JOBS_PREFIX]);
  }

  /** Lets a function compile: keep what it makes, read what it kept, and give itself the next job. */
  grantCompile(handler: Handler): void {
    this.#grant(handler, ['s3:PutObject', 's3:GetObject', 's3:AbortMultipartUpload'], [COMPILATIONS_PREFIX]);
    this.#grant(handler, ['s3:PutObject'], [JOBS_PREFIX]);
    // Without it, S3 says of an object that is not there that it is forbidden.
    handler.allow(['s3:ListBucket'], [this.#bucket.bucketArn]);
  }

  #grant(handler: Handler, actions: string[], prefixes: readonly Prefix[]): void {
    const variables: Record<keyof typeof papersSettings.shape, string> = {
      PAPERS_BUCKET_NAME: this.#bucket.bucketName,
    };
    handler.configure(variables);
    handler.allow(
      actions,
      prefixes.map((prefix) => this.#bucket.arnForObjects(`${prefix}*`)),
    );
    const logicalId = Stack.of(this).resolve(this.#bucket.bucketArn)['Fn::GetAtt'][0];
    for (const prefix of prefixes)
      Validations.of(handler.executionRole).acknowledge({
        id: `AwsSolutions-IAM5[Resource::<${logicalId}.Arn>/${prefix}*]`,
        reason: 'Every paper has a key of its own under its prefix.',
      });
  }
}
