import { Duration, Stack } from 'aws-cdk-lib';
import { HeadersFrameOption, HeadersReferrerPolicy, ResponseHeadersPolicy } from 'aws-cdk-lib/aws-cloudfront';
import type { Construct } from 'constructs';

/** Where pages may send requests, beside their own origin. */
export interface Elsewhere {
  /** The sign-in pages: tokens are fetched, renewed and revoked there. */
  readonly signIn: string;
  /** The documents' bucket: files are sent and fetched there. */
  readonly documents: string;
}

const contentSecurityPolicy = ({ signIn, documents }: Elsewhere): string =>
  Object.entries({
    'default-src': "'none'",
    'script-src': "'self'",
    'style-src': "'self'",
    'img-src': "'self' data: blob:",
    'connect-src': `'self' ${signIn} ${documents}`,
    'worker-src': "'self'",
    // A report is shown in the page from bytes that the page fetched itself.
    'frame-src': 'blob:',
    'frame-ancestors': "'none'",
    'base-uri': "'none'",
    // Signing in is a link, not a form, and every form is handled by the page itself.
    'form-action': "'none'",
  })
    .map((directive) => directive.join(' '))
    .join('; ');

/** Powerful features of browsers: the portal needs none. */
const UNUSED_FEATURES = ['camera', 'geolocation', 'microphone', 'payment', 'usb', 'browsing-topics'];

/** The headers of every answer of the site, which keep what does not belong to it out of the page. */
export const headersOfAllAnswers = (scope: Construct, elsewhere: Elsewhere): ResponseHeadersPolicy =>
  new ResponseHeadersPolicy(scope, 'Headers', {
    responseHeadersPolicyName: `${Stack.of(scope).stackName}-portal`,
    securityHeadersBehavior: {
      contentSecurityPolicy: { contentSecurityPolicy: contentSecurityPolicy(elsewhere), override: true },
      contentTypeOptions: { override: true },
      frameOptions: { frameOption: HeadersFrameOption.DENY, override: true },
      referrerPolicy: { referrerPolicy: HeadersReferrerPolicy.NO_REFERRER, override: true },
      strictTransportSecurity: { accessControlMaxAge: Duration.days(365), includeSubdomains: false, override: true },
    },
    customHeadersBehavior: {
      customHeaders: [
        { header: 'Cross-Origin-Opener-Policy', value: 'same-origin', override: true },
        { header: 'Cross-Origin-Resource-Policy', value: 'same-origin', override: true },
        { header: 'Permissions-Policy', value: UNUSED_FEATURES.map((name) => `${name}=()`).join(', '), override: true },
      ],
    },
  });
