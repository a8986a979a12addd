import { describe, expect, it } from 'vitest';
import { REQUESTS_PREFIX, SUBMISSIONS_PREFIX } from '../../../infra/documents/documents.ts';
import { PAPERS_PREFIXES } from '../../../infra/papers/papers.ts';
import { COMPILATIONS_PREFIX, JOBS_PREFIX, REPORTS_PREFIX } from '../../../lib/papers/kept.ts';
import { obligationKey } from '../../../lib/store/obligations.ts';
import { SEALS_PREFIX } from '../../../lib/store/seals.ts';
import { functions, granted, idOf, refSchema, type Statement } from './synthesis.ts';

const LEADING_KEYS = 'dynamodb:LeadingKeys';
const writes = (action: string) => /^dynamodb:(Put|Update)/.test(action);
const doing = (test: (action: string) => boolean) =>
  granted.filter(({ statement }) => statement.Action.some((action) => test(action)));
const whoMay = (action: string) =>
  [...new Set(doing((candidate) => candidate === action).map(({ who }) => who))].sort();
const under = (prefix: string) => (action: string) =>
  [
    ...new Set(
      doing((candidate) => candidate === action)
        .filter(({ statement }) => JSON.stringify(statement.Resource).includes(`/${prefix}*`))
        .map(({ who }) => who),
    ),
  ].sort();
const leadingKeys = ({ Condition }: Statement) => Condition?.['ForAllValues:StringLike']?.[LEADING_KEYS];

const portalFiles = functions
  .map(({ props }) => props.Environment.Variables.PORTAL_BUCKET_NAME)
  .flatMap((name) => refSchema.safeParse(name).data?.Ref ?? [])[0];

describe('every role', () => {
  it.each(granted)('$who: the statement names its actions and its resources', ({ statement }) => {
    expect(statement.Effect).toBe('Allow');
    expect(statement.Action.filter((action) => action.includes('*'))).toEqual([]);
    const resources = (statement.Resource ?? []).map((resource) => JSON.stringify(resource));
    expect(resources.length).toBeGreaterThan(0);
    // The families of resources that have no end: files of submissions and requests, seals of days, papers, the portal's files.
    const prefixes = [SUBMISSIONS_PREFIX, REQUESTS_PREFIX, SEALS_PREFIX, ...PAPERS_PREFIXES].map(
      (prefix) => `/${prefix}*`,
    );
    const endless = (arn: string) =>
      prefixes.some((end) => arn.includes(end)) || arn.includes(`${portalFiles}","Arn"]},"/*"`);
    expect(resources.filter((arn) => arn.includes('*') && !endless(arn))).toEqual([]);
  });

  it('deletes nothing that was recorded or filed (R23)', () => {
    // A message is deleted once what it told of is on record; a sign-in, with its address, when its person leaves.
    const passing = ['sqs:DeleteMessage', 'cognito-idp:AdminDeleteUser'];
    const deleting = doing((action) => /Delete|Remove|Purge/.test(action) && !passing.includes(action));
    expect(deleting).toEqual([]);
  });
});

describe('the register', () => {
  it('is written only in the partitions that a function is for', () => {
    for (const { statement } of doing(writes)) expect(leadingKeys(statement)).toEqual(expect.any(Array));
  });

  it('takes accounts from nobody but the function that manages them', () => {
    const account = doing(writes).filter(({ statement }) =>
      JSON.stringify(leadingKeys(statement)).includes('ACCOUNT#'),
    );
    expect(account.map(({ who }) => who)).toEqual(['manage-accounts']);
  });

  it('is loaded with units by one function', () => {
    const loading = doing(writes).filter(({ statement }) =>
      JSON.stringify(leadingKeys(statement)).includes('REGISTRY'),
    );
    expect(loading.map(({ who }) => who)).toEqual(['load-units']);
  });

  it('takes obligations where their keys say', () => {
    const { PK } = obligationKey({ unit: 'huyen-uy-tuan-giao', rule: 'monthly', period: '2026-01' });
    const opening = doing((action) => action === 'dynamodb:PutItem').find(({ who }) => who === 'open-obligations');
    expect(leadingKeys(opening?.statement ?? { Effect: 'Deny', Action: [] })).toContain(`${PK.split('#')[0]}#*`);
  });

  it('is never scanned', () => {
    expect(whoMay('dynamodb:Scan')).toEqual([]);
  });
});

