import type { LogCode } from './catalogue.ts';

type Level = 'info' | 'warn' | 'error';
export type Log = (level: Level, code: LogCode, fields?: Record<string, unknown>) => void;

const plain = (value: unknown): unknown =>
  value instanceof Error ? { name: value.name, message: value.message, stack: value.stack } : value;

/** One JSON line per event. Fields carry ids and counts, never a report's content or a person's name. */
export const log: Log = (level, code, fields = {}) => {
  const entries = Object.entries(fields).map(([name, value]) => [name, plain(value)]);
  console[level](JSON.stringify({ level, code, ...Object.fromEntries(entries) }));
};
