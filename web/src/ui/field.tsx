import type { ComponentChildren } from 'preact';
import { useId } from 'preact/hooks';
import { capital } from '../words/capitals.ts';

/** What binds a control to its label, its hint and its error; spread it over the control. */
export interface ControlProps {
  id: string;
  'aria-describedby': string | undefined;
  'aria-invalid': boolean | undefined;
}

export interface FieldProps {
  label: string;
  hint?: ComponentChildren;
  error?: string | undefined;
  children: (control: ControlProps) => ComponentChildren;
}

/** A form field: label above, hint and error below, both read out with the control. */
export function Field({ label, hint, error, children }: FieldProps) {
  const id = useId();
  const hintId = hint === undefined ? undefined : `${id}-hint`;
  const errorId = error === undefined ? undefined : `${id}-error`;
  const describedBy = [errorId, hintId].filter(Boolean).join(' ') || undefined;
  return (
    <div class={error === undefined ? 'field' : 'field field-bad'}>
      <label for={id}>{label}</label>
      {children({ id, 'aria-describedby': describedBy, 'aria-invalid': error === undefined ? undefined : true })}
      {error !== undefined && (
        <p id={errorId} class="field-error">
          {capital(error)}
        </p>
      )}
      {hintId && (
        <p id={hintId} class="field-hint">
          {hint}
        </p>
      )}
    </div>
  );
}

export interface TextFieldProps extends Omit<FieldProps, 'children'> {
  value: string;
  onInput: (value: string) => void;
  inputMode?: 'text' | 'numeric' | 'email' | 'search';
  maxLength?: number;
  placeholder?: string;
  autoComplete?: string;
  /** Name for the browser and for tests. */
  name: string;
}

/** A field of one line. */
export function TextField(props: TextFieldProps) {
  const { value, onInput, name, inputMode, maxLength, placeholder, autoComplete, ...field } = props;
  return (
    <Field {...field}>
      {(control) => (
        <input
          {...control}
          type="text"
          name={name}
          value={value}
          {...(inputMode === undefined ? {} : { inputMode })}
          {...(maxLength === undefined ? {} : { maxLength })}
          {...(placeholder === undefined ? {} : { placeholder })}
          autoComplete={autoComplete ?? 'off'}
          onInput={(event) => onInput(event.currentTarget.value)}
        />
      )}
    </Field>
  );
}
