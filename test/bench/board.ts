import type { Page } from 'playwright-core';
import { openOffice } from '../e2e/office.ts';
import { madeUpBoard } from '../support/made-up-board.ts';
import { launchChromium } from '../web/browser/chromium.ts';

const NOW = '2026-12-15T02:00:00Z';
const UNITS = [94, 500, 1000];
const ROUNDS = 5;

/** Notes in the page when the answer was read, when its first rows were on the screen, and when the last was. */
const probe = (units: number) => `
  window.marks = {};
  const read = Response.prototype.json;
  Response.prototype.json = async function () {
    const value = await read.call(this);
    if (new URL(this.url).pathname === '/v1/board') marks.data = performance.now();
    return value;
  };
  const whenPainted = (name) => {
    if (marks[name] !== undefined) return;
    marks[name] = null;
    requestAnimationFrame(() => setTimeout(() => (marks[name] = performance.now())));
  };
  new MutationObserver(() => {
    const rows = document.querySelectorAll('.board tbody tr').length;
    if (rows > 0) whenPainted('first');
    if (rows >= ${units}) whenPainted('whole');
  }).observe(document, { childList: true, subtree: true });
`;

/** Scrolls from top to bottom, a step a frame, and gives how long each frame took, in milliseconds. */
const SCROLL = `new Promise((resolve) => {
  const box = document.querySelector('.board-scroll');
  const frames = [];
  let before;
  const step = (now) => {
    if (before !== undefined) frames.push(now - before);
    before = now;
    box.scrollTop += 120;
    if (frames.length < 120) requestAnimationFrame(step);
    else resolve(frames);
  };
  requestAnimationFrame(step);
})`;

/** The marks, once all are there. */
const PAINTED = `new Promise((resolve) => {
  const look = () => (window.marks.whole > 0 ? resolve(window.marks) : requestAnimationFrame(look));
  look();
})`;

const sorted = (values: readonly number[]) => [...values].sort((a, b) => a - b);
const middle = (values: readonly number[]): number => Math.round(sorted(values)[values.length >> 1] ?? 0);

async function openBoard(page: Page, url: string): Promise<{ first: number; whole: number }> {
  await page.goto(`${url}/bang-theo-doi?nam=2026`);
  const marks: { data: number; first: number; whole: number } = await page.evaluate(PAINTED);
  return { first: marks.first - marks.data, whole: marks.whole - marks.data };
}

/** The board in a real browser: from its data to the first rows and to the last, and the frames while it scrolls. */
export async function benchBoard() {
  const [office, browser] = await Promise.all([openOffice(NOW), launchChromium()]);
  const { url } = office.cloud;
  const rows: object[] = [];
  try {
    for (const units of UNITS) {
      const context = await browser.newContext({ viewport: { width: 1280, height: 800 } });
      const page = await context.newPage();
      const answer = JSON.stringify(madeUpBoard(units));
      await page.route('**/v1/board*', (route) => route.fulfill({ contentType: 'application/json', body: answer }));
      await page.addInitScript(probe(units));
      await page.goto(url);
      await page.locator('button[value="office"]').click();
      await page.locator('h1').waitFor();
      const opened: { first: number; whole: number }[] = [];
      for (let round = 0; round < ROUNDS; round += 1) opened.push(await openBoard(page, url));
      const frames = sorted(await page.evaluate<number[]>(SCROLL));
      rows.push({
        units,
        kilobytes: Math.round(answer.length / 1024),
        firstRowsMs: middle(opened.map(({ first }) => first)),
        lastRowMs: middle(opened.map(({ whole }) => whole)),
        frameMedianMs: middle(frames),
        frame95thMs: Math.round(frames[Math.floor(frames.length * 0.95)] ?? 0),
      });
      await context.close();
    }
  } finally {
    await browser.close();
    await office.close();
  }
  return rows;
}
