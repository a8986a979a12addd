import { SelectField } from '../../ui/choices.tsx';
import { DateField } from '../../ui/date-field.tsx';
import { Field, TextField } from '../../ui/field.tsx';
import { capital } from '../../words/capitals.ts';
import { channelNames } from '../../words/kinds.ts';
import { type Draft, type DraftField, dateFields, type FieldErrors, fieldsOf, type Step } from './draft.ts';

const labels: Readonly<Record<DraftField, string>> = {
  lastDay: 'Chậm nhất hết ngày',
  reason: 'Lý do',
  authority: 'Căn cứ, người cho phép',
  note: 'Ý kiến (nếu có)',
  receivedDate: 'Ngày nhận',
  receivedTime: 'Giờ nhận',
  documentNumber: 'Số văn bản',
  documentDate: 'Ngày văn bản',
  signedBy: 'Người ký',
  channel: 'Hình thức nhận',
  endedOn: 'Ngày kết thúc công việc',
};
const hints: Partial<Record<DraftField, string>> = {
  receivedTime: 'Ví dụ 08:30.',
  authority: 'Ví dụ: Ý kiến của Thường trực Tỉnh ủy ngày 26/01/2026.',
};
const long: readonly DraftField[] = ['reason', 'note'];
const maxLengths: Partial<Record<DraftField, number>> = {
  reason: 1000,
  note: 1000,
  authority: 200,
  documentNumber: 60,
  signedBy: 120,
};
const channels = [
  { value: '', label: 'Chọn hình thức' },
  ...Object.entries(channelNames).map(([value, name]) => ({ value, label: capital(name) })),
];

export interface DecisionFieldsProps {
  step: Step;
  draft: Draft;
  errors: FieldErrors;
  onChange: (part: Partial<Draft>) => void;
}

/** What one decision needs to be told. */
export function DecisionFields({ step, draft, errors, onChange }: DecisionFieldsProps) {
  return (
    <>
      {fieldsOf[step].map((field) => {
        const set = (value: string) => onChange({ [field]: value });
        const shared = { label: labels[field], error: errors[field] };
        if (dateFields.includes(field))
          return <DateField key={field} {...shared} name={field} value={draft[field]} onInput={set} />;
        const common = { ...shared, hint: hints[field] };
        if (field === 'channel')
          return (
            <SelectField key={field} {...common} name={field} value={draft.channel} choices={channels} onChange={set} />
          );
        if (long.includes(field))
          return (
            <Field key={field} {...common}>
              {(control) => (
                <textarea
                  {...control}
                  name={field}
                  rows={3}
                  maxLength={maxLengths[field] ?? 1000}
                  value={draft[field]}
                  onInput={(event) => set(event.currentTarget.value)}
                />
              )}
            </Field>
          );
        return (
          <TextField
            key={field}
            {...common}
            name={field}
            value={draft[field]}
            maxLength={maxLengths[field] ?? 20}
            onInput={set}
          />
        );
      })}
    </>
  );
}
