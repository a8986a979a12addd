import { type Office, openOffice } from '../../e2e/office.ts';
import { launchChromium } from './chromium.ts';
import { DESKTOP, openVisit, type Visit, type VisitOptions } from './visit.ts';

/** The local cloud and a browser before it. */
export interface Portal {
  office: Office;
  url: string;
  /** A new person's tab: nothing is known of anybody who was here before. */
  visit(options?: VisitOptions): Promise<Visit>;
  /** A tab of somebody who has signed in, at a page. */
  as(user: string, path?: string, options?: VisitOptions): Promise<Visit>;
  close(): Promise<void>;
}

/** Opens both, once per file of tests. */
export async function openPortal(now: string, options: { goLive?: string } = {}): Promise<Portal> {
  const [office, browser] = await Promise.all([openOffice(now, options), launchChromium()]);
  const { url } = office.cloud;
  const visit = async (visitOptions: VisitOptions = {}): Promise<Visit> => {
    const viewport = visitOptions.viewport ?? DESKTOP;
    const context = await browser.newContext({ viewport, locale: 'vi-VN', timezoneId: 'Asia/Ho_Chi_Minh' });
    context.setDefaultTimeout(20_000);
    return openVisit(context, url, visitOptions);
  };
  return {
    office,
    url,
    visit,
    async as(user, path, visitOptions) {
      const opened = await visit(visitOptions);
      await opened.signIn(user, path);
      return opened;
    },
    async close() {
      await browser.close();
      await office.close();
    },
  };
}
