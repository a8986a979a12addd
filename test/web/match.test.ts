import { describe, expect, it } from 'vitest';
import { matchPath } from '../../web/src/router/match.ts';

describe('an address', () => {
  it.each([
    ['/', '/', {}],
    ['/bao-cao/:id', '/bao-cao/so-tu-phap.monthly.2026-01', { id: 'so-tu-phap.monthly.2026-01' }],
    ['/bao-cao/:id/gui', '/bao-cao/a%20b/gui/', { id: 'a b' }],
  ])('fits %s: %s', (pattern, path, params) => {
    expect(matchPath(pattern, path)).toEqual(params);
  });

  it.each([
    ['/bao-cao/:id', '/bao-cao/'],
    ['/bao-cao/:id', '/bao-cao/a/gui'],
    ['/bao-cao/:id', '/bao-cao/%E0%A4%A'],
    ['/', '/x'],
  ])('does not fit %s: %s', (pattern, path) => {
    expect(matchPath(pattern, path)).toBeUndefined();
  });
});
