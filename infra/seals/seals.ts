import { Duration, Stack, Validations } from 'aws-cdk-lib';
import { Bucket, ObjectLockRetention } from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import type { sealsSettings } from '../../functions/environment.ts';
import { SEALS_PREFIX } from '../../lib/store/seals.ts';
import { type Documents, guarded } from '../documents/documents.ts';
import type { Handler } from '../functions/handler.ts';

export interface SealsProps {
  /** For how many years nobody can delete a seal. */
  readonly sealYears: number;
  /** Where readers are logged. */
  readonly documents: Documents;
}

/** S3 counts in days; a leap day more or less does not matter. */
const DAYS_PER_YEAR = 365;

/**
 * The seals of all histories, in a bucket of their own under an object lock: what is put here can be deleted or shortened by
 * nobody before its time, whoever they are (compliance mode). Documents lie elsewhere, since one that must not be
 * here has to be removable (docs/operations.md).
 */
export class Seals extends Construct {
  readonly #bucket: Bucket;

  constructor(scope: Construct, id: string, { sealYears, documents }: SealsProps) {
    super(scope, id);
    this.#bucket = new Bucket(this, 'Bucket', {
      ...guarded,
      versioned: true,
      objectLockEnabled: true,
      // The bucket's own rule, not a header of each upload: the function needs no right to say how long.
      objectLockDefaultRetention: ObjectLockRetention.compliance(Duration.days(sealYears * DAYS_PER_YEAR)),
      lifecycleRules: [{ abortIncompleteMultipartUploadAfter: Duration.days(7) }],
    });
    documents.logAccess(this.#bucket);
  }

  /** Lets a function read the seals there are, and add one. */
  grantSeal(handler: Handler): void {
    this.#grant(handler, 's3:GetObjectVersion', 's3:PutObject');
  }

  /** Lets a function list the seals and sign links to them. */
  grantRead(handler: Handler): void {
    this.#grant(handler, 's3:GetObjectVersion');
  }

  #grant(handler: Handler, ...actions: string[]): void {
    const variables: Record<keyof typeof sealsSettings.shape, string> = { SEALS_BUCKET_NAME: this.#bucket.bucketName };
    handler.configure(variables);
    // Versions, not objects: a marker laid over a seal hides it from the latter.
    handler.allow(['s3:ListBucketVersions'], [this.#bucket.bucketArn]);
    handler.allow(actions, [this.#bucket.arnForObjects(`${SEALS_PREFIX}*`)]);
    const logicalId = Stack.of(this).resolve(this.#bucket.bucketArn)['Fn::GetAtt'][0];
    Validations.of(handler.executionRole).acknowledge({
      id: `AwsSolutions-IAM5[Resource::<${logicalId}.Arn>/${SEALS_PREFIX}*]`,
      reason: 'Every day has a key of its own under this prefix.',
    });
  }
}
