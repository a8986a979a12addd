import { spawnSync } from 'node:child_process';
import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { all, functions } from './synthesis.ts';

const logGroups = all('AWS::Logs::LogGroup', z.object({ RetentionInDays: z.number().optional() }));

/** Starts a bundle as Lambda does and tells what it exports and which of its environment it asked for. */
const START = `
const asked = new Set();
process.env = new Proxy(process.env, { get: (all, name) => { asked.add(name); return all[name]; } });
const { handler } = await import(process.argv[1]);
console.log(JSON.stringify({ handler: typeof handler, asked: [...asked] }));
`;
const startedSchema = z.object({ handler: z.string(), asked: z.array(z.string()) });

function start(folder: string, variables: Record<string, unknown>) {
  const env = Object.fromEntries(
    Object.entries(variables).map(([name, value]) => [
      name,
      typeof value === 'string' ? value : 'made-by-cloudformation',
    ]),
  );
  const entry = pathToFileURL(join(folder, 'index.mjs')).href;
  const { stdout, stderr } = spawnSync(process.execPath, ['--input-type=module', '--eval', START, entry], {
    env,
    encoding: 'utf8',
  });
  if (stdout === '') throw new Error(stderr);
  return startedSchema.parse(JSON.parse(stdout));
}

describe('the functions', () => {
  it('are the folders under functions, each once', () => {
    const folders = readdirSync('functions').filter((name) =>
      statSync(join('functions', name, 'index.ts'), { throwIfNoEntry: false }),
    );
    expect(functions.map(({ name }) => name).sort()).toEqual(folders.sort());
  });

  it('have a log of their own each', () => {
    const groups = functions.map(({ props }) => props.LoggingConfig.LogGroup.Ref);
    expect(new Set(groups).size).toBe(functions.length);
  });
});

describe('every log', () => {
  it.each(logGroups)('$id ends some day', ({ props }) => {
    expect(props.RetentionInDays).toBeGreaterThan(0);
  });
});

/** The one function whose work has no bound: it stops when its time is nearly up, and is taken up again. */
const LONG = 'compile-reports';

describe.each(functions)('$name', ({ name, props, bundle }) => {
  it('runs on Node.js 24 on arm64, logs JSON to a log of the stack, and ends within five minutes', () => {
    expect(props.Runtime).toBe('nodejs24.x');
    expect(props.Architectures).toEqual(['arm64']);
    expect(props.LoggingConfig.LogFormat).toBe('JSON');
    expect(logGroups.map(({ id }) => id)).toContain(props.LoggingConfig.LogGroup.Ref);
    expect(props.Timeout).toBeLessThanOrEqual(name === LONG ? 900 : 300);
  });

  it('starts with the environment that it is given, and asks for all of it', () => {
    const variables = props.Environment.Variables;
    const { handler, asked } = start(bundle, variables);
    expect(handler).toBe('function');
    expect(asked).toEqual(expect.arrayContaining(Object.keys(variables)));
  });

  it('loads less than a megabyte at start', () => {
    expect(statSync(join(bundle, 'index.mjs')).size).toBeLessThan(1_000_000);
  });
});
