import { randomUUID } from 'node:crypto';
import type { Instant } from '../../../lib/calendar/dates.ts';
import type { Matcher } from './pattern.ts';

/** Whom a rule hands its events to, by name. */
export type Target = { readonly function: string } | { readonly queue: string };

export interface Rule {
  /** The logical id. */
  id: string;
  matches: Matcher;
  targets: readonly Target[];
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
  deliver: (target: Target, event: unknown) => void;
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
      for (const rule of rules) if (rule.matches(event)) for (const target of rule.targets) deliver(target, event);
    },
  };
}
