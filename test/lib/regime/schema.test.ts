import { describe, expect, it } from 'vitest';
import { letter353 } from '../../../lib/regime/letter-353.ts';
import { type RegimeInput, regimeSchema } from '../../../lib/regime/schema.ts';
import { regimeInput, ruleInput } from './made-up.ts';

const faultOf = (regime: RegimeInput) => {
  const issue = regimeSchema.safeParse(regime).error?.issues[0];
  return issue && `${issue.path.join('.')}: ${issue.message}`;
};
type RuleInput = RegimeInput['rules'][number];
const yearly: Partial<RuleInput> = {
  id: 'q1',
  schedule: { kind: 'yearly', part: 'Q1', month: 3, day: 25 },
  window: { kind: 'yearly-from-to', from: { month: 1, day: 1 }, to: { month: 3, day: 31 } },
};
const cited = { clause: '1', quote: 'lồng ghép' };

describe('a regime as data', () => {
  it('is taken when all is well, with the letter’s silence on days off as the default', () => {
    expect(regimeSchema.parse(regimeInput({})).nonWorkingDayPolicy).toBe('unchanged');
  });

  it('is plain JSON: nothing is lost when it is written out and read back', () => {
    const parsed = regimeSchema.parse(letter353);
    expect(regimeSchema.parse(JSON.parse(JSON.stringify(parsed)))).toEqual(parsed);
  });

  it.each<[string, RegimeInput, RegExp]>([
    ['a field that nobody knows', { ...regimeInput({}), colour: 'red' } as RegimeInput, /[Uu]nrecognized/],
    ['a rule twice', regimeInput({}, {}), /is there twice/],
    ['no rule', regimeInput(), /rules/],
    [
      'a notice outside the sending hours',
      regimeInput({ notices: { before: [], onLast: [{ at: '07:00', to: ['unit'] }], after: [] } }),
      /outside the sending hours/,
    ],
    [
      'sending hours that end before they begin',
      { ...regimeInput({}), sendingHours: { from: '17:00', to: '08:00' } },
      /sendingHours/,
    ],
    [
      'a window of another kind than the schedule',
      regimeInput({ schedule: { kind: 'weekly', weekday: 5 } }),
      /goes with the schedule/,
    ],
    [
      'a window neither cited nor declared a silence',
      regimeInput({ citations: { deadline: cited, contents: cited } }),
      /declared a silence/,
    ],
    [
      'folding without its quote',
      regimeInput({}, { ...yearly, folds: { rule: 'monthly', months: [3] } }),
      /exactly when the rule folds/,
    ],
    [
      'folding in a month that is owed as well',
      regimeInput(
        {},
        { ...yearly, folds: { rule: 'monthly', months: [3] }, citations: { ...ruleInput.citations, folds: cited } },
      ),
      /owed as well/,
    ],
    [
      'folding in months of a rule that is not there',
      regimeInput({
        ...yearly,
        folds: { rule: 'x', months: [3] },
        citations: { ...ruleInput.citations, folds: cited },
      }),
      /not monthly/,
    ],
    ['a day off the calendar', regimeInput({ effectiveFrom: '2021-02-29' }), /YYYY-MM-DD/],
    ['a thirteenth month', regimeInput({ schedule: { kind: 'monthly', day: 28, months: [13] } }), /months/],
  ])('is refused with %s', (_, regime, message) => {
    expect(faultOf(regime)).toMatch(message);
  });
});
