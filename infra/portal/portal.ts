import { readFileSync } from 'node:fs';
import { CfnOutput, CustomResource, Duration, Fn, Stack, Validations } from 'aws-cdk-lib';
import { Certificate } from 'aws-cdk-lib/aws-certificatemanager';
import {
  AllowedMethods,
  CachePolicy,
  Distribution,
  Function as EdgeFunction,
  FunctionCode,
  FunctionEventType,
  FunctionRuntime,
  HttpVersion,
  OriginRequestPolicy,
  PriceClass,
  SecurityPolicyProtocol,
  ViewerProtocolPolicy,
} from 'aws-cdk-lib/aws-cloudfront';
import { HttpOrigin, S3BucketOrigin } from 'aws-cdk-lib/aws-cloudfront-origins';
import { Bucket, type IBucket } from 'aws-cdk-lib/aws-s3';
import { Asset } from 'aws-cdk-lib/aws-s3-assets';
import { Construct } from 'constructs';
import type { portalSettings } from '../../functions/environment.ts';
import type { Api } from '../api/api.ts';
import { type Documents, guarded } from '../documents/documents.ts';
import type { Handler } from '../functions/handler.ts';
import { type Identity, USE_SCOPE } from '../identity/identity.ts';
import { buildPortal } from './files.ts';
import { headersOfAllAnswers } from './headers.ts';

export interface PortalProps {
  readonly api: Api;
  readonly documents: Documents;
  readonly identity: Identity;
  readonly portalUrl: string;
  /**
   * A certificate for the host of `portalUrl`, in us-east-1.
   * @default the site is reached at CloudFront's own name
   */
  readonly certificateArn?: string | undefined;
}

/** The type of the resource that stands for the site's files; the local cloud reads them from it. */
export const PORTAL_FILES = 'Custom::PortalFiles';

/** The one origin that people visit: the portal's pages, and the API under `/v1`. */
export class Portal extends Construct {
  readonly bucket: Bucket;
  readonly #props: PortalProps;

  constructor(scope: Construct, id: string, props: PortalProps) {
    super(scope, id);
    this.#props = props;
    const { api, documents, identity, portalUrl, certificateArn } = props;
    this.bucket = new Bucket(this, 'Files', {
      ...guarded,
      lifecycleRules: [{ abortIncompleteMultipartUploadAfter: Duration.days(7) }],
    });
    const responseHeadersPolicy = headersOfAllAnswers(this, {
      signIn: identity.signInUrl,
      documents: `https://${documents.bucket.bucketRegionalDomainName}`,
    });
    const pagePaths = new EdgeFunction(this, 'PagePaths', {
      code: FunctionCode.fromInline(readFileSync(new URL('./page-paths.js', import.meta.url), 'utf8')),
      runtime: FunctionRuntime.JS_2_0,
    });
    const shared = { responseHeadersPolicy, viewerProtocolPolicy: ViewerProtocolPolicy.REDIRECT_TO_HTTPS };
    const distribution = new Distribution(this, 'Site', {
      comment: Stack.of(this).stackName,
      httpVersion: HttpVersion.HTTP2_AND_3,
      // With the edges of Asia.
      priceClass: PriceClass.PRICE_CLASS_200,
      ...(certificateArn === undefined
        ? {}
        : {
            minimumProtocolVersion: SecurityPolicyProtocol.TLS_V1_2_2021,
            domainNames: [new URL(portalUrl).hostname],
            certificate: Certificate.fromCertificateArn(this, 'Certificate', certificateArn),
          }),
      defaultBehavior: {
        ...shared,
        // The two types differ in how they write a property that may be absent.
        origin: S3BucketOrigin.withOriginAccessControl(this.bucket as IBucket),
        // It obeys the files' own Cache-Control.
        cachePolicy: CachePolicy.CACHING_OPTIMIZED,
        functionAssociations: [{ function: pagePaths, eventType: FunctionEventType.VIEWER_REQUEST }],
      },
      additionalBehaviors: {
        '/v1/*': {
          ...shared,
          origin: new HttpOrigin(Fn.select(2, Fn.split('/', api.http.apiEndpoint))),
          allowedMethods: AllowedMethods.ALLOW_ALL,
          cachePolicy: CachePolicy.CACHING_DISABLED,
          // The token among them; the host's name is API Gateway's own there.
          originRequestPolicy: OriginRequestPolicy.ALL_VIEWER_EXCEPT_HOST_HEADER,
        },
      },
    });
    new CfnOutput(this, 'Host', {
      description: 'CloudFront’s own name of the site: where the DNS record of portalUrl points',
      value: distribution.distributionDomainName,
    });
    this.#acknowledge(distribution);
  }

  /** Has a function put the built files and the configuration in place at each deployment that changes them. */
  publishWith(handler: Handler): void {
    const { identity, portalUrl } = this.#props;
    const archive = new Asset(this, 'Archive', { path: buildPortal() });
    const variables: Record<keyof typeof portalSettings.shape, string> = { PORTAL_BUCKET_NAME: this.bucket.bucketName };
    handler.configure(variables);
    handler.allow(['s3:GetObject'], [archive.bucket.arnForObjects(archive.s3ObjectKey)]);
    handler.allow(['s3:PutObject'], [this.bucket.arnForObjects('*')]);
    const logicalId = Stack.of(this).resolve(this.bucket.bucketArn)['Fn::GetAtt'][0];
    Validations.of(handler.executionRole).acknowledge({
      id: `AwsSolutions-IAM5[Resource::<${logicalId}.Arn>/*]`,
      reason:
        'The bucket holds the portal’s files and nothing else; their names carry hashes that nobody knows before.',
    });
    const files = new CustomResource(this, 'Published', {
      resourceType: PORTAL_FILES,
      serviceToken: handler.functionArn,
      serviceTimeout: Duration.minutes(5),
      properties: {
        Archive: { Bucket: archive.s3BucketName, Key: archive.s3ObjectKey },
        Config: {
          signIn: identity.signInUrl,
          clientId: identity.client.userPoolClientId,
          scopes: ['openid', USE_SCOPE],
          returnTo: portalUrl,
        },
      },
    });
    files.node.addDependency(handler, handler.executionRole);
  }

  #acknowledge(distribution: Distribution): void {
    const { certificateArn } = this.#props;
    Validations.of(this.bucket).acknowledge({
      id: 'AwsSolutions-S1',
      reason: 'CloudFront reads the bucket and a deployment writes it; nobody else can, so a log would tell nothing.',
    });
    Validations.of(distribution).acknowledge(
      {
        id: 'AwsSolutions-CFR1',
        reason: 'Officers travel, and whoever is abroad sees a sign-in page and nothing else.',
      },
      {
        id: 'AwsSolutions-CFR2',
        reason: 'The files are the same for everybody, and the API is throttled and asks for a token.',
      },
      {
        id: 'AwsSolutions-CFR3',
        reason:
          'Whatever reads or changes data passes the API, whose access log has it; who loaded a page tells nothing.',
      },
      ...(certificateArn === undefined
        ? [{ id: 'AwsSolutions-CFR4', reason: 'CloudFront’s own name comes with its own certificate and settings.' }]
        : []),
    );
  }
}
