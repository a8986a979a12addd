/** Decides whether an event matches. */
export type Matcher = (event: unknown) => boolean;

type Test = (value: unknown, present: boolean) => boolean;

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const text = (value: unknown): value is string => typeof value === 'string';

function operand(name: string, value: unknown): string {
  if (!text(value)) throw new Error(`event pattern: ${name} needs a text`);
  return value;
}

function anythingBut(value: unknown): Test {
  if (isRecord(value)) {
    const inner = operatorTest(value);
    return (actual, present) => present && !inner(actual, present);
  }
  const refused = Array.isArray(value) ? value : [value];
  return (actual, present) => present && !refused.includes(actual);
}

function operatorTest(operator: Record<string, unknown>): Test {
  const [[name, value] = ['', undefined], ...more] = Object.entries(operator);
  if (more.length > 0) throw new Error(`event pattern: one operator at a time: ${JSON.stringify(operator)}`);
  switch (name) {
    case 'prefix': {
      const prefix = operand(name, value);
      return (actual) => text(actual) && actual.startsWith(prefix);
    }
    case 'suffix': {
      const suffix = operand(name, value);
      return (actual) => text(actual) && actual.endsWith(suffix);
    }
    case 'equals-ignore-case': {
      const wanted = operand(name, value).toLowerCase();
      return (actual) => text(actual) && actual.toLowerCase() === wanted;
    }
    case 'anything-but':
      return anythingBut(value);
    case 'exists':
      return (_, present) => present === value;
    default:
      throw new Error(`event pattern: the operator ${JSON.stringify(name)} is not known to the local cloud`);
  }
}

const elementTest = (element: unknown): Test =>
  isRecord(element) ? operatorTest(element) : (actual, present) => present && actual === element;

/** A field that holds a list matches when any of its elements does, as in EventBridge. */
function leafTest(allowed: readonly unknown[]): Test {
  const tests = allowed.map(elementTest);
  return (actual, present) => {
    const candidates = Array.isArray(actual) ? actual : [actual];
    return tests.some((test) => candidates.some((candidate) => test(candidate, present)));
  };
}

function nodeTest(pattern: Record<string, unknown>): Test {
  const fields = Object.entries(pattern).map(([field, value]): [string, Test] => {
    if (field.startsWith('$')) throw new Error(`event pattern: ${field} is not known to the local cloud`);
    if (Array.isArray(value)) return [field, leafTest(value)];
    if (isRecord(value)) return [field, nodeTest(value)];
    throw new Error(`event pattern: ${field} must hold a list or an object`);
  });
  return (event) =>
    fields.every(([field, test]) => {
      const present = isRecord(event) && field in event;
      return test(present ? event[field] : undefined, present);
    });
}

/** Compiles an EventBridge event pattern. Throws on an operator that it does not know, when it is read, not when it is met. */
export function compilePattern(pattern: unknown): Matcher {
  if (!isRecord(pattern)) throw new Error('event pattern: must be an object');
  const test = nodeTest(pattern);
  return (event) => test(event, true);
}
