import { randomUUID } from 'node:crypto';
import type { Instant } from '../../../lib/calendar/dates.ts';
import type { Matcher } from './pattern.ts';

export interface Rule {
  /** The logical id. */
  id: string;
  matches: Matcher;
  /** Names of the functions that it runs. */
  functions: readonly string[];
}

export interface BusEvent {
  source: string;
  detailType: string;
  time: Instant;
  resources: readonly string[];
  detail: unknown;
}

export interface Bus {
  /** Hands the event to every rule that matches. Does not wait for the functions. */
  put(event: BusEvent): void;
}

export interface BusOptions {
  rules: readonly Rule[];
  account: string;
  region: string;
  deliver: (name: string, event: unknown) => void;
}

/** The account's default event bus, with the envelope of EventBridge. */
export function createBus({ rules, account, region, deliver }: BusOptions): Bus {
  return {
    put({ source, detailType, time, resources, detail }) {
      const event = {
        version: '0',
        id: randomUUID(),
        'detail-type': detailType,
        source,
        account,
        time,
        region,
        resources,
        detail,
      };
      for (const rule of rules) if (rule.matches(event)) for (const name of rule.functions) deliver(name, event);
    },
  };
}