describe('documents', () => {
  it('are signed in by the function that declares them, and read by those that inspect and show them', () => {
    const whoMayThere = under(SUBMISSIONS_PREFIX);
    expect(whoMayThere('s3:PutObject')).toEqual(['request-upload']);
    expect(under(REQUESTS_PREFIX)('s3:PutObject')).toEqual(['open-request']);
    expect(whoMayThere('s3:GetObjectVersion')).toEqual(['api', 'compile-reports', 'record-upload']);
  });
});

describe('files', () => {
  it('are listed by nobody who hands them out, but seals', () => {
    const lists = doing((action) => action.startsWith('s3:List')).flatMap(({ who, statement }) =>
      (statement.Resource ?? []).map((arn) => `${who}: ${idOf(arn).replace(/Bucket.*/, '')}`),
    );
    // Whoever compiles papers is told in this way that one is not there yet.
    const known = ['api: Seals', 'check-register: Documents', 'compile-reports: Papers', 'seal-histories: Seals'];
    expect(lists.sort()).toEqual(known);
  });
});

describe('seals', () => {
  it('are made by one function, and read by it and by the API', () => {
    const whoMayThere = under(SEALS_PREFIX);
    expect(whoMayThere('s3:PutObject')).toEqual(['seal-histories']);
    expect(whoMayThere('s3:GetObjectVersion')).toEqual(['api', 'seal-histories']);
    expect(whoMay('s3:ListBucketVersions')).toEqual(['api', 'check-register', 'seal-histories']);
  });

  it('are locked by the bucket alone: nobody may say for how long', () => {
    expect(doing((action) => /Retention|LegalHold|ObjectLock/.test(action))).toEqual([]);
  });

  it('come from a function that writes nothing else', () => {
    const writing = granted.filter(
      ({ who, statement }) => who === 'seal-histories' && statement.Action.some((action) => /Put|Update/.test(action)),
    );
    expect(writing.flatMap(({ statement }) => statement.Action)).toEqual(
      expect.not.arrayContaining([expect.stringMatching(/^dynamodb:/)]),
    );
  });
});

describe('papers', () => {
  it('are compiled by one function, kept by another, and offered by a third, which sets the first going', () => {
    expect(under(COMPILATIONS_PREFIX)('s3:PutObject')).toEqual(['compile-reports']);
    expect(under(REPORTS_PREFIX)('s3:PutObject')).toEqual(['send-compliance-report']);
    expect(under(JOBS_PREFIX)('s3:PutObject')).toEqual(['compile-reports', 'manage-papers']);
    expect(under(COMPILATIONS_PREFIX)('s3:GetObjectVersion')).toEqual(['manage-papers']);
    expect(under(REPORTS_PREFIX)('s3:GetObjectVersion')).toEqual(['manage-papers']);
  });

  it('are written in the register by those three, and by nobody else', () => {
    const writing = doing(writes).filter(({ statement }) => JSON.stringify(leadingKeys(statement)).includes('PAPER#'));
    expect(writing.map(({ who }) => who).sort()).toEqual([
      'compile-reports',
      'manage-papers',
      'send-compliance-report',
    ]);
  });
});

describe('letters', () => {
  it('are sent from one address, by the functions that have something to say', () => {
    expect(whoMay('ses:SendEmail')).toEqual([
      'decide-obligation',
      'manage-papers',
      'open-report',
      'record-scan',
      'record-upload',
      'send-compliance-report',
      'send-digest',
      'sweep-deadlines',
    ]);
    for (const { statement } of doing((action) => action.startsWith('ses:')))
      expect(statement.Condition).toEqual({ StringEquals: { 'ses:FromAddress': 'baocao@example.vn' } });
  });
});

describe('the user pool', () => {
  it('is changed by the function that manages accounts only', () => {
    const who = doing((action) => action.startsWith('cognito-idp:')).map((grant) => grant.who);
    expect(new Set(who)).toEqual(new Set(['manage-accounts']));
  });
});

describe('roles other than those of functions', () => {
  it('may only start their function, and put by what it could not take', () => {
    const others = granted.filter(({ who }) => !functions.some(({ name }) => name === who));
    const actions = others.flatMap(({ statement }) => statement.Action);
    expect(new Set(actions)).toEqual(new Set(['lambda:InvokeFunction', 'sqs:SendMessage']));
  });
});
