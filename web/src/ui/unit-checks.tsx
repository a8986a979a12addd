import { useMemo, useState } from 'preact/hooks';
import { matchesSearch } from '../words/fold.ts';
import { CheckLine, Group } from './choices.tsx';
import { TextField } from './field.tsx';
import './unit-checks.css';
import type { NamedUnit } from './unit-field.tsx';

export interface UnitChecksProps {
  legend: string;
  units: readonly NamedUnit[];
  /** Ids of the chosen units. */
  value: readonly string[];
  onChange: (ids: string[]) => void;
  error?: string | undefined;
}

/** A choice of several units, searched with or without diacritics; what is chosen stays chosen while one searches on. */
export function UnitChecks({ legend, units, value, onChange, error }: UnitChecksProps) {
  const [typed, setTyped] = useState('');
  const shown = useMemo(() => units.filter(({ name }) => matchesSearch(name, typed)), [units, typed]);
  const chosen = new Set(value);
  const set = (ids: readonly string[], on: boolean) =>
    onChange(units.map(({ id }) => id).filter((id) => (ids.includes(id) ? on : chosen.has(id))));
  const ids = shown.map(({ id }) => id);
  return (
    <Group legend={legend} error={error}>
      <TextField label="Tìm đơn vị" name="unit-search" value={typed} onInput={setTyped} inputMode="search" />
      <div class="unit-checks-actions">
        <button type="button" class="button button-small" onClick={() => set(ids, true)}>
          Chọn cả {shown.length} đơn vị đang hiện
        </button>
        <button type="button" class="button button-small" onClick={() => set(ids, false)}>
          Bỏ chọn các đơn vị đang hiện
        </button>
        <span role="status">Đã chọn {chosen.size} đơn vị.</span>
      </div>
      <div class="unit-checks">
        {shown.map(({ id, name }) => (
          <CheckLine key={id} name={id} label={name} checked={chosen.has(id)} onChange={(on) => set([id], on)} />
        ))}
        {shown.length === 0 && <p class="empty">Không có đơn vị nào khớp.</p>}
      </div>
    </Group>
  );
}
