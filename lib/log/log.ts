import { AsyncLocalStorage } from 'node:async_hooks';
import type { LogCode } from './catalogue.ts';

type Level = 'info' | 'warn' | 'error';
type Fields = Record<string, unknown>;
export type Log = (level: Level, code: LogCode, fields?: Fields) => void;

const standing = new AsyncLocalStorage<Fields>();

/** Does a piece of work, each line of which carries the given fields as well. */
export const withFields = <Result>(fields: Fields, work: () => Result): Result => standing.run(fields, work);

const plain = (value: unknown): unknown =>
  value instanceof Error ? { name: value.name, message: value.message, stack: value.stack } : value;

/** An e-mail address. What stands before the `@` of a package or of a regime's version, and behind it, is none. */
const ADDRESS = /[\w.%+-]+@[a-z\d-]+(?:\.[a-z\d-]+)*\.[a-z][a-z\d-]+/gi;

/**
 * One JSON line per event. Fields carry ids and counts, never a report's content or a person's name. Services quote
 * addresses in what they say of them; those are left out.
 */
export const log: Log = (level, code, fields = {}) => {
  const entries = Object.entries({ ...standing.getStore(), ...fields }).map(([name, value]) => [name, plain(value)]);
  const line = JSON.stringify({ level, code, ...Object.fromEntries(entries) });
  console[level](line.replace(ADDRESS, '[address]'));
};
