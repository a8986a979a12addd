import { describe, expect, it } from 'vitest';
import { createGuard } from '../../../../infra/local/roles/guard.ts';
import { LOCAL_ACCOUNT, LOCAL_SETTINGS } from '../../../../infra/local/settings.ts';
import { synthesise } from '../../../../infra/local/synthesis.ts';
import { readSystem } from '../../../../infra/local/template/system.ts';
import { coverageOf, noted } from '../../../support/grant-coverage.ts';

const { template } = await synthesise(LOCAL_SETTINGS);
const surroundings = {
  account: LOCAL_ACCOUNT,
  region: LOCAL_SETTINGS.region,
  stack: `dung-han-${LOCAL_SETTINGS.stage}`,
};
const { granted } = createGuard(readSystem(template, surroundings).functions, true).grants;

/** The record of a run that uses all but what the reasons in the list stand for. */
const { unused: owed } = coverageOf(granted.map((grant) => noted('granted', grant)));
const run = (change: { granted?: string[]; used?: string[] } = {}) =>
  coverageOf([
    ...[...granted, ...(change.granted ?? [])].map((grant) => noted('granted', grant)),
    ...(change.used ?? owed).map((grant) => noted('used', grant)),
  ]);

describe('a run of all tests', () => {
  it('is content when every grant of the stack was used, or has a reason', () => {
    expect(run()).toMatchObject({ unused: [], idle: [], used: owed.length });
  });

  it('tells of any grant that nothing used', () => {
    for (const left of owed) expect(run({ used: owed.filter((grant) => grant !== left) }).unused).toEqual([left]);
  });

  it('tells of a needless grant that is added to any function', () => {
    for (const name of new Set(granted.map((grant) => grant.split(':')[0]))) {
      const needless = `${name}: dynamodb:DescribeTable on arn:aws:dynamodb:ap-southeast-1:000000000000:table/register`;
      expect(run({ granted: [needless] }).unused).toEqual([needless]);
    }
  });

  it('tells of a reason that nothing needs any more', () => {
    const aborting = granted.find((grant) => grant.startsWith('compile-reports: s3:AbortMultipartUpload')) ?? '';
    expect(run({ used: [...owed, aborting] }).idle).toEqual([expect.stringContaining('AbortMultipartUpload')]);
  });
});
