import * as z from 'zod';
import type { Inventory } from './inventory.ts';
import { TemplateError } from './template.ts';

// Strict where something would be passed over in silence: another behaviour, another event, another way to rewrite.
const behaviorSchema = z.strictObject({
  TargetOriginId: z.string(),
  ViewerProtocolPolicy: z.literal('redirect-to-https'),
  ResponseHeadersPolicyId: z.string(),
  CachePolicyId: z.string(),
  OriginRequestPolicyId: z.string().optional(),
  AllowedMethods: z.array(z.string()).optional(),
  Compress: z.boolean().default(false),
  FunctionAssociations: z
    .array(z.strictObject({ EventType: z.literal('viewer-request'), FunctionARN: z.string() }))
    .max(1)
    .default([]),
});

const distributionSchema = z.object({
  DistributionConfig: z.object({
    DefaultCacheBehavior: behaviorSchema,
    CacheBehaviors: z.array(behaviorSchema.extend({ PathPattern: z.string() })).default([]),
    CustomErrorResponses: z.undefined().optional(),
    DefaultRootObject: z.undefined().optional(),
    Origins: z.array(z.object({ Id: z.string(), DomainName: z.string(), S3OriginConfig: z.unknown().optional() })),
  }),
});

const functionSchema = z.object({
  FunctionCode: z.string(),
  FunctionConfig: z.object({ Runtime: z.literal('cloudfront-js-2.0') }),
});

const header = z.object({ Override: z.literal(true) });
const headersSchema = z.object({
  ResponseHeadersPolicyConfig: z.strictObject({
    Name: z.string(),
    Comment: z.string().optional(),
    SecurityHeadersConfig: z.strictObject({
      ContentSecurityPolicy: header.extend({ ContentSecurityPolicy: z.string() }),
      ContentTypeOptions: header,
      FrameOptions: header.extend({ FrameOption: z.string() }),
      ReferrerPolicy: header.extend({ ReferrerPolicy: z.string() }),
      StrictTransportSecurity: header.extend({
        AccessControlMaxAgeSec: z.number(),
        IncludeSubdomains: z.boolean().default(false),
      }),
    }),
    CustomHeadersConfig: z.object({ Items: z.array(header.extend({ Header: z.string(), Value: z.string() })) }),
  }),
});
type Headers = z.infer<typeof headersSchema>['ResponseHeadersPolicyConfig'];

const filesSchema = z.object({
  Archive: z.strictObject({ Bucket: z.string(), Key: z.string() }),
  Config: z.record(z.string(), z.unknown()),
});

/** How the site answers requests whose path fits a pattern. */
export interface Behavior {
  /** `/v1/*`; undefined for all that fits no other. */
  pattern: string | undefined;
  origin: 'files' | 'api';
  headers: Readonly<Record<string, string>>;
  compress: boolean;
  /** The source of the function that changes requests first. */
  rewrite: string | undefined;
}

/** The portal: what is served, and how. */
export interface PortalSpec {
  /** Name of the archive among the assets. */
  archive: string;
  config: Readonly<Record<string, unknown>>;
  behaviors: readonly Behavior[];
}

function headersOf({ SecurityHeadersConfig: security, CustomHeadersConfig: custom }: Headers): Record<string, string> {
  const { AccessControlMaxAgeSec: seconds, IncludeSubdomains: all } = security.StrictTransportSecurity;
  return {
    'content-security-policy': security.ContentSecurityPolicy.ContentSecurityPolicy,
    'x-content-type-options': 'nosniff',
    'x-frame-options': security.FrameOptions.FrameOption,
    'referrer-policy': security.ReferrerPolicy.ReferrerPolicy,
    'strict-transport-security': `max-age=${seconds}${all ? '; includeSubDomains' : ''}`,
    ...Object.fromEntries(custom.Items.map(({ Header, Value }) => [Header.toLowerCase(), Value])),
  };
}

/** The template's portal; undefined when it has none. */
export function portalOf(inventory: Inventory): PortalSpec | undefined {
  const [site, ...more] = inventory.of('AWS::CloudFront::Distribution', distributionSchema);
  const [files, ...moreFiles] = inventory.of('Custom::PortalFiles', filesSchema);
  if (!site && !files) return undefined;
  if (!site || !files || more.length > 0 || moreFiles.length > 0)
    throw new TemplateError('one site with one set of files is what the local cloud can serve');
  const { DefaultCacheBehavior, CacheBehaviors, Origins } = site.properties.DistributionConfig;
  const policies = inventory.of('AWS::CloudFront::ResponseHeadersPolicy', headersSchema);
  const functions = inventory.of('AWS::CloudFront::Function', functionSchema);

  function behavior(properties: z.infer<typeof behaviorSchema>, pattern?: string): Behavior {
    const origin = Origins.find(({ Id }) => Id === properties.TargetOriginId);
    const policy = policies.find(({ ref }) => ref === properties.ResponseHeadersPolicyId);
    if (!origin || !policy) throw new TemplateError(`${site?.id}: a behaviour names what the template does not hold`);
    const [association] = properties.FunctionAssociations;
    const rewrite = functions.find(({ ref }) => ref === association?.FunctionARN);
    if (association && !rewrite) throw new TemplateError(`${association.FunctionARN} is not in the template`);
    return {
      pattern,
      origin: origin.S3OriginConfig === undefined ? 'api' : 'files',
      headers: headersOf(policy.properties.ResponseHeadersPolicyConfig),
      compress: properties.Compress,
      rewrite: rewrite?.properties.FunctionCode,
    };
  }
  return {
    archive: files.properties.Archive.Key,
    config: files.properties.Config,
    behaviors: [...CacheBehaviors.map((one) => behavior(one, one.PathPattern)), behavior(DefaultCacheBehavior)],
  };
}
