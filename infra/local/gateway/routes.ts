import type { Route } from '../template/access.ts';

export interface Match {
  route: Route;
  pathParameters: Record<string, string>;
}

type Segment =
  | { kind: 'static'; text: string }
  | { kind: 'parameter'; name: string }
  | { kind: 'greedy'; name: string };

interface Compiled {
  route: Route;
  method: string;
  segments: readonly Segment[];
}

function segmentOf(text: string): Segment {
  const [, name, plus] = /^\{([^}+]+)(\+?)\}$/.exec(text) ?? [];
  if (name === undefined) return { kind: 'static', text };
  return plus ? { kind: 'greedy', name } : { kind: 'parameter', name };
}

function compile(route: Route): Compiled {
  if (route.key === '$default') return { route, method: 'ANY', segments: [{ kind: 'greedy', name: '' }] };
  const [, method, path] = /^([A-Z]+) (\/\S*)$/.exec(route.key) ?? [];
  if (!method || path === undefined) throw new Error(`route key ${JSON.stringify(route.key)} is not understood`);
  return { route, method, segments: path.split('/').slice(1).map(segmentOf) };
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

function parametersOf(segments: readonly Segment[], path: readonly string[]): Record<string, string> | undefined {
  const parameters: Record<string, string> = {};
  for (const [i, segment] of segments.entries()) {
    const actual = path[i];
    if (segment.kind === 'greedy') {
      const rest = path.slice(i).join('/');
      if (segment.name) parameters[segment.name] = decode(rest);
      return rest || !segment.name ? parameters : undefined;
    }
    if (actual === undefined || (segment.kind === 'static' ? decode(actual) !== segment.text : actual === ''))
      return undefined;
    if (segment.kind === 'parameter') parameters[segment.name] = decode(actual);
  }
  return segments.length === path.length ? parameters : undefined;
}

const RANK = { static: '0', parameter: '1', greedy: '2' } as const;

/** Fixed segments come before parameters, and those before `{name+}`; an exact method before ANY. */
const rankOf = ({ segments, method }: Compiled): string =>
  `${segments.map(({ kind }) => RANK[kind]).join('')}${method === 'ANY' ? '9' : '8'}`;

/** Finds the route of a request, the most specific first, as API Gateway does. */
export function createRouter(routes: readonly Route[]): (method: string, path: string) => Match | undefined {
  const compiled = routes.map(compile).sort((a, b) => (rankOf(a) < rankOf(b) ? -1 : 1));
  return (method, path) => {
    const parts = path.split('/').slice(1);
    for (const { route, method: allowed, segments } of compiled) {
      if (allowed !== 'ANY' && allowed !== method) continue;
      const pathParameters = parametersOf(segments, parts);
      if (pathParameters) return { route, pathParameters };
    }
    return undefined;
  };
}
