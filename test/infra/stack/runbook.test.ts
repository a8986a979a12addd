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

const [, runbook = ''] = readFileSync('docs/operations.md', 'utf8').split('\n## Alarms\n');
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

describe('every section of the runbook', () => {
  it.each(sections)('$kind describes, investigates, resolves', ({ text }) => {
    for (const part of ['Description', 'Investigation', 'Resolution']) expect(text).toContain(`**${part}.** `);
  });
});
