import * as z from 'zod';
import type { LocalDate } from '../calendar/dates.ts';
import { line } from '../text/line.ts';
import { categories, tags, type Unit, unitId, validOn } from '../units/unit.ts';
import { type DatedUnit, unitOn } from '../units/versions.ts';
import type { Target } from './request.ts';

/** Whom a request asks: everybody, categories, a tag, named units, or named officials of units (R14, R16). */
export const audienceSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('all') }),
  z.strictObject({ kind: z.literal('category'), categories: z.array(z.enum(categories)).min(1) }),
  z.strictObject({ kind: z.literal('tag'), tag: z.enum(tags) }),
  z.strictObject({ kind: z.literal('units'), units: z.array(unitId).min(1).max(5000) }),
  z.strictObject({
    kind: z.literal('officials'),
    officials: z
      .array(z.strictObject({ unit: unitId, name: line(120) }))
      .min(1)
      .max(500)
      .refine(
        (all) => new Set(all.map(({ unit, name }) => `${unit} ${name.toLowerCase()}`)).size === all.length,
        'có cán bộ được nêu hai lần',
      ),
  }),
]);
export type Audience = z.infer<typeof audienceSchema>;

/** The units or officials that an audience names, and the places in it that name no unit valid on the day. */
export interface Resolved {
  targets: Target[];
  unknown: { field: string; unit: string }[];
}

/** Resolves an audience by the registry as it stands on a day (R25). */
export function resolveAudience(audience: Audience, units: readonly DatedUnit[], day: LocalDate): Resolved {
  const valid = units.filter((unit) => validOn(unit, day)).map((unit) => unitOn(unit, day));
  const known = new Set(valid.map(({ id }) => id));
  const pick = (wanted: (unit: Unit) => boolean): Resolved => ({
    targets: valid.filter(wanted).map(({ id }) => ({ unit: id })),
    unknown: [],
  });
  switch (audience.kind) {
    case 'all':
      return pick(() => true);
    case 'category':
      return pick(({ category }) => audience.categories.includes(category));
    case 'tag':
      return pick((unit) => unit.tags.includes(audience.tag));
    case 'units':
      return {
        targets: [...new Set(audience.units)].filter((unit) => known.has(unit)).map((unit) => ({ unit })),
        unknown: audience.units.flatMap((unit, i) =>
          known.has(unit) ? [] : [{ field: `audience.units[${i}]`, unit }],
        ),
      };
    case 'officials':
      return {
        targets: audience.officials.map(({ unit, name }) => ({ unit, official: name })),
        unknown: audience.officials.flatMap(({ unit }, i) =>
          known.has(unit) ? [] : [{ field: `audience.officials[${i}].unit`, unit }],
        ),
      };
  }
}
