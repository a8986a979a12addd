import type { Rule } from '../schema.ts';

type Audience = Rule['audience'];

/** Whether one unit can belong to both audiences. */
export function canMeet(a: Audience, b: Audience): boolean {
  return a.kind === 'category' && b.kind === 'category'
    ? a.categories.some((category) => b.categories.includes(category))
    : true;
}

/** Whether every unit of an audience belongs to the other one too. */
export function takesIn(outer: Audience, inner: Audience): boolean {
  switch (outer.kind) {
    case 'all':
      return true;
    case 'tag':
      return inner.kind === 'tag' && inner.tag === outer.tag;
    case 'category':
      return inner.kind === 'category' && inner.categories.every((category) => outer.categories.includes(category));
  }
}
