import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { all } from './synthesis.ts';

const alarms = all(
  'AWS::CloudWatch::Alarm',
  z.object({ AlarmDescription: z.string(), AlarmActions: z.array(z.unknown()), OKActions: z.array(z.unknown()) }),
).map(({ props }) => {
  const [, name = '', kind = ''] = /^(([a-z-]+)\/[a-z-]+): /.exec(props.AlarmDescription) ?? [];
  return { ...props, name, kind };
});

const operations = readFileSync('docs/operations.md', 'utf8');
const [, runbook = ''] = operations.split('\n## Alarms\n');
const [, walked = ''] = /\n### Walked on the local cloud\n(.*?)\n## /s.exec(operations) ?? [];
const sections = runbook
  .split(/^### /m)
  .slice(1)
  .map((text) => ({ kind: text.slice(0, text.indexOf('\n')).trim(), text }));
const explained = [...runbook.matchAll(/`([a-z-]+\/[a-z-]+)`/g)].map(([, name]) => name);

describe('every alarm', () => {
  it.each(alarms)('$name tells the operators, when it begins and when it is over', ({ AlarmActions, OKActions }) => {
    expect(AlarmActions).toHaveLength(1);
    expect(OKActions).toEqual(AlarmActions);
  });

  it.each(alarms)(
    '$name is explained in the section of the runbook that it points to',
    ({ name, kind, AlarmDescription }) => {
      expect(AlarmDescription).toMatch(new RegExp(`docs/operations\\.md#${kind}$`));
      expect(sections.find((section) => section.kind === kind)?.text).toContain(`\`${name}\``);
    },
  );

  it('is there if the runbook explains it', () => {
    expect([...explained].sort()).toEqual(alarms.map(({ name }) => name).sort());
  });
});

/** What GitHub makes of a heading for links to it. */
const anchorOf = (heading: string) =>
  heading
    .toLowerCase()
    .replace(/[^\p{L}\p{N} -]/gu, '')
    .replaceAll(' ', '-');

describe('every link within the runbook', () => {
  const anchors = new Set([...operations.matchAll(/^#{2,} (.+)$/gm)].map(([, heading = '']) => anchorOf(heading)));

  it.each([...new Set([...operations.matchAll(/\]\(#([^)]+)\)/g)].map(([, anchor]) => anchor))])(
    'leads to #%s',
    (anchor) => {
      expect(anchors).toContain(anchor);
    },
  );
});

describe('every section of the runbook', () => {
  it.each(sections)('$kind says how it was walked on the local cloud, or that it was not', ({ kind }) => {
    expect(walked).toMatch(new RegExp(`^\\|.*\\[${kind}\\]\\(#${kind}\\)`, 'm'));
  });

  it.each(sections)('$kind describes, investigates, resolves', ({ text }) => {
    for (const part of ['Description', 'Investigation', 'Resolution']) expect(text).toContain(`**${part}.** `);
  });
});
