import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { AxeResults } from 'axe-core';
import type { BrowserContext, Page } from 'playwright-core';

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

declare global {
  interface Window {
    axe: { run(): Promise<AxeResults> };
  }
}

/** The two screens that every page is looked at on. */
export const PHONE = { width: 360, height: 740 } as const;
export const DESKTOP = { width: 1280, height: 800 } as const;

/** What went wrong in a page without anybody seeing it. */
function watch(page: Page, url: string, allowed: readonly RegExp[]): string[] {
  const faults: string[] = [];
  const note = (fault: string) => {
    if (!allowed.some((pattern) => pattern.test(fault))) faults.push(fault);
  };
  page.on('console', (message) => {
    // A violation of the Content-Security-Policy is reported here as well.
    if (message.type() === 'error') note(`console: ${message.text()} (${message.location().url})`);
  });
  page.on('pageerror', (error) => note(`error: ${error.message}`));
  page.on('request', (request) => {
    const { protocol, origin, hostname } = new URL(request.url());
    // The browser's own viewer of PDFs consists of files that lie within the browser.
    const staysHere = ['blob:', 'data:', 'chrome:', 'chrome-extension:'].includes(protocol);
    const isOurs = origin === url || hostname === '127.0.0.1' || staysHere;
    if (!isOurs) note(`request to elsewhere: ${request.url()}`);
  });
  return faults;
}

export interface VisitOptions {
  viewport?: { width: number; height: number };
  /** Faults that the test causes on purpose. */
  allowed?: readonly RegExp[];
}

/** One person's tab, watched. */
export async function openVisit(context: BrowserContext, url: string, { allowed = [] }: VisitOptions) {
  const page = await context.newPage();
  const faults = watch(page, url, allowed);
  return {
    page,
    /** Opens a page of the portal by its address, as a bookmark does, and waits until it shows its heading. */
    async goTo(path: string): Promise<void> {
      await page.goto(`${url}${path}`);
      await page.locator('h1').waitFor();
      await this.quiet();
    },
    /** Waits until nothing is loading any more. */
    async quiet(): Promise<void> {
      await page.locator('[aria-busy=true]').first().waitFor({ state: 'detached' });
    },
    /** Signs in by the sign-in page, as a person does. */
    async signIn(user: string, path = '/'): Promise<void> {
      await page.goto(`${url}${path}`);
      await page.locator(`button[value="${user}"]`).click();
      await page.waitForURL((address) => !address.pathname.startsWith('/local/') && !address.search.includes('code='));
      await page.locator('h1').waitFor();
      await this.quiet();
    },
    /** What axe finds serious, and whether the page is wider than the screen. */
    async accessibilityFaults(): Promise<string[]> {
      await page.evaluate(axeSource);
      const { violations } = await page.evaluate(() => window.axe.run());
      const grave = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical');
      const { scrollWidth, clientWidth } = await page.evaluate(() => {
        const { scrollWidth, clientWidth } = document.documentElement;
        return { scrollWidth, clientWidth };
      });
      return [
        ...grave.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`),
        ...(scrollWidth > clientWidth ? [`the page is ${scrollWidth} wide on a screen of ${clientWidth}`] : []),
      ];
    },
    /** What went wrong unseen: errors, violations of the policy, requests to elsewhere. */
    faults,
    close: () => context.close(),
  };
}
export type Visit = Awaited<ReturnType<typeof openVisit>>;
