import { describe, expect, it } from 'vitest';
import { contentsOf, mustHold } from '../../functions/api/contents.ts';
import { createContentsCheck } from '../../functions/record-upload/contents.ts';
import { regimes } from '../../lib/regime/index.ts';
import { requiredContents } from '../../lib/regime/required-contents.ts';
import { askedSections } from '../../lib/requests/asked-sections.ts';
import type { Request } from '../../lib/requests/request.ts';
import { fileTypes } from '../../lib/submissions/file-types.ts';
import type { FileContents, Submission } from '../../lib/submissions/submission.ts';
import { sampleDocx } from '../samples/office.ts';

const check = createContentsCheck(regimes);
const docx = { name: 'bao-cao.docx', type: fileTypes.docx };
const [regime] = regimes;
const owed = (rule: string) => ({ rule, regimeVersion: regime?.version ?? '' });

function submission(main: FileContents | undefined, annex?: FileContents): Submission {
  const file = (role: 'main' | 'annex', contents: FileContents | undefined) => {
    const stored = { at: '2026-10-27T00:00:00Z', objectVersion: 'v', refused: [], ...(contents ? { contents } : {}) };
    return { ...docx, size: 1, sha256: '', role, stored };
  };
  return {
    ...{
      obligation: 'so-c.annual.2026',
      number: 1,
      declaredAt: '',
      declaredBy: '',
      documentNumber: '',
      documentDate: '',
    },
    ...{ signedBy: '', early: false, status: 'received', receivedAt: '2026-10-27T00:00:00Z', version: 1 },
    files: { '1': file('main', main), ...(annex ? { '2': file('annex', annex) } : {}) },
  };
}
const held = (rule: string, category: string, request?: Pick<Request, 'sections'>) =>
  mustHold({ regimes }, owed(rule), category, request);
const letterOf = (rule: string) =>
  (regime ? requiredContents(regime, rule, 'department') : []).map(({ title }) => title);
const annual = held('annual', 'department');

describe('the contents check of a file', () => {
  it('finds the sections of its rule under the headings that units write', async () => {
    const bytes = sampleDocx([
      'I. TÌNH HÌNH NỔI LÊN',
      'Mưa lớn.',
      'II. PHƯƠNG HƯỚNG, NHIỆM VỤ THÁNG TỚI',
      'Tập trung.',
    ]);
    expect(await check(bytes, docx, owed('monthly'), [])).toEqual({
      found: [
        { section: 'emerging', place: 'đoạn 1' },
        { section: 'priorities', place: 'đoạn 3' },
      ],
    });
  });

  it.each(['monthly', 'thematic', 'central-copy'])(
    'says whether a file could be read, and why not, whatever its report is to hold: %s',
    async (rule) => {
      const broken = { name: 'a.pdf', type: fileTypes.pdf };
      expect(await check(Buffer.from('%PDF-'), broken, owed(rule), [])).toEqual({ found: [], unreadable: 'broken' });
      expect(await check(sampleDocx(['a']), docx, owed(rule), [])).toEqual({ found: [] });
    },
  );

  it('looks for what the regime asks for under which the report is owed, and for nothing under one that nobody knows', async () => {
    const bytes = sampleDocx(['I. TÌNH HÌNH NỔI LÊN', 'Mưa lớn.']);
    const another = { rule: 'monthly', regimeVersion: 'another' };
    expect(await check(bytes, docx, another, [])).toEqual({ found: [] });
  });
});

describe('what a request asks for', () => {
  const request = { sections: ['1. Kết quả đạt được', '2. Hạn chế, nguyên nhân', '3. Kinh nghiệm'] };
  const report = [
    'I. KẾT QUẢ ĐẠT ĐƯỢC',
    'Đã làm.',
    'II. Những hạn chế, nguyên nhân',
    'Còn chậm.',
    'Kinh nghiệm là có.',
  ];

  it('is looked for as the letter’s own parts are, and told found or absent beside them', async () => {
    const main = await check(sampleDocx(report), docx, owed('thematic'), askedSections(request));
    const asked = held('thematic', 'department', request);
    expect(asked.map(({ title }) => title)).toEqual([...letterOf('thematic'), ...request.sections]);
    expect(contentsOf(submission(main), asked)).toMatchObject({
      found: [
        { title: '1. Kết quả đạt được', file: '1', place: 'đoạn 1' },
        { title: '2. Hạn chế, nguyên nhân', file: '1', place: 'đoạn 3' },
      ],
      absent: expect.arrayContaining([expect.objectContaining({ title: '3. Kinh nghiệm' })]),
    });
  });

  it('is not asked of a report that no request asks for', () => {
    expect(held('thematic', 'department').map(({ title }) => title)).toEqual(letterOf('thematic'));
  });
});

describe('the contents of a submission', () => {
  it('are what is found in any of its files, each with the first place, and what is required and absent', () => {
    const main = { found: [{ section: 'assessment', place: 'đoạn 3' }] };
    const annex = {
      found: [
        { section: 'assessment', place: 'đoạn 1' },
        { section: 'results', place: 'trang 2' },
      ],
    };
    expect(contentsOf(submission(main, annex), annual)).toMatchObject({
      found: [
        { section: 'assessment', file: '1', place: 'đoạn 3' },
        { section: 'results', file: '2', place: 'trang 2' },
      ],
      absent: expect.arrayContaining([
        expect.objectContaining({ section: 'limitations' }),
        expect.objectContaining({ section: 'tasks' }),
      ]),
      unreadable: [],
    });
  });

  it('do not call absent what may stand in a scan', () => {
    const contents = contentsOf(submission({ found: [], unreadable: 'scan' }), annual);
    expect(contents).toEqual({
      found: [],
      unreadable: [{ file: '1', reason: 'scan', detail: expect.stringContaining('bản chụp') }],
      blankPages: [],
    });
  });

  it('tell the pages that are pictures in a file that is read otherwise', () => {
    const contents = contentsOf(submission({ found: [], blankPages: 3 }), annual);
    expect(contents).toMatchObject({ unreadable: [], blankPages: [{ file: '1', pages: 3 }] });
  });

  it('are not checked until a file was looked at, and nothing is called absent', () => {
    const contents = contentsOf(submission(undefined), annual);
    expect(contents).toMatchObject({ found: [], unreadable: [{ file: '1', reason: 'unchecked' }] });
    expect(contents).not.toHaveProperty('absent');
  });

  it('of what came on paper are none', () => {
    expect(contentsOf({ ...submission(undefined), files: {} }, annual)).toBeUndefined();
  });
});
