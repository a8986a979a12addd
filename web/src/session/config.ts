/** What the deployment tells the portal; made by infra/portal, read at each start. */
export interface PortalConfig {
  /** Address of the sign-in pages, without a slash at its end. */
  signIn: string;
  clientId: string;
  scopes: readonly string[];
  /** Where the sign-in pages send people back to: registered there, letter by letter. */
  returnTo: string;
}

/** Reads the configuration of this deployment. Throws when it cannot be had. */
export async function readConfig(): Promise<PortalConfig> {
  const response = await fetch('/config.json', { cache: 'no-cache' });
  if (!response.ok) throw new Error(`config.json: ${response.status}`);
  return (await response.json()) as PortalConfig;
}
