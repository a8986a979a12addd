import { useEffect, useId, useMemo, useState } from 'preact/hooks';
import type { UnitItem } from '../api/types.ts';
import { matchesSearch } from '../words/fold.ts';
import { Field } from './field.tsx';
import './unit-field.css';

/** More would not be read; typing on narrows them. */
const MOST = 30;

export type NamedUnit = Pick<UnitItem, 'id' | 'name'>;

export interface UnitFieldProps {
  label: string;
  name: string;
  units: readonly NamedUnit[];
  /** The id of the chosen unit; empty while none is. */
  value: string;
  onChange: (id: string) => void;
  error?: string | undefined;
}

/** A choice of one unit by typing a part of its name, with or without diacritics; arrows and Enter choose. */
export function UnitField({ label, name, units, value, onChange, error }: UnitFieldProps) {
  const list = useId();
  const chosen = units.find(({ id }) => id === value)?.name ?? '';
  const [typed, setTyped] = useState(chosen);
  const [open, setOpen] = useState(false);
  const [active, setActive] = useState(0);
  useEffect(() => setTyped(chosen), [chosen]);
  const found = useMemo(
    () => (typed === chosen ? units : units.filter((unit) => matchesSearch(unit.name, typed))).slice(0, MOST),
    [units, typed, chosen],
  );
  const optionId = (place: number) => `${list}-${place}`;
  useEffect(() => {
    if (open) document.getElementById(`${list}-${active}`)?.scrollIntoView({ block: 'nearest' });
  }, [open, active, list]);

  const choose = (unit: NamedUnit | undefined) => {
    setOpen(false);
    if (!unit) return;
    setTyped(unit.name);
    onChange(unit.id);
  };
  const leave = () => {
    setOpen(false);
    const [only] = found.length === 1 && typed !== '' ? found : [];
    if (only && only.name !== chosen) choose(only);
    else if (typed !== chosen) onChange('');
  };
  function onKeyDown(event: KeyboardEvent): void {
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault();
      const step = event.key === 'ArrowDown' ? 1 : -1;
      setActive(open ? Math.min(Math.max(0, active + step), found.length - 1) : 0);
      setOpen(true);
    } else if (event.key === 'Enter' && open) {
      event.preventDefault();
      choose(found[active]);
    } else if (event.key === 'Escape' && open) {
      event.preventDefault();
      setOpen(false);
    }
  }

  return (
    <Field label={label} error={error} hint="Gõ một phần tên đơn vị, có dấu hoặc không dấu, rồi chọn trong danh sách.">
      {(control) => (
        <div class="unit-field">
          <input
            {...control}
            type="text"
            name={name}
            role="combobox"
            aria-autocomplete="list"
            aria-expanded={open}
            aria-controls={list}
            aria-activedescendant={open && found.length > 0 ? optionId(active) : undefined}
            autoComplete="off"
            value={typed}
            onInput={(event) => {
              setTyped(event.currentTarget.value);
              setActive(0);
              setOpen(true);
            }}
            onKeyDown={onKeyDown}
            onClick={() => setOpen(true)}
            onBlur={leave}
          />
          <div id={list} role="listbox" tabIndex={-1} aria-label={label} class="unit-options" hidden={!open}>
            {found.map((unit, place) => (
              <div
                key={unit.id}
                id={optionId(place)}
                role="option"
                tabIndex={-1}
                aria-selected={place === active}
                // The field keeps the focus, or it would close before the click.
                onMouseDown={(event) => event.preventDefault()}
                onClick={() => choose(unit)}
                onKeyDown={() => undefined}
              >
                {unit.name}
              </div>
            ))}
            {found.length === 0 && (
              <div role="option" tabIndex={-1} aria-disabled="true" aria-selected={false}>
                Không có đơn vị nào khớp
              </div>
            )}
          </div>
        </div>
      )}
    </Field>
  );
}
