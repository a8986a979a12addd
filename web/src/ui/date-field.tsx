import { parseDate, weekdayName } from '../words/dates.ts';
import { TextField } from './field.tsx';

export interface DateFieldProps {
  label: string;
  name: string;
  /** As it was typed, `27/1/2026`. */
  value: string;
  onInput: (value: string) => void;
  error?: string | undefined;
  hint?: string;
}

/** A date as people write it; whatever the browser's own language is, the day stands first. */
export function DateField({ hint, value, ...field }: DateFieldProps) {
  const date = parseDate(value);
  const reading = date === undefined ? 'Viết ngày/tháng/năm, ví dụ 27/01/2026.' : `Là ${weekdayName(date)}.`;
  return (
    <TextField
      {...field}
      value={value}
      inputMode="text"
      maxLength={10}
      placeholder="dd/mm/yyyy"
      hint={hint === undefined ? reading : `${hint} ${reading}`}
    />
  );
}
