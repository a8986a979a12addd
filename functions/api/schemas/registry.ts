import * as z from 'zod';
import { categories, tags } from '../../../lib/units/unit.ts';
import { count, date, instant } from './scalars.ts';

/** Units as they are, as they were, and as a new list would have them. */
const heldFields = {
  name: z.string(),
  category: z.enum(categories),
  tags: z.array(z.enum(tags)),
  contactEmail: z.string(),
  headName: z.string().optional(),
  headEmail: z.string().optional(),
};

const unitFields = {
  id: z.string(),
  ...heldFields,
  validFrom: date,
  validTo: date.optional(),
  successors: z.array(z.string()),
  deadAddresses: z.array(
    z.object({ address: z.string(), kind: z.enum(['bounce', 'complaint']), since: instant, detail: z.string() }),
  ),
};

export const units = z.object({ items: z.array(z.object(unitFields)) }).meta({ id: 'Units' });

export const unit = z
  .object({
    ...unitFields,
    versions: z.array(
      z.object({
        from: date,
        to: date.optional().meta({ description: 'The last day on which it holds; absent in the newest' }),
        ...heldFields,
      }),
    ),
    changes: z
      .array(z.object({ from: date, at: instant, by: z.string(), said: z.record(z.string(), z.unknown()) }))
      .meta({ description: 'What each load said of the unit, who loaded it and when, and from which day on it holds' }),
  })
  .meta({ id: 'Unit' });

const fieldValue = z.union([z.string(), z.array(z.string())]).nullable();

const affected = z.object({
  count: count.meta({ description: 'Of all; `items` holds the first thousand' }),
  items: z.array(z.object({ id: z.string(), unit: z.string(), rule: z.string(), period: z.string(), lastDay: date })),
});

export const registryChange = z
  .object({
    dryRun: z.boolean(),
    basis: z.string().meta({ description: 'Names the stored registry that the list was compared with' }),
    added: z.array(z.string()),
    newUnits: z
      .array(z.object({ unit: z.string(), name: z.string(), from: date }))
      .meta({ description: 'Those of `added` by name, with the local date from which they are valid' }),
    changed: z.array(z.string()),
    unchanged: count,
    absent: z.array(z.string()).meta({ description: 'Units that the list leaves out; they stay as they are' }),
    changes: z.array(
      z.object({
        unit: z.string(),
        name: z.string(),
        from: date.meta({ description: 'The local date from which the change holds' }),
        fields: z.array(
          z.object({
            field: z.string(),
            before: fieldValue,
            after: fieldValue,
            replacedOn: date.optional().meta({ description: 'When a change loaded before takes its place' }),
          }),
        ),
      }),
    ),
    consequences: z
      .object({ opened: affected, withdrawn: affected, reinstated: affected })
      .optional()
      .meta({ description: 'In a dry run: what the next nightly opening would do because of this list' }),
  })
  .meta({ id: 'RegistryChange' });
