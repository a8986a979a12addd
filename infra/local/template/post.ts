import * as z from 'zod';
import type { Inventory } from './inventory.ts';

const destinationSchema = z.object({
  ConfigurationSetName: z.string(),
  EventDestination: z.object({
    Enabled: z.boolean().default(true),
    MatchingEventTypes: z.array(z.string()),
    EventBridgeDestination: z.object({ EventBusArn: z.string() }).optional(),
    CloudWatchDestination: z.unknown().optional(),
  }),
});

/** What the template says of sending mail. */
export interface MailSpec {
  /** Addresses and domains that may send. */
  identities: readonly string[];
  /** Per configuration set, the kinds of event that it puts on the bus, in lower case: `bounce`. */
  configurationSets: ReadonlyMap<string, ReadonlySet<string>>;
}

export function mailOf(inventory: Inventory): MailSpec {
  const destinations = inventory
    .of('AWS::SES::ConfigurationSetEventDestination', destinationSchema)
    .map(({ properties }) => properties)
    .filter(({ EventDestination }) => EventDestination.Enabled && EventDestination.EventBridgeDestination);
  const sets = inventory
    .of('AWS::SES::ConfigurationSet', z.object({}))
    .map(({ ref }): [string, Set<string>] => [
      ref,
      new Set(
        destinations
          .filter(({ ConfigurationSetName }) => ConfigurationSetName === ref)
          .flatMap(({ EventDestination }) => EventDestination.MatchingEventTypes.map((kind) => kind.toLowerCase())),
      ),
    ]);
  return {
    identities: inventory.of('AWS::SES::EmailIdentity', z.object({})).map(({ ref }) => ref.toLowerCase()),
    configurationSets: new Map(sets),
  };
}
