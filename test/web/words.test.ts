import { describe, expect, it } from 'vitest';
import { formatDate as dateOfLetters, formatInstant as instantOfLetters } from '../../lib/calendar/vietnamese.ts';
import { channelName as channelOfLetters } from '../../lib/notices/text/channels.ts';
import { reportName as nameOfLetters } from '../../lib/notices/text/names.ts';
import { eventTypes } from '../../lib/obligations/events.ts';
import { verdicts } from '../../lib/obligations/verdict.ts';
import { daysBetween, formatDate, formatInstant, parseDate } from '../../web/src/words/dates.ts';
import { eventWords, noticeName } from '../../web/src/words/events.ts';
import { fold, matchesSearch } from '../../web/src/words/fold.ts';
import { channelNames } from '../../web/src/words/kinds.ts';
import { formatSize, reportName, titleOfId, verdictName, verdictWords } from '../../web/src/words/names.ts';

describe('names', () => {
  it.each(['2026-W47', '2026-W05', '2026-01', '2026-12', '2026-Q1', '2026-H1', '2026-9M', '2026'])(
    'of the report of %s are those of the letters',
    (period) => {
      expect(reportName(period)).toBe(nameOfLetters({ period }));
    },
  );

  it.each(Object.entries(channelNames))('of the channel %s are those of the letters', (channel, name) => {
    expect(name).toBe(channelOfLetters(channel));
    expect(name).not.toBe(channel);
  });

  it('of a report that is only known by its address hold none of the address’s own words', () => {
    expect(titleOfId('so-tu-phap.monthly.2026-01')).toBe('Báo cáo tháng 1/2026');
    expect(titleOfId('so-tu-phap.thematic.r-2026-12-cv-tu')).toBe('Báo cáo');
    expect(titleOfId('Hệ thống ngừng hoạt động')).toBe('Báo cáo');
  });

  it('leave what is no period as it is', () => {
    expect(reportName('x')).toBe('Báo cáo x');
    expect(reportName('2026-Z9')).toBe('Báo cáo 2026-Z9');
  });
});

describe('dates', () => {
  it.each(['2026-01-26T17:00:00Z', '2026-01-26T16:59:59Z', '2026-12-31T18:30:00Z'])(
    'are those of the letters, in Điện Biên’s time whatever the browser’s: %s',
    (instant) => {
      expect(formatInstant(instant)).toBe(instantOfLetters(instant));
    },
  );

  it('are written and read as people do', () => {
    expect(formatDate('2026-01-27')).toBe(dateOfLetters('2026-01-27'));
    expect(['27/01/2026', ' 27/1/2026 ', '27-01-2026', '27.1.2026'].map(parseDate)).toEqual(
      Array.from({ length: 4 }, () => '2026-01-27'),
    );
    expect(['30/02/2026', '1/13/2026', '2026-01-27', '27/01/26', ''].map(parseDate)).toEqual(
      Array.from({ length: 5 }, () => undefined),
    );
    expect(daysBetween('2026-02-27', '2026-03-01')).toBe(2);
  });
});

describe('verdicts', () => {
  it('each have a sign of their own: colour alone tells nothing', () => {
    const signs = verdicts.map((verdict) => verdictWords[verdict].sign);
    expect(new Set(signs).size).toBe(verdicts.length);
  });

  it('count days where there are any', () => {
    expect(verdictName('late', 2)).toBe('Chậm 2 ngày');
    expect(verdictName('missing', 3)).toBe('Chưa gửi, quá hạn 3 ngày');
    expect(verdictName('on-time', undefined)).toBe('Đúng hạn');
  });
});

describe('searching', () => {
  it.each([
    ['tuan giao', 'Huyện ủy Tuần Giáo'],
    ['DIEN BIEN', 'Thành ủy Điện Biên Phủ'],
    ['giao tuan', 'Huyện ủy Tuần Giáo'],
    ['Đảng', 'dang bo'],
    ['', 'Sở Tư pháp'],
  ])('%s finds %s', (typed, text) => {
    expect(matchesSearch(text, typed)).toBe(true);
  });

  it('finds nothing that is not there, and takes both ways of writing an accent', () => {
    expect(matchesSearch('Sở Tư pháp', 'tuan')).toBe(false);
    expect(fold('Tuần'.normalize('NFD'))).toBe(fold('Tuần'.normalize('NFC')));
  });
});

describe('histories and notices', () => {
  it.each(eventTypes)('say what %s means, without a gap', (type) => {
    const data = {
      ...{ number: 1, lastDay: '2026-01-27', receivedAt: '2026-01-27T01:00:00Z', documentNumber: '1-BC/A' },
      ...{ channel: 'cipher', reason: 'Lý', authority: 'Chánh Văn phòng', note: '' },
    };
    const event = {
      obligation: 'a',
      seq: 1,
      at: '2026-01-27T01:00:00Z',
      by: 'office',
      previous: '',
      hash: '',
      type,
      data,
    };
    expect(eventWords(event)).toMatch(/^\p{Lu}.+\.$/u);
    expect(eventWords(event)).not.toMatch(/undefined|NaN| {2}/);
  });

  it.each([
    ['reminder-5', 'Nhắc trước hạn 5 ngày làm việc'],
    ['last-day-0800', 'Nhắc trong ngày cuối cùng'],
    ['urging-2', 'Đôn đốc lần 2'],
    ['supplement-urging-1', 'Đôn đốc lần 1 (bổ sung)'],
    ['receipt-1', 'Biên nhận'],
    ['something-new', 'something-new'],
  ])('name the notice %s', (kind, name) => {
    expect(noticeName(kind)).toBe(name);
  });
});

describe('sizes', () => {
  it('are written as people do', () => {
    expect([512, 312 * 1024, 1.4 * 1024 * 1024].map(formatSize)).toEqual(['512 B', '312 KB', '1,4 MB']);
  });
});
