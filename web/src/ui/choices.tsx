import type { ComponentChildren } from 'preact';
import { useId } from 'preact/hooks';
import { capital } from '../words/capitals.ts';
import './choices.css';
import { Field, type FieldProps } from './field.tsx';

export interface Choice {
  value: string;
  label: string;
}

export interface SelectFieldProps extends Omit<FieldProps, 'children'> {
  name: string;
  value: string;
  choices: readonly Choice[];
  onChange: (value: string) => void;
}

/** A choice of one from a list that folds away. */
export function SelectField({ name, value, choices, onChange, ...field }: SelectFieldProps) {
  return (
    <Field {...field}>
      {(control) => (
        <select {...control} name={name} value={value} onChange={(event) => onChange(event.currentTarget.value)}>
          {choices.map((choice) => (
            <option key={choice.value} value={choice.value}>
              {choice.label}
            </option>
          ))}
        </select>
      )}
    </Field>
  );
}

export interface GroupProps {
  legend: string;
  error?: string | undefined;
  hint?: ComponentChildren;
  children: ComponentChildren;
}

/** Controls that belong together, under a name that is read out with each. */
export function Group({ legend, error, hint, children }: GroupProps) {
  const id = useId();
  const described = [error && `${id}-error`, hint && `${id}-hint`].filter(Boolean).join(' ');
  return (
    <fieldset class="group" aria-describedby={described || undefined}>
      <legend>{legend}</legend>
      {hint && (
        <p id={`${id}-hint`} class="field-hint">
          {hint}
        </p>
      )}
      {children}
      {error && (
        <p id={`${id}-error`} class="field-error">
          {capital(error)}
        </p>
      )}
    </fieldset>
  );
}

export interface RadiosProps extends Omit<GroupProps, 'children'> {
  name: string;
  value: string;
  choices: readonly Choice[];
  onChange: (value: string) => void;
}

/** A choice of one with all in sight. */
export function Radios({ name, value, choices, onChange, ...group }: RadiosProps) {
  return (
    <Group {...group}>
      {choices.map((choice) => (
        <label key={choice.value} class="choice">
          <input
            type="radio"
            name={name}
            value={choice.value}
            checked={choice.value === value}
            onChange={() => onChange(choice.value)}
          />
          <span>{choice.label}</span>
        </label>
      ))}
    </Group>
  );
}

export interface ChecksProps extends Omit<GroupProps, 'children'> {
  name: string;
  value: readonly string[];
  choices: readonly Choice[];
  onChange: (value: string[]) => void;
}

/** A choice of several with all in sight. */
export function Checks({ name, value, choices, onChange, ...group }: ChecksProps) {
  return (
    <Group {...group}>
      {choices.map((choice) => (
        <CheckLine
          key={choice.value}
          name={name}
          label={choice.label}
          checked={value.includes(choice.value)}
          onChange={(checked) =>
            onChange(checked ? [...value, choice.value] : value.filter((each) => each !== choice.value))
          }
        />
      ))}
    </Group>
  );
}

export interface CheckLineProps {
  name: string;
  label: ComponentChildren;
  checked: boolean;
  onChange: (checked: boolean) => void;
}

/** One yes or no. */
export function CheckLine({ name, label, checked, onChange }: CheckLineProps) {
  return (
    <label class="choice">
      <input
        type="checkbox"
        name={name}
        checked={checked}
        onChange={(event) => onChange(event.currentTarget.checked)}
      />
      <span>{label}</span>
    </label>
  );
}
