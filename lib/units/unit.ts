import * as z from 'zod';
import { isLocalDate, type LocalDate } from '../calendar/dates.ts';
import { line } from '../text/line.ts';

/** The letter's addressees ("Kính gửi"), and the commune committees that succeeded the districts in 2025. */
export const categories = [
  'party-group',
  'advisory-agency',
  'department',
  'mass-organisation',
  'district-committee',
  'commune-committee',
  'directly-under',
] as const;

export const tags = ['armed-forces'] as const;

export const unitIdPattern = /^[a-z0-9]+(-[a-z0-9]+)*$/;

export const localDate = z.string().refine(isLocalDate, 'phải là ngày dạng YYYY-MM-DD');
/** A unit's id, wherever one is named. */
export const unitId = z.string().regex(unitIdPattern, 'chỉ gồm chữ thường không dấu, số và gạch ngang đơn').max(80);
const email = z.email().max(254).toLowerCase();

export const unitSchema = z
  .strictObject({
    id: unitId,
    name: line(200),
    category: z.enum(categories),
    tags: z.array(z.enum(tags)),
    validFrom: localDate,
    validTo: localDate.optional(),
    successors: z.array(unitId),
    contactEmail: email,
    /** The unit's named head, whom urgings reach when the unit does not answer. */
    headName: line(120).optional(),
    headEmail: email.optional(),
  })
  .refine((u) => u.validTo === undefined || u.validTo >= u.validFrom, {
    path: ['validTo'],
    message: 'không được trước valid_from',
  });

/** A unit that owes reports, valid from a local date to a local date inclusive (R25 of the regime's summary). */
export type Unit = z.infer<typeof unitSchema>;

/** What a registry file says of a unit, in the order in which people read it. */
export const unitFields = [
  ...(['name', 'category', 'tags', 'validFrom', 'validTo', 'successors'] as const),
  ...(['contactEmail', 'headName', 'headEmail'] as const),
] as const;

/** Whether the unit exists on a local date; both ends count. */
export const validOn = (unit: Pick<Unit, 'validFrom' | 'validTo'>, date: LocalDate): boolean =>
  unit.validFrom <= date && (unit.validTo === undefined || date <= unit.validTo);
