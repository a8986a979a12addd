import type { Board, Verdict } from '../../api/types.ts';
import { setQuery, usePlace } from '../../router/location.ts';
import { Field } from '../../ui/field.tsx';
import { categoryNames, nameIn } from '../../words/kinds.ts';
import { verdictWords } from '../../words/names.ts';
import { EVERY_RULE, type Filters } from './view.ts';
import { ruleNames } from './words.ts';

/** The names of the filters in the address, so that a view can be sent to a colleague and is there again on the way back. */
const inAddress = { category: 'khoi', rule: 'bao-cao', verdict: 'ket-qua', search: 'tim' } as const;
type FilterName = keyof typeof inAddress;

/** The filters that the address holds, and how to change one of them in place. */
export function useFilters(): [Filters, (name: FilterName, value: string) => void] {
  const { query } = usePlace();
  const filters = {
    category: query.get(inAddress.category) ?? '',
    rule: query.get(inAddress.rule) ?? '',
    verdict: query.get(inAddress.verdict) ?? '',
    search: query.get(inAddress.search) ?? '',
  };
  const change = (name: FilterName, value: string) => {
    const next = new URLSearchParams(location.search);
    if (value === '') next.delete(inAddress[name]);
    else next.set(inAddress[name], value);
    setQuery(next);
  };
  return [filters, change];
}

interface SelectProps {
  label: string;
  value: string;
  everything: string;
  options: readonly (readonly [value: string, name: string])[];
  onChange: (value: string) => void;
}

const Select = ({ label, value, everything, options, onChange }: SelectProps) => (
  <Field label={label}>
    {(control) => (
      <select {...control} value={value} onChange={(event) => onChange(event.currentTarget.value)}>
        <option value="">{everything}</option>
        {options.map(([option, name]) => (
          <option key={option} value={option}>
            {name}
          </option>
        ))}
      </select>
    )}
  </Field>
);

const verdictNames = Object.entries(verdictWords).map(([verdict, { sign, name }]): [Verdict, string] => [
  verdict as Verdict,
  `${sign} ${name}`,
]);

export interface FilterBarProps {
  board: Board;
  filters: Filters;
  onChange: (name: FilterName, value: string) => void;
}

/** What narrows the board; only what occurs in the year is offered. */
export function FilterBar({ board, filters, onChange }: FilterBarProps) {
  const categories = Object.keys(categoryNames).filter((id) => board.units.some(({ category }) => category === id));
  const rules = [...new Set(board.columns.map(({ rule }) => rule))];
  const known = Object.keys(ruleNames).filter((id) => rules.includes(id));
  const others = rules.filter((id) => !known.includes(id));
  return (
    <form class="filters no-print" aria-label="Lọc bảng" onSubmit={(event) => event.preventDefault()}>
      <Field label="Tìm đơn vị">
        {(control) => (
          <input
            {...control}
            type="search"
            name="tim"
            value={filters.search}
            autoComplete="off"
            placeholder="ví dụ: tuan giao"
            onInput={(event) => onChange('search', event.currentTarget.value)}
          />
        )}
      </Field>
      <Select
        label="Khối"
        value={filters.category}
        everything="Tất cả các khối"
        options={categories.map((id) => [id, nameIn(categoryNames, id)])}
        onChange={(value) => onChange('category', value)}
      />
      <Select
        label="Loại báo cáo"
        value={filters.rule}
        everything="Tất cả, trừ báo cáo tuần"
        options={[
          [EVERY_RULE, 'Tất cả, kể cả báo cáo tuần'],
          ...[...known, ...others].map((id) => [id, nameIn(ruleNames, id)] as const),
        ]}
        onChange={(value) => onChange('rule', value)}
      />
      <Select
        label="Kết quả"
        value={filters.verdict}
        everything="Mọi kết quả"
        options={verdictNames}
        onChange={(value) => onChange('verdict', value)}
      />
    </form>
  );
}
