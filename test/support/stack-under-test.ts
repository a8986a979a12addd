import { LOCAL_SETTINGS } from '../../infra/local/settings.ts';
import { type Synthesised, synthesise } from '../../infra/local/synthesis.ts';
import { type SingleGrant, withoutGrant } from './single-grants.ts';

/** A template as the tests take it: as it is, or without the grant that `npm run grants` has taken from it. */
export function asTested(template: unknown): unknown {
  const taken = process.env.WITHOUT_GRANT;
  if (taken === undefined) return template;
  const grant: SingleGrant = JSON.parse(taken);
  return withoutGrant(template, grant);
}

/** The stack that local clouds of tests run. */
export async function stackUnderTest(): Promise<Synthesised> {
  const { template, assetsDir } = await synthesise(LOCAL_SETTINGS);
  return { template: asTested(template), assetsDir };
}
