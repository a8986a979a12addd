import type { Board } from '../../api/types.ts';
import { setQuery, usePlace } from '../../router/location.ts';
import { SelectField } from '../../ui/choices.tsx';
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

const verdictChoices = Object.entries(verdictWords).map(([value, { sign, name }]) => ({
  value,
  label: `${sign} ${name}`,
}));

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
            name={inAddress.search}
            value={filters.search}
            autoComplete="off"
            placeholder="ví dụ: na tau"
            onInput={(event) => onChange('search', event.currentTarget.value)}
          />
        )}
      </Field>
      <SelectField
        label="Kết quả"
        name={inAddress.verdict}
        value={filters.verdict}
        choices={[{ value: '', label: 'Mọi kết quả' }, ...verdictChoices]}
        onChange={(value) => onChange('verdict', value)}
      />
      <SelectField
        label="Khối"
        name={inAddress.category}
        value={filters.category}
        choices={[
          { value: '', label: 'Tất cả các khối' },
          ...categories.map((value) => ({ value, label: nameIn(categoryNames, value) })),
        ]}
        onChange={(value) => onChange('category', value)}
      />
      <SelectField
        label="Loại báo cáo"
        name={inAddress.rule}
        value={filters.rule}
        choices={[
          { value: '', label: 'Tất cả, trừ báo cáo tuần' },
          { value: EVERY_RULE, label: 'Tất cả, kể cả báo cáo tuần' },
          ...[...known, ...others].map((value) => ({ value, label: nameIn(ruleNames, value) })),
        ]}
        onChange={(value) => onChange('rule', value)}
      />
    </form>
  );
}
