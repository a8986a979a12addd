import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { linesOf, paragraphsOf } from '../../../infra/tools/province/report.ts';
import { consolidatedDraft } from '../../../lib/papers/compiling/draft.ts';
import { officeOf } from '../../../lib/papers/issuer.ts';
import type { Block } from '../../../lib/papers/paper.ts';
import { placeParagraphs } from '../../../lib/papers/sections/placing.ts';
import { regimes } from '../../../lib/regime/index.ts';
import { contentsOfRule } from '../../../lib/regime/required-contents.ts';
import { compileMonth } from '../../support/compiled-month.ts';
import { sampleUnits } from '../../support/units.ts';

const [regime] = regimes;
if (!regime) throw new Error('there is a regime');
const monthly = contentsOfRule(regime, 'monthly');
const today = sampleUnits().filter(({ validTo }) => validTo === undefined);

/** A month in which some send a second version. */
const SEED = 357;

async function draftOf(units: typeof today, seed: number) {
  const { filings, plan, readings } = await compileMonth(units, seed);
  const input = { plan, readings, sections: monthly, issuer: officeOf('Điện Biên') };
  return { filings, plan, readings, ...consolidatedDraft(input) };
}

/** The paragraphs that a draft takes from reports: its text, and the note that traces it. */
const traced = (blocks: readonly Block[]) =>
  blocks.flatMap((block) => {
    if (block.kind !== 'paragraph' || block.runs.length !== 2) return [];
    const [text, note] = block.runs;
    return [{ text: text?.text ?? '', note: note?.text ?? '', changed: text?.italics === true }];
  });

describe('laws of the draft', () => {
  it('every paragraph of every readable report is in it exactly once, traced to its unit, version and place', async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 10_000 }), fc.integer({ min: 1, max: 12 }), async (seed, count) => {
        const units = today.slice(0, count);
        const { filings, paper } = await draftOf(units, seed);
        const names = new Map(units.map(({ id, name }) => [id, name]));
        const expected = filings.flatMap((filing, i) => {
          const isNewest = filings.findLastIndex(({ unit }) => unit === filing.unit) === i;
          const version = filings.slice(0, i + 1).filter(({ unit }) => unit === filing.unit).length;
          if (!isNewest || filing.report === undefined) return [];
          return paragraphsOf(filing.report).map((text) => [text, `[${names.get(filing.unit)}, lần ${version}, `]);
        });
        const found = traced(paper.blocks).map(({ text, note }) => [text, note.trim().replace(/(lần \d+, ).*$/, '$1')]);
        expect(found.map((pair) => pair.join('\u0000')).sort()).toEqual(
          expected.map((pair) => pair.join('\u0000')).sort(),
        );
        for (const { note } of traced(paper.blocks)) expect(note).toMatch(/(?:đoạn|trang|bảng|chú thích) \d+/);
      }),
      { seed: 353, numRuns: 12 },
    );
  });

  it('a unit that owes the report has sent something, or is missing; never both', async () => {
    const { plan } = await draftOf(today, SEED);
    const sent = new Set(plan.submissions.map(({ unit }) => unit));
    const missing = plan.missing.map(({ unit }) => unit);
    expect(missing.filter((unit) => sent.has(unit))).toEqual([]);
    expect(sent.size + missing.length).toBe(today.length);
  });
});

describe('the draft of a month', () => {
  it('puts almost every paragraph where its unit meant it', async () => {
    const { filings, readings } = await draftOf(today, SEED);
    let right = 0;
    let all = 0;
    for (const [i, { report }] of filings.entries()) {
      const reading = readings.files[i]?.reading;
      if (!report || !reading?.ok) continue;
      const meant = report.pieces.flatMap((piece, at) => linesOf(piece).map(() => report.sections[at]));
      for (const [at, { section }] of placeParagraphs(reading.paragraphs, monthly).placed.entries()) {
        all += 1;
        if (section === meant[at]) right += 1;
      }
    }
    expect(all).toBeGreaterThan(1000);
    expect(right / all).toBeGreaterThan(0.99);
  });

  it('lists at its head who is missing, and which files could not be read and why', async () => {
    const { plan, paper, filings, counts } = await draftOf(today, SEED);
    const tables = paper.blocks.filter((block) => block.kind === 'table');
    const scans = filings.filter(({ kind }) => kind === 'scan');
    const [missing, unread] = tables;
    expect(missing?.rows.map(([name]) => name)).toEqual(plan.missing.map(({ name }) => name));
    expect(unread?.rows).toHaveLength(scans.length);
    for (const [, , words] of unread?.rows ?? []) expect(words).toContain('bản chụp');
    expect(counts.unreadable).toBe(scans.length);
  });

  it('keeps the openings of documents apart from what a drafter must place', async () => {
    const { filings, paper, counts } = await draftOf(today, SEED);
    const at = (text: string) =>
      paper.blocks.findIndex((block) => block.kind === 'heading' && block.text.includes(text));
    const toPlace = traced(paper.blocks.slice(at('CHƯA PHÂN LOẠI'), at('Phần đầu văn bản')));
    const openings = traced(paper.blocks.slice(at('Phần đầu văn bản')));
    expect(counts.unplaced).toBe(toPlace.length);
    expect(toPlace.map(({ text }) => text)).not.toContain('BÁO CÁO');
    const newest = new Map(filings.filter(({ report }) => report).map((filing) => [filing.unit, filing]));
    expect(openings.filter(({ text }) => text === 'BÁO CÁO')).toHaveLength(newest.size);
  });

  it('names the sections that nobody wrote about', async () => {
    const [unit] = today;
    if (!unit) throw new Error('there are units');
    const { plan } = await draftOf([unit], 1);
    const nothing = consolidatedDraft({
      plan,
      readings: { files: [] },
      sections: monthly,
      issuer: officeOf('Điện Biên'),
    });
    const text = nothing.paper.blocks
      .flatMap((block) => (block.kind === 'paragraph' ? block.runs : []))
      .map((run) => run.text);
    for (const { title, optional } of monthly) if (!optional) expect(text.join('\n')).toContain(`“${title}”`);
  });

  it('marks what a later version changed, and nothing of a first one', async () => {
    const { filings, plan, paper } = await draftOf(today, SEED);
    const twice = new Set(plan.submissions.filter(({ version }) => version > 1).map(({ name }) => name));
    expect(twice.size).toBeGreaterThan(0);
    const changed = traced(paper.blocks).filter((one) => one.changed);
    // Each revision has a number and a day of its own, writes one paragraph anew and adds one.
    expect(changed).toHaveLength(4 * twice.size);
    for (const { note } of changed) {
      expect(note).toContain('MỚI HOẶC SỬA');
      expect([...twice].some((name) => note.includes(`[${name}, lần 2`))).toBe(true);
    }
    expect(filings.length).toBeGreaterThan(plan.submissions.length - 1);
  });
});
