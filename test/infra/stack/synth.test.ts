import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App, Duration, Stack } from 'aws-cdk-lib';
import { AwsSolutionsChecks } from 'cdk-nag';
import { afterAll, describe, expect, it } from 'vitest';
import { bundleFunction } from '../../../infra/bundle.ts';
import { Handler } from '../../../infra/functions/handler.ts';
import { Mail } from '../../../infra/mail/mail.ts';
import { checkNoticeTimes } from '../../../infra/schedules/notice-times.ts';
import { exampleValues, parseSettings } from '../../../infra/settings.ts';
import { buildStack } from '../../../infra/stack.ts';
import { createApp, synthTemplate } from '../../../infra/synth.ts';
import { regimes } from '../../../lib/regime/index.ts';

const root = mkdtempSync(join(tmpdir(), 'dung-han-synth-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));
let count = 0;
const folder = () => {
  count += 1;
  return join(root, String(count));
};
const settings = parseSettings({ ...exampleValues });

describe('the stack', () => {
  it('passes the CDK’s own check of its template', () => {
    const outdir = folder();
    const app = createApp({ outdir });
    buildStack(app, settings);
    app.synth();
    // Warnings too: most of what the check finds it calls one.
    expect(JSON.parse(readFileSync(join(outdir, 'validation-report.json'), 'utf8')).pluginReports).toEqual([]);
  });

  it('has no finding of cdk-nag that is not answered, and no answer without a finding', () => {
    const app = createApp({ outdir: folder() });
    const stack = buildStack(app, settings);
    expect(new AwsSolutionsChecks(app).validateScope(stack).violations).toEqual([]);

    const answered = stack.node
      .findAll()
      .flatMap(({ node }) => node.metadata)
      .filter(({ type }) => type === 'aws:cdk:acknowledged-rules')
      .flatMap(({ data }) => Object.keys(data).map((id) => id.replace(/^annotation::/i, '')));
    const deaf = new AwsSolutionsChecks(app);
    Object.defineProperty(deaf, 'isAcknowledged', { value: () => false });
    const found = deaf.validateScope(stack).violations.map(({ ruleName }) => ruleName);
    expect(new Set(answered)).toEqual(new Set(found));
  });

  it('is the same each time it is built', () => {
    const first = synthTemplate({ stage: 'twice' }, { outdir: folder() });
    const second = synthTemplate({ stage: 'twice' }, { outdir: folder() });
    expect(second.template).toEqual(first.template);
  });

  it('stays in the region that the settings name', () => {
    const stack = buildStack(createApp({ outdir: folder() }), { ...settings, region: 'ap-southeast-1' });
    expect(stack.region).toBe('ap-southeast-1');
  });

  it('is not built around a sender that may outlive the lease of its claims', () => {
    const stack = new Stack(new App({ outdir: folder() }), 'Slow');
    const handler = new Handler(stack, { name: 'send-digest', timeout: Duration.minutes(10) });
    expect(() => new Mail(stack, 'Mail', settings).grantSend(handler)).toThrow(/LEASE_SECONDS/);
  });

  it('is not built around a regime whose notices fall between two sweeps', () => {
    const [regime] = regimes;
    const [rule] = regime?.rules ?? [];
    if (!regime || !rule) throw new Error('there is no rule');
    const notices = { ...rule.notices, onLast: [{ at: '08:05', to: ['unit' as const] }] };
    expect(() => checkNoticeTimes([{ ...regime, rules: [{ ...rule, notices }] }])).toThrow(/08:05/);
  });
});

describe('bundling', () => {
  it('says which function is not there', () => {
    expect(() => bundleFunction('forget-everything')).toThrow(
      'function forget-everything: there is no functions/forget-everything/index.ts to bundle',
    );
  });
});

describe('npm run deploy', () => {
  const run = (script: string, variables: Record<string, string>) =>
    spawnSync(process.execPath, ['infra/app.ts'], {
      env: { ...process.env, CDK_OUTDIR: folder(), npm_lifecycle_event: script, ...variables },
      encoding: 'utf8',
    });

  it('refuses as long as a setting is missing', () => {
    const { status, stderr } = run('deploy', { DUNG_HAN_REGION: 'ap-southeast-1' });
    expect(status).toBe(2);
    expect(stderr).toContain('goLive is missing');
    expect(stderr).not.toContain('region is missing');
  });
});
