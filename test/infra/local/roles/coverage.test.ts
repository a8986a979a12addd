import { describe, expect, it } from 'vitest';
import { createGuard } from '../../../../infra/local/roles/guard.ts';
import { type Access, compilePolicies, type Policy } from '../../../../infra/local/roles/policy.ts';
import { LOCAL_SETTINGS, LOCAL_SURROUNDINGS } from '../../../../infra/local/settings.ts';
import { synthesise } from '../../../../infra/local/synthesis.ts';
import { readSystem } from '../../../../infra/local/template/system.ts';
import { coverageOf, noted } from '../../../support/grant-coverage.ts';
import { noteGrants } from '../../../support/grants.ts';
import { singleGrants, withoutGrant } from '../../../support/single-grants.ts';

const { template } = await synthesise(LOCAL_SETTINGS);
const { granted } = createGuard(readSystem(template, LOCAL_SURROUNDINGS).functions, true).grants;

/** The record of a run that uses all but what the reasons in the list stand for. */
const { unused: owed } = coverageOf(granted.map((grant) => noted('granted', grant)));
const run = (change: { granted?: string[]; used?: string[] } = {}) =>
  coverageOf([
    ...[...granted, ...(change.granted ?? [])].map((grant) => noted('granted', grant)),
    ...(change.used ?? owed).map((grant) => noted('used', grant)),
  ]);

const policiesOf = (json: unknown) =>
  new Map(readSystem(json, LOCAL_SURROUNDINGS).functions.map(({ name, policies }) => [name, policies]));

/** Something that a grant allows and that leans on nothing else than it. */
function accessUnder(grant: string): { caller: string; access: Access } {
  const [, caller = '', action = '', resource = '', key, value] =
    /^([a-z-]+): (\S+) on (\S+)(?: with (\S+) (.+))?$/.exec(grant) ?? [];
  const example = (pattern = '') => pattern.replaceAll('*', 'x');
  return {
    caller,
    access: { action, resource: example(resource), context: key === undefined ? {} : { [key]: [example(value)] } },
  };
}

describe('any single grant of a function', () => {
  const all = policiesOf(template);
  const allowed = (policies: ReadonlyMap<string, readonly Policy[]>, grant: string) => {
    const { caller, access } = accessUnder(grant);
    return compilePolicies(policies.get(caller) ?? [])(access);
  };

  it('that is taken from the stack is denied from then on, and no other', () => {
    expect(granted.filter((grant) => !allowed(all, grant))).toEqual([]);
    const denied = singleGrants(template).flatMap((grant) => {
      const left = policiesOf(withoutGrant(template, grant));
      const gone = granted.filter((each) => !allowed(left, each));
      expect(gone.length).toBeLessThanOrEqual(1);
      return gone;
    });
    expect(denied).toEqual(granted);
  });

  it('that is denied makes the test fail that wanted it, whatever became of it', () => {
    const done = { grants: { granted: [], used: new Set<string>() }, denials: ['api is not authorized to perform …'] };
    expect(() => noteGrants(done)).toThrow('api is not authorized to perform …');
  });
});

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
