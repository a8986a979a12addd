import type { issuerSettings } from '../../functions/environment.ts';
import type { Handler } from '../functions/handler.ts';

/** Tells a function whose papers it writes. */
export function configureIssuer(handler: Handler, { provinceName }: { readonly provinceName: string }): void {
  const variables: Record<keyof typeof issuerSettings.shape, string> = { PROVINCE_NAME: provinceName };
  handler.configure(variables);
}
