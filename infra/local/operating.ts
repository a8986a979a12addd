import type { Controls } from './control.ts';
import type { LocalCloud } from './local-cloud.ts';
import { type Outage, setOutages } from './roles/outages.ts';
import type { System } from './template/system.ts';

type Operating = Pick<
  Controls,
  'alarms' | 'queues' | 'enqueue' | 'redrive' | 'discard' | 'purge' | 'outages' | 'setOutages' | 'invoke'
>;

/** What an operator does by hand on AWS, with queues, functions and alarms: the runbook's steps as they are on this machine. */
export function createOperating({ functions, queues: specs }: System, cloud: LocalCloud): Operating {
  const { alarms, queues, deadLetters, faults } = cloud;
  let outages: readonly Outage[] = [];
  const queueOf = (name: string) => specs.find((spec) => spec.function === name)?.name;

  function takeAll(name: string) {
    const letters = deadLetters.items.filter((letter) => letter.function === name);
    deadLetters.remove(new Set(letters.map(({ id }) => id)));
    return letters;
  }

  return {
    alarms() {
      alarms.look();
      return alarms.list();
    },
    queues: () =>
      functions
        .filter(({ name, retry }) => queueOf(name) !== undefined || retry.deadLetterQueue !== undefined)
        .map(({ name }) => {
          const queue = queueOf(name);
          return {
            function: name,
            ...(queue === undefined ? {} : { waiting: queues.waiting(queue) }),
            undelivered: deadLetters.items.filter((letter) => letter.function === name),
          };
        }),
    enqueue(name, event) {
      const queue = queueOf(name);
      if (queue !== undefined) queues.send(queue, event);
      return queue !== undefined;
    },
    redrive(name) {
      const queue = queueOf(name);
      if (queue === undefined) return undefined;
      const letters = takeAll(name);
      for (const { event } of letters) queues.send(queue, event);
      return letters.length;
    },
    discard(id) {
      const known = deadLetters.items.some((letter) => letter.id === id);
      if (known) deadLetters.remove(new Set([id]));
      return known;
    },
    purge: (name) => (functions.some((known) => known.name === name) ? takeAll(name).length : undefined),
    outages: () => outages,
    setOutages(now) {
      outages = now;
      setOutages(faults, now);
    },
    invoke: async (name, event) =>
      functions.some((known) => known.name === name) ? cloud.functions.invoke(name, event) : undefined,
  };
}
