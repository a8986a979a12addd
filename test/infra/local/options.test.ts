import { describe, expect, it } from 'vitest';
import { parseCommandLine, UsageError } from '../../../infra/local/options.ts';

describe('the command line of npm start', () => {
  it('has a default for everything', () => {
    expect(parseCommandLine([])).toEqual({
      port: 4310,
      dataDir: '.local',
      fresh: false,
      now: undefined,
      goLive: undefined,
      demo: true,
    });
  });

  it('takes every option of the contract', () => {
    const line = '--port 0 --data there --fresh --now 2026-10-22T08:00:00+07:00 --go-live 2026-01-01 --no-demo';
    expect(parseCommandLine(line.split(' '))).toEqual({
      port: 0,
      dataDir: 'there',
      fresh: true,
      now: Date.parse('2026-10-22T01:00:00Z'),
      goLive: '2026-01-01',
      demo: false,
    });
  });

  it.each([
    ['--port', 'http'],
    ['--port', '65536'],
    ['--port', '-1'],
    ['--now', '2026-10-22'],
    ['--now', '2026-10-22T08:00:00'],
    ['--now', '2026-02-30T08:00:00Z'],
    ['--go-live', '2026-02-30'],
    ['--go-live', '22/10/2026'],
    ['--data', ''],
    ['--speed', '9'],
    ['extra', 'words'],
  ])('refuses %s %s in one line', (...args) => {
    expect(() => parseCommandLine(args)).toThrow(UsageError);
    expect(() => parseCommandLine(args)).toThrow(/^[^\n]+$/);
  });
});
