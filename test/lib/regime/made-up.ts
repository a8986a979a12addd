import { type Regime, type RegimeInput, regimeSchema } from '../../../lib/regime/schema.ts';

type RuleInput = RegimeInput['rules'][number];

const quoted = { clause: '1', quote: 'trước ngày' };

/** A monthly rule to make other rules from: due on the 20th, about the month. */
export const ruleInput: RuleInput = {
  id: 'monthly',
  name: 'Báo cáo tháng',
  audience: { kind: 'all' },
  schedule: { kind: 'monthly', day: 20, months: [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12] },
  bound: 'within',
  window: { kind: 'monthly-from-to', fromDay: 1, toDay: 31 },
  figuresEstimated: false,
  contents: [{ id: 'all', title: 'Nội dung' }],
  citations: { deadline: quoted, contents: quoted, window: quoted },
  notices: { before: [], onLast: [{ at: '08:00', to: ['unit'] }], after: [] },
  effectiveFrom: '2021-01-01',
};

export const regimeInput = (...rules: Partial<RuleInput>[]): RegimeInput => ({
  id: '1-QĐ/TU',
  version: '1-QĐ/TU@2021-01-01',
  title: 'Chế độ báo cáo',
  source: { number: '1-QĐ/TU', date: '2021-01-01', issuer: 'Tỉnh ủy', file: 'docs/1.txt' },
  effectiveFrom: '2021-01-01',
  sendingHours: { from: '08:00', to: '17:00' },
  rules: rules.map((rule) => ({ ...ruleInput, ...rule })),
});

/** A regime of made-up rules, each the monthly one but for what is given. */
export const madeUpRegime = (...rules: Partial<RuleInput>[]): Regime => regimeSchema.parse(regimeInput(...rules));
