import fc from 'fast-check';

/** What people who mean harm, or their keyboards, put where something else is expected. */
export const oddTexts = [
  '',
  ' ',
  'a'.repeat(10_000),
  '\u0000',
  'Báo\u0301 ca\u0306o',
  '\u202Efdp.exe',
  '=HYPERLINK("http://x.example")',
  'a\r\nBcc: everyone@x.example',
  '<script>alert(1)</script>',
  '__proto__',
  'constructor',
  '../../ACCOUNT#office',
  '%00%2e%2e%2f',
  '%zz',
  'UNIT#a',
  '\uD800',
  '2026-02-30',
  '9999-12-31',
  '0000-00-00',
  '+275760-09-13',
  '2026-10-23T02:00:00+23:59',
  '２０２６-10-23',
];

const oddValues: fc.Arbitrary<unknown> = fc.oneof(
  fc.constantFrom<unknown>(undefined, null, true, 0, -1, 1e308, 2 ** 53, 0.1, [], {}, [[]], { toString: 1 }, [null]),
  fc.constantFrom(...oddTexts),
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc.jsonValue(),
);

export const anyText = fc.oneof(fc.constantFrom(...oddTexts), fc.string({ unit: 'binary', maxLength: 60 }));

type Path = readonly (string | number)[];
function pathsOf(value: unknown, at: Path = []): Path[] {
  if (typeof value !== 'object' || value === null) return [at];
  return [at, ...Object.entries(value).flatMap(([name, inner]) => pathsOf(inner, [...at, name]))];
}

function replaced(value: unknown, [first, ...rest]: Path, odd: unknown): unknown {
  if (first === undefined) return odd;
  if (Array.isArray(value)) return value.map((inner, i) => (i === Number(first) ? replaced(inner, rest, odd) : inner));
  if (typeof value !== 'object' || value === null) return odd;
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]) => [name, name === first ? replaced(inner, rest, odd) : inner]),
  );
}

/**
 * A good value with some of its parts, or all of it, left out or replaced by something odd, or with something added. What is
 * odd in this place only may be named.
 */
export function spoilt(good: unknown, oddHere: readonly string[] = []): fc.Arbitrary<unknown> {
  const odd = oddHere.length === 0 ? oddValues : fc.oneof(oddValues, fc.constantFrom(...oddHere));
  const change = fc.tuple(fc.constantFrom(...pathsOf(good)), odd);
  const changed = fc
    .array(change, { minLength: 1, maxLength: 3 })
    .map((changes) => changes.reduce((value, [at, odd]) => replaced(value, at, odd), good));
  const more = fc
    .tuple(anyText, oddValues)
    .map(([name, odd]) => (typeof good === 'object' && !Array.isArray(good) ? { ...good, [name]: odd } : good));
  return fc.oneof({ arbitrary: changed, weight: 4 }, more);
}

/** A body as it comes over the wire: a spoilt one, or none at all, or what is no JSON. */
export const bodyLike = (good: unknown): fc.Arbitrary<string | undefined> =>
  fc.oneof(
    { arbitrary: spoilt(good).map((value) => JSON.stringify(value) ?? ''), weight: 8 },
    fc.constantFrom(
      undefined,
      '',
      '{',
      '['.repeat(5000),
      '{"a":'.repeat(2000),
      '"'.repeat(99),
      'null',
      '{"__proto__":{"role":"office"}}',
    ),
    fc.string({ unit: 'binary', maxLength: 200 }),
  );
