import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import {
  deploymentSchema,
  exampleValues,
  givenSettings,
  parseSettings,
  SettingsError,
  settingsSchema,
} from '../../../infra/settings.ts';

const REAL = {
  ...exampleValues,
  region: 'ap-southeast-1',
  stage: 'production',
  certificateArn: 'arn:aws:acm:us-east-1:123456789012:certificate/0a1b2c3d-0000-4444-8888-123456789abc',
};

const refusal = (given: Record<string, unknown>): string => {
  try {
    parseSettings(given, deploymentSchema);
  } catch (error) {
    if (error instanceof SettingsError) return error.message;
    throw error;
  }
  return 'accepted';
};

describe('settings', () => {
  it('are complete when the required ones are given', () => {
    expect(parseSettings(REAL, deploymentSchema)).toMatchObject({
      senderAddress: 'baocao@example.vn',
      bootstrapAddress: 'van-phong@example.vn',
      provinceName: 'Điện Biên',
      sealYears: 10,
      mfa: 'required',
      timerShards: 4,
      maxSendRate: 1,
    });
  });

  it('name all that a deployment lacks, and how to give it', () => {
    const message = refusal({});
    const required = [
      'region',
      'dataLocationDecision',
      'senderDomain',
      'officeAddress',
      'opsAddress',
      'portalUrl',
      'goLive',
    ];
    for (const name of required) expect(message).toContain(`  ${name} is missing (-c ${name}=…`);
    expect(message.split('\n')).toHaveLength(1 + required.length);
    expect(message).toContain('DUNG_HAN_GO_LIVE=…');
  });

  it.each([
    ['region', 'Singapore', 'must be an AWS region'],
    ['account', '12', '12 digits'],
    ['stage', 'Production!', 'must be short'],
    ['dataLocationDecision', '', 'must name the document'],
    ['senderDomain', 'https://example.vn', 'must be a domain name'],
    ['senderAddress', 'baocao@elsewhere.vn', 'must be an address of senderDomain'],
    ['officeAddress', 'van-phong', 'must be an e-mail address'],
    ['opsAddress', 'van-hanh', 'must be an e-mail address'],
    ['portalUrl', 'http://dunghan.example.vn', 'must begin with https://'],
    ['portalUrl', 'dunghan', 'must be an address'],
    ['portalUrl', 'https://dunghan.example.vn/trang', 'must end with the one /'],
    ['certificateArn', 'arn:aws:acm:ap-southeast-1:123456789012:certificate/0a1b2c3d', 'in us-east-1'],
    ['goLive', '2026-02-30', 'must be a date'],
    ['goLive', '2021-08-23', 'must not be earlier than the first regime'],
    ['provinceName', 'x', ''],
    ['sealYears', '0', ''],
    ['sealYears', '1.5', ''],
    ['mfa', 'sometimes', ''],
    ['timerShards', '0', ''],
    ['maxSendRate', '0', ''],
    ['sender', 'x', ''],
  ])('refuse %s = %s', (name, value, reason) => {
    const message = refusal({ ...REAL, [name]: value });
    expect(message).not.toBe('accepted');
    expect(message).toContain(reason);
  });

  it('ask for a certificate unless the site goes by CloudFront’s own name', () => {
    const { certificateArn: _, ...without } = REAL;
    expect(refusal(without)).toContain('certificateArn is missing');
    expect(refusal({ ...without, portalUrl: 'https://d111111abcdef8.cloudfront.net/' })).toBe('accepted');
  });

  it('allow a portal on this machine without https', () => {
    expect(parseSettings({ ...REAL, portalUrl: 'http://localhost:4310/' }).portalUrl).toBe('http://localhost:4310/');
  });

  it('come from the command line before the environment', () => {
    const context: Record<string, unknown> = { goLive: '2026-02-01' };
    const environment = { DUNG_HAN_GO_LIVE: '2026-03-01', DUNG_HAN_SENDER_DOMAIN: 'example.vn', PATH: '/bin' };
    expect(givenSettings((name) => context[name], environment)).toEqual({
      goLive: '2026-02-01',
      senderDomain: 'example.vn',
    });
  });

  it('are explained in the operations guide, each one', () => {
    const guide = readFileSync('docs/operations.md', 'utf8');
    const explained = [...guide.matchAll(/^\| `([a-zA-Z]+)` \| .* \|$/gm)].map(([, name]) => name);
    expect(explained).toEqual(expect.arrayContaining(Object.keys(settingsSchema.shape)));
  });
});
