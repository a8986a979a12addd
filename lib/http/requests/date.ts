import * as z from 'zod';
import { isLocalDate } from '../../calendar/dates.ts';

const [EARLIEST, LATEST] = ['2000-01-01', '2100-12-31'];

/** A local date `YYYY-MM-DD` of these two centuries: further ones are slips, and no calendar knows them. */
export const date = z
  .string()
  .refine(isLocalDate, 'phải là ngày dạng YYYY-MM-DD')
  .refine(
    (day) => day >= EARLIEST && day <= LATEST,
    `phải từ năm ${EARLIEST.slice(0, 4)} đến năm ${LATEST.slice(0, 4)}`,
  );
