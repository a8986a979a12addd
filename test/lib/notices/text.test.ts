import { describe, expect, it } from 'vitest';
import { vietnamCalendar } from '../../../lib/calendar/working-days.ts';
import { recipientsOf } from '../../../lib/notices/recipients.ts';
import { periodName, reportName } from '../../../lib/notices/text/names.ts';
import { composeNotice, type NoticeItem } from '../../../lib/notices/text/notice.ts';
import { deadlineOf, ruleOf } from '../../../lib/regime/deadlines.ts';
import { regimes } from '../../../lib/regime/index.ts';

const PORTAL = 'https://dunghan.dienbien.example/?a=1&b=2';
const BEFORE = '2026-10-22T01:00:00Z';
const ON_THE_DAY = '2026-10-27T01:00:00Z';
const AFTER = '2026-10-30T01:00:00Z';

function item(kind: string, rule = 'monthly', period = '2026-10'): NoticeItem {
  const [regime] = regimes;
  const found = regime && ruleOf(regime, rule);
  const deadline = regime && deadlineOf(regime, rule, period);
  if (!regime || !found || !deadline) throw new Error('no such deadline');
  const { from, to, lastDay, dueBefore } = deadline;
  return { period, window: { from, to }, term: { lastDay, dueBefore }, kind, rule: found, regime };
}
const compose = (items: NoticeItem[], now: string, name = 'Huyện ủy Tuần Giáo') =>
  composeNotice({ name }, items, now, vietnamCalendar, PORTAL);

describe('a notice', () => {
  it.each([
    [
      'reminder-3',
      BEFORE,
      '[Nhắc gửi báo cáo] Báo cáo tháng 10/2026: chậm nhất hết ngày 27/10/2026',
      'còn 3 ngày làm việc',
    ],
    ['last-day-0800', ON_THE_DAY, '[Hạn cuối hôm nay] Báo cáo tháng 10/2026', 'Hôm nay là ngày cuối cùng'],
    ['urging-2', AFTER, '[Đôn đốc lần 2] Báo cáo tháng 10/2026 đã quá hạn ngày 27/10/2026', 'đã chậm 3 ngày'],
  ])(
    '%s says which report, which period, the last day, where to file and by which clause',
    (kind, now, subject, standing) => {
      const letter = compose([item(kind)], now);
      expect(letter.subject).toBe(subject);
      for (const body of [letter.text, letter.html]) {
        expect(body).toContain('Huyện ủy Tuần Giáo');
        expect(body).toContain('từ ngày 26/09/2026 đến ngày 25/10/2026');
        expect(body).toContain('Chậm nhất hết ngày 27/10/2026');
        expect(body).toContain('điểm b mục 1.1 Công văn số 353-CV/TU ngày 24/08/2021');
        expect(body).toContain(standing);
      }
      expect(letter.text).toContain(PORTAL);
      expect(letter.html).toContain('href="https://dunghan.dienbien.example/?a=1&amp;b=2"');
    },
  );

  it('of several reports counts them in the subject and lists each', () => {
    const letter = compose([item('urging-1'), item('last-day-0800', 'weekly', '2026-W44')], AFTER);
    expect(letter.subject).toBe('[Đôn đốc] 1 báo cáo quá hạn, 1 báo cáo sắp đến hạn');
    expect(letter.text).toContain('Báo cáo tuần 44/2026');
  });

  it.each([
    ['supplement-reminder-3', BEFORE, 'gửi bản bổ sung của báo cáo sau đây', 'Chưa nhận được bản bổ sung, còn 3'],
    ['supplement-last-day-0800', ON_THE_DAY, 'gửi bản bổ sung', 'Hôm nay là ngày cuối cùng để gửi bản bổ sung'],
    [
      'supplement-urging-2',
      AFTER,
      'chưa nhận được bản bổ sung',
      'Chưa nhận được bản bổ sung, đã quá hạn bổ sung 3 ngày',
    ],
    [
      'supplement-by-hand-7',
      AFTER,
      'chưa nhận được bản bổ sung',
      'Chưa nhận được bản bổ sung, đã quá hạn bổ sung 3 ngày',
    ],
    ['supplement-daily', AFTER, 'chưa nhận được bản bổ sung', 'Chưa nhận được bản bổ sung, đã quá hạn bổ sung 3 ngày'],
  ])('%s of a returned report asks for the supplement and never says the report is not there', (kind, now, ...said) => {
    const { subject, text, html } = compose([item(kind)], now);
    expect(subject).toContain('Bổ sung Báo cáo tháng 10/2026');
    for (const body of [text, html]) {
      for (const words of [...said, 'Yêu cầu bổ sung của Văn phòng Tỉnh ủy']) expect(body).toContain(words);
      expect(body).not.toMatch(/chưa nhận được (các )?báo cáo|nhận báo cáo đúng hạn|đã chậm|điểm b mục 1\.1/i);
    }
  });

  it('counts the supplements apart from the reports', () => {
    const one = item('supplement-urging-1');
    const mixed = compose([item('urging-1', 'weekly', '2026-W43'), one], AFTER);
    expect(mixed.subject).toBe('[Đôn đốc] 1 báo cáo quá hạn, 1 bản bổ sung quá hạn');
    expect(mixed.text).toContain('chưa nhận được các báo cáo, bản bổ sung sau đây');
    const supplements = compose([one, item('supplement-reminder-3', 'weekly', '2026-W45')], AFTER);
    expect(supplements.subject).toBe('[Đôn đốc] 1 bản bổ sung quá hạn, 1 bản bổ sung sắp đến hạn');
  });

  it('shows a name as text, whatever is in it', () => {
    const letter = compose([item('reminder-3')], BEFORE, 'Sở <script>alert(1)</script> & "B"\r\nBcc: x@y.example');
    expect(letter.html).not.toContain('<script>');
    expect(letter.html).toContain('&lt;script&gt;');
    expect(letter.subject).not.toMatch(/[\r\n]/);
  });

  it('is all in NFC, so that every mail program shows its diacritics', () => {
    const { subject, text, html } = compose([item('urging-4')], AFTER);
    for (const part of [subject, text, html]) expect(part).toBe(part.normalize('NFC'));
  });
});

describe('names of periods', () => {
  it.each([
    ['2026-W07', 'tuần 7/2026'],
    ['2026-01', 'tháng 1/2026'],
    ['2026-Q1', 'quý I/2026'],
    ['2026-H1', '6 tháng đầu năm 2026'],
    ['2026-9M', '9 tháng năm 2026'],
    ['2026', 'năm 2026'],
  ])('%s is %s', (id, name) => {
    expect(periodName(id)).toBe(name);
    expect(reportName({ period: id })).toBe(`Báo cáo ${name}`);
  });
});

describe('recipients', () => {
  const addresses = { contactEmail: 'unit@x.example', headEmail: 'head@x.example', office: 'office@x.example' };
  it.each([
    ['the unit alone', ['unit'], [], { to: ['unit@x.example'], cc: [] }],
    [
      'the head and the Office in copy',
      ['unit', 'head', 'office'],
      [],
      { to: ['unit@x.example'], cc: ['head@x.example', 'office@x.example'] },
    ],
    ['the head instead of a dead address', ['unit', 'head'], ['unit@x.example'], { to: ['head@x.example'], cc: [] }],
    ['nobody when all are dead', ['unit'], ['unit@x.example'], { to: [], cc: [] }],
  ] as const)('%s', (_title, meant, dead, expected) => {
    expect(recipientsOf({ ...addresses, dead: new Set(dead) }, new Set(meant))).toEqual(expected);
  });
});
