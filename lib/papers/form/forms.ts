import type { LocalDate } from '../../calendar/dates.ts';
import type { PaperForm } from './form.ts';
import { guidance36 } from './guidance-36.ts';

/** Every form rule that the system knows, the earliest first. */
const forms: readonly [PaperForm, ...PaperForm[]] = [guidance36];

/** The form rule that holds on a day; the first one before it. */
export const formOn = (day: LocalDate): PaperForm =>
  forms.findLast(({ effectiveFrom }) => effectiveFrom <= day) ?? forms[0];
