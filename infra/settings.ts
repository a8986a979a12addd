import * as z from 'zod';
import { DEFAULT_PROVINCE } from '../lib/papers/issuer.ts';
import { currentRegime } from '../lib/regime/index.ts';

const address = z.email('must be an e-mail address');
const region = z.string().regex(/^[a-z]{2}(-[a-z]+)+-[0-9]$/, 'must be an AWS region, such as ap-southeast-1');
const loopback = ['localhost', '127.0.0.1'];

/** What an operator decides about one deployment; docs/operations.md explains each. */
export const settingsSchema = z
  .strictObject({
    /** Tells several deployments in one account apart. */
    stage: z.string().regex(/^[a-z][a-z0-9-]{0,15}$/, 'must be short: lower-case letters, digits, hyphens'),
    /** Nothing leaves it. Without one the template fits any region; a deployment must say which. */
    region: region.optional(),
    account: z
      .string()
      .regex(/^[0-9]{12}$/, 'must be an AWS account number of 12 digits')
      .optional(),
    /** The document in which the operator decided that the data may lie in the region. */
    dataLocationDecision: z.string().min(3, 'must name the document that decides where the data lies').max(200),
    /** As papers name it: "Điện Biên" in "TỈNH ỦY ĐIỆN BIÊN". */
    provinceName: z.string().min(2, 'must name the province').max(40),
    senderDomain: z.string().regex(/^([a-z0-9-]+\.)+[a-z]{2,}$/, 'must be a domain name'),
    senderAddress: address,
    officeAddress: address,
    /** Where the invitation of the account `office` went at the first deployment; it cannot change after. */
    bootstrapAddress: address,
    opsAddress: address,
    portalUrl: z
      .url('must be an address, such as https://dunghan.example.vn/')
      .refine(
        (url) => URL.canParse(url) && (url.startsWith('https:') || loopback.includes(new URL(url).hostname)),
        'must begin with https://',
      )
      .refine(
        (url) => URL.canParse(url) && url === `${new URL(url).origin}/`,
        'must end with the one / after the host',
      ),
    /** For the host of `portalUrl`; without one the site has no name but CloudFront's own. */
    certificateArn: z
      .string()
      .regex(
        /^arn:aws:acm:us-east-1:[0-9]{12}:certificate\/[0-9a-f-]+$/,
        'must be the ARN of a certificate in us-east-1, where CloudFront looks for it',
      )
      .optional(),
    goLive: z.iso
      .date('must be a date written YYYY-MM-DD')
      .refine((date) => currentRegime(date) !== undefined, 'must not be earlier than the first regime'),
    /** For how many years nobody, the account's owner included, can delete a day's seal of the histories. */
    sealYears: z.coerce.number().int().min(1).max(100),
    /** Whether everybody signs in with a second factor, or who wants to; Cognito knows no middle way. */
    mfa: z.enum(['required', 'optional']),
    timerShards: z.coerce.number().int().min(1).max(1000),
    maxSendRate: z.coerce.number().positive().max(1000),
  })
  .refine(({ senderAddress, senderDomain }) => senderAddress.endsWith(`@${senderDomain}`), {
    path: ['senderAddress'],
    message: 'must be an address of senderDomain',
  });

export type Settings = z.infer<typeof settingsSchema>;

const hasNameOfCloudFront = ({ portalUrl }: Settings) => new URL(portalUrl).hostname.endsWith('.cloudfront.net');

/** The settings of a real deployment. */
export const deploymentSchema = settingsSchema
  .safeExtend({ region })
  .refine((settings) => settings.certificateArn !== undefined || hasNameOfCloudFront(settings), {
    path: ['certificateArn'],
    message: 'must be given unless the host of portalUrl ends with .cloudfront.net',
  });

/** Settings that have a value unless somebody gives another; some follow from another setting. */
const defaultsFor = ({ senderDomain, officeAddress }: Record<string, unknown>): Record<string, unknown> => ({
  stage: 'production',
  provinceName: DEFAULT_PROVINCE,
  senderAddress: `baocao@${senderDomain}`,
  bootstrapAddress: officeAddress,
  // As long as people may still ask who filed what when: two terms of a committee.
  sealYears: 10,
  mfa: 'required',
  timerShards: 4,
  // What Amazon SES allows an account that is still in its sandbox.
  maxSendRate: 1,
});

/** Values that only show what the stack looks like: nothing with them is ever deployed (infra/app.ts). */
export const exampleValues = {
  stage: 'example',
  dataLocationDecision: 'EXAMPLE ONLY: no decision',
  senderDomain: 'example.vn',
  officeAddress: 'van-phong@example.vn',
  opsAddress: 'van-hanh@example.vn',
  portalUrl: 'https://dunghan.example.vn/',
  goLive: '2026-01-01',
} as const;

/** Settings that are missing or wrong; the message tells the operator which, and how to give them. */
export class SettingsError extends Error {
  override readonly name = 'SettingsError';
}

const names = Object.keys(settingsSchema.shape);
const variableOf = (name: string) => `DUNG_HAN_${name.replace(/[A-Z]/g, (letter) => `_${letter}`).toUpperCase()}`;

/** One line for each setting at fault: what is wrong with it and how to give it. */
function faultsOf(error: z.ZodError, given: Record<string, unknown>): string[] {
  const lines = new Map<string, string>();
  for (const { path, message } of error.issues) {
    const name = String(path[0] ?? '');
    // A default that follows from a setting is at fault only because that one is.
    const followed = !(name in given) && name in defaultsFor(given);
    if (lines.has(name) || followed) continue;
    const fault = name in given ? message : 'is missing';
    lines.set(name, name === '' ? message : `${name} ${fault} (-c ${name}=… or ${variableOf(name)}=…)`);
  }
  return [...lines.values()];
}

/** Checks settings and fills in the defaults. Throws a SettingsError that names every fault. */
export function parseSettings(given: Record<string, unknown>, schema: z.ZodType<Settings> = settingsSchema): Settings {
  const parsed = schema.safeParse({ ...defaultsFor(given), ...given });
  if (parsed.success) return parsed.data;
  throw new SettingsError(['settings (docs/operations.md):', ...faultsOf(parsed.error, given)].join('\n  '));
}

/** The settings that the command line (`-c name=value`) or else the environment gives; those not given are absent. */
export function givenSettings(
  fromContext: (name: string) => unknown,
  environment: Readonly<Record<string, string | undefined>>,
): Record<string, unknown> {
  const given = names.map((name): [string, unknown] => [name, fromContext(name) ?? environment[variableOf(name)]]);
  return Object.fromEntries(given.filter(([, value]) => value !== undefined && value !== ''));
}
