import { describe, expect, it } from 'vitest';
import { vietnamCalendar } from '../../../lib/calendar/working-days.ts';
import type { Notice } from '../../../lib/notices/ledger.ts';
import { whyNotices } from '../../../lib/notices/why.ts';
import type { NewEvent } from '../../../lib/obligations/events.ts';
import { ruleOf } from '../../../lib/regime/deadlines.ts';
import { regimes } from '../../../lib/regime/index.ts';
import { happenings, lived } from '../../support/histories.ts';

const [regime] = regimes;
const monthly = regime && ruleOf(regime, 'monthly');
if (!regime || !monthly) throw new Error('no monthly rule');

const key = { unit: 'so-tu-phap', rule: 'monthly', period: '2026-10' };
const ID = 'so-tu-phap.monthly.2026-10';
const opened = {
  at: '2026-10-01T00:00:00Z',
  from: '2026-09-26',
  to: '2026-10-25',
  lastDay: '2026-10-27',
  regimeVersion: regime.version,
};
const ANNOUNCED = '2026-10-22T01:00:00Z'; // reminder-3
const LAST_DAY = '2026-10-27T01:00:00Z';
const URGED_1 = '2026-10-28T01:00:00Z';
const URGED_2 = '2026-10-30T01:00:00Z';
const END = '2026-12-01T00:00:00Z';

const line = (kind: string, scheduledFor: string, rest: Partial<Notice> & Pick<Notice, 'status'>): Notice => ({
  about: ID,
  kind,
  scheduledFor,
  ...rest,
});
const sent = (kind: string, at: string) => line(kind, at, { status: 'sent', sentAt: at, messageId: `m-${kind}` });

function explain(now: string, notices: Notice[], events: NewEvent[] = [], openedAt = opened.at) {
  const { history } = lived(key, { ...opened, at: openedAt }, ...events);
  return whyNotices(
    key,
    monthly?.notices ?? { before: [], onLast: [], after: [] },
    { history, notices, now },
    vietnamCalendar,
  );
}
const outcomes = (...given: Parameters<typeof explain>) =>
  explain(...given).map(({ kind, outcome }) => [kind, outcome]);
const sentenceOf = (kind: string, ...given: Parameters<typeof explain>) =>
  explain(...given).find((why) => why.kind === kind)?.sentence;

describe('an obligation that nothing has happened to', () => {
  it('has its whole plan still to come, with the count behind each day', () => {
    expect(explain('2026-10-21T00:00:00Z', []).map(({ sentence }) => sentence)).toEqual([
      'Nhắc trước hạn, 08:00, thứ Năm, 22/10/2026 (3 ngày làm việc trước ngày làm việc cuối cùng (thứ Ba, ngày 27/10/2026) của hạn gửi ngày 27/10/2026): sẽ gửi nếu đến lúc đó chưa nhận được báo cáo.',
      'Nhắc ngày cuối, 08:00, thứ Ba, 27/10/2026 (ngày làm việc cuối cùng không muộn hơn hạn gửi ngày 27/10/2026): sẽ gửi nếu đến lúc đó chưa nhận được báo cáo.',
      'Đôn đốc lần 1, 08:00, thứ Tư, 28/10/2026 (ngày làm việc thứ 1 sau hạn gửi ngày 27/10/2026): sẽ gửi nếu đến lúc đó chưa nhận được báo cáo.',
      'Đôn đốc lần 2, 08:00, thứ Sáu, 30/10/2026 (ngày làm việc thứ 3 sau hạn gửi ngày 27/10/2026): sẽ gửi nếu đến lúc đó chưa nhận được báo cáo.',
      'Đôn đốc lần 3, 08:00, thứ Ba, 03/11/2026 (ngày làm việc thứ 5 sau hạn gửi ngày 27/10/2026): sẽ gửi nếu đến lúc đó chưa nhận được báo cáo.',
      'Đôn đốc lần 4, 08:00, thứ Năm, 05/11/2026 (ngày làm việc thứ 7 sau hạn gửi ngày 27/10/2026): sẽ gửi nếu đến lúc đó chưa nhận được báo cáo.',
    ]);
  });

  it.each([
    ['before a notice’s time', '2026-10-22T00:59:59Z', 'planned'],
    ['at its time', ANNOUNCED, 'due'],
    ['after it, when no sweep ran', '2026-10-22T05:00:00Z', 'due'],
  ])('%s it is so', (_title, now, outcome) => {
    expect(outcomes(now, [])[0]).toEqual(['reminder-3', outcome]);
  });

  it.each([
    ['one second after a notice’s time', '2026-10-22T01:00:01Z', 'before-opening'],
    ['at its time', ANNOUNCED, 'planned'],
  ])('opened %s', (_title, openedAt, outcome) => {
    const [first] = outcomes(openedAt, [], [], openedAt);
    // What is planned for this very instant is due at once.
    expect(first).toEqual(['reminder-3', outcome === 'planned' ? 'due' : outcome]);
  });

  it('says when it was opened', () => {
    const late = '2026-10-28T00:00:00Z';
    expect(sentenceOf('last-day-0800', late, [], [], late)).toContain(
      'không gửi, vì thời điểm này đã qua khi báo cáo được đưa vào theo dõi lúc 07:00, thứ Tư, 28/10/2026.',
    );
  });
});

describe('a line of the ledger', () => {
  it.each<[string, Notice, string, string]>([
    ['sent', sent('reminder-3', ANNOUNCED), 'sent', 'đã gửi lúc 08:00, thứ Năm, 22/10/2026.'],
    [
      'sent late',
      line('reminder-3', ANNOUNCED, { status: 'sent', sentAt: '2026-10-23T02:15:00Z' }),
      'sent',
      'đã gửi lúc 09:15, thứ Sáu, 23/10/2026.',
    ],
    [
      'overtaken',
      line('reminder-3', ANNOUNCED, { status: 'superseded', reason: 'overtaken' }),
      'overtaken',
      'chỉ gửi thông báo sau cùng.',
    ],
    [
      'met by the report between claim and send',
      line('reminder-3', ANNOUNCED, { status: 'superseded', reason: 'report-received' }),
      'report-received',
      'không gửi, vì báo cáo đã được tiếp nhận.',
    ],
    [
      'without an address',
      line('reminder-3', ANNOUNCED, { status: 'undeliverable', reason: 'no-address' }),
      'undeliverable',
      'không có địa chỉ nhận thư nào còn dùng được.',
    ],
    [
      'refused',
      line('reminder-3', ANNOUNCED, { status: 'undeliverable', reason: 'refused-by-mail-service', detail: 'x' }),
      'undeliverable',
      'vì hệ thống thư từ chối.',
    ],
    [
      'claimed',
      line('reminder-3', ANNOUNCED, { status: 'claimed', leaseUntil: '2026-10-27T00:10:00Z' }),
      'claimed',
      ': đang gửi.',
    ],
    [
      'claimed by a sender that died',
      line('reminder-3', ANNOUNCED, { status: 'claimed', leaseUntil: '2026-10-22T01:10:00Z' }),
      'claimed',
      'việc gửi bị gián đoạn; lần rà soát hạn tiếp theo sẽ gửi lại nếu vẫn cần.',
    ],
  ])('%s', (_title, notice, outcome, words) => {
    const [first] = explain('2026-10-27T00:00:00Z', [notice]);
    expect(first).toMatchObject({ kind: 'reminder-3', at: ANNOUNCED, outcome });
    expect(first?.sentence).toContain(words);
  });

  it('of an answer follows no plan and is explained as well', () => {
    const at = '2026-10-26T02:00:00Z';
    const answers = [
      sent('receipt-1', at),
      line('quarantine-2', '2026-10-26T03:00:00Z', { status: 'superseded', reason: 'nothing-to-tell' }),
      sent('decision-4', '2026-10-26T04:00:00Z'),
    ];
    const found = explain(END, answers, [happenings.received(at)]);
    expect(
      found.filter(({ kind }) => /-\d$/.test(kind) && !/^(reminder|urging)/.test(kind)).map((w) => w.sentence),
    ).toEqual([
      'Biên nhận lần gửi thứ 1, 09:00, thứ Hai, 26/10/2026: đã gửi lúc 09:00, thứ Hai, 26/10/2026.',
      'Thông báo tệp không đạt kiểm tra của lần gửi thứ 2, 10:00, thứ Hai, 26/10/2026: không gửi, vì không còn nội dung để thông báo.',
      'Thông báo quyết định của Văn phòng Tỉnh ủy, 11:00, thứ Hai, 26/10/2026: đã gửi lúc 11:00, thứ Hai, 26/10/2026.',
    ]);
  });
});

describe('a report that has arrived', () => {
  const at = '2026-10-26T02:00:00Z';
  it('ends its plan: what was to come is not said, and says since when', () => {
    const ledger = [sent('reminder-3', ANNOUNCED)];
    const events = [happenings.received(at)];
    const now = '2026-10-26T03:00:00Z';
    expect(outcomes(now, ledger, events).map(([, outcome]) => outcome)).toEqual([
      'sent',
      ...Array(5).fill('report-received'),
    ]);
    expect(sentenceOf('urging-1', now, ledger, events)).toMatch(
      /: không gửi nữa, vì báo cáo đã được tiếp nhận lúc 09:00, thứ Hai, 26\/10\/2026\.$/,
    );
    // Once their time has passed, they were not said.
    expect(sentenceOf('urging-1', END, ledger, events)).toContain(': không gửi, vì báo cáo');
  });

  it.each([
    ['at the very time of a notice', LAST_DAY],
    ['one second after it, before any sweep', '2026-10-27T01:00:01Z'],
  ])('%s: it was not said', (_title, receivedAt) => {
    expect(outcomes(END, [], [happenings.received(receivedAt)])[1]).toEqual(['last-day-0800', 'report-received']);
  });

  it('and was rejected is awaited again, from then on only', () => {
    const events = [happenings.received(at), happenings.rejected('2026-10-29T02:00:00Z')];
    expect(outcomes('2026-10-30T00:00:00Z', [sent('reminder-3', ANNOUNCED)], events)).toEqual([
      ['reminder-3', 'sent'],
      ['last-day-0800', 'report-received'],
      ['urging-1', 'report-received'],
      ['urging-2', 'planned'],
      ['urging-3', 'planned'],
      ['urging-4', 'planned'],
    ]);
  });
});

describe('what the Office decided', () => {
  it('a waiver ends the plan', () => {
    const events = [happenings.waived('2026-10-23T02:00:00Z')];
    expect(outcomes(END, [sent('reminder-3', ANNOUNCED)], events).map(([, outcome]) => outcome)).toEqual([
      'sent',
      ...Array(5).fill('waived'),
    ]);
    expect(sentenceOf('urging-1', END, [], events)).toContain(
      'không gửi, vì báo cáo đã được miễn từ 09:00, thứ Sáu, 23/10/2026.',
    );
  });

  it('an extension has a plan of its own; what the former plan said stays, counted from the former deadline', () => {
    const extension = happenings.extended('2026-10-29T02:00:00Z', '2026-11-03'); // a Tuesday
    const ledger = [sent('reminder-3', ANNOUNCED), sent('last-day-0800', LAST_DAY), sent('urging-1', URGED_1)];
    const found = explain('2026-10-29T03:00:00Z', ledger, [extension]);
    expect(found.map(({ kind, at, outcome }) => [kind, at.slice(0, 10), outcome])).toEqual([
      ['reminder-3', '2026-10-22', 'sent'],
      ['last-day-0800', '2026-10-27', 'sent'],
      ['urging-1', '2026-10-28', 'sent'],
      // 08:00 on the very day, two hours before the extension was granted.
      ['reminder-3', '2026-10-29', 'before-plan'],
      ['last-day-0800', '2026-11-03', 'planned'],
      ['urging-1', '2026-11-04', 'planned'],
      ['urging-2', '2026-11-06', 'planned'],
      ['urging-3', '2026-11-10', 'planned'],
      ['urging-4', '2026-11-12', 'planned'],
    ]);
    expect(found[2]?.sentence).toContain('ngày làm việc thứ 1 sau hạn gửi ngày 27/10/2026');
    expect(found[3]?.sentence).toContain('đã qua khi hạn gửi hiện nay được xác định');
    expect(found[5]?.sentence).toContain('ngày làm việc thứ 1 sau hạn gửi ngày 03/11/2026');
  });

  it('an extension at the very instant of one of its notices has not missed it', () => {
    const at = '2026-10-29T01:00:00Z'; // reminder-3 of 3 November
    const found = explain(at, [], [happenings.extended(at, '2026-11-03')]);
    expect(found.find(({ kind }) => kind === 'reminder-3')).toMatchObject({ at, outcome: 'due' });
  });

  const returned = [happenings.received('2026-10-26T02:00:00Z'), happenings.returned(URGED_1, '2026-11-03')];

  it('a second return for the same day tells of the supplement that came, not of the first receipt', () => {
    const events = [
      ...returned,
      happenings.received('2026-10-29T00:00:00Z', 2),
      happenings.returned('2026-10-29T02:00:00Z', '2026-11-03', 2),
    ];
    const found = explain('2026-10-29T03:00:00Z', [], events);
    const [first] = found.filter(({ kind }) => kind === 'supplement-reminder-3');
    expect(first).toMatchObject({ at: '2026-10-29T01:00:00Z', outcome: 'report-received' });
    expect(first?.sentence).toContain('vì bản bổ sung đã được tiếp nhận lúc 07:00, thứ Năm, 29/10/2026.');
  });

  it('a return has notices of the supplement’s own, and the report’s are not said any more', () => {
    const found = explain('2026-10-28T02:00:00Z', [sent('reminder-3', ANNOUNCED)], returned);
    const count = (outcome: string, supplement: boolean) =>
      found.filter((w) => w.outcome === outcome && w.kind.startsWith('supplement-') === supplement).length;
    expect([count('sent', false), count('report-received', false)]).toEqual([1, 5]);
    expect([count('before-plan', true), count('planned', true)]).toEqual([0, 6]);
    expect(found.find(({ kind }) => kind === 'supplement-urging-1')?.sentence).toBe(
      'Đôn đốc lần 1 (bản bổ sung), 08:00, thứ Tư, 04/11/2026 (ngày làm việc thứ 1 sau hạn bổ sung ngày 03/11/2026): sẽ gửi nếu đến lúc đó chưa nhận được bản bổ sung.',
    );
  });

  it('a return on short notice has missed the first of them', () => {
    const events = [happenings.received('2026-10-26T02:00:00Z'), happenings.returned(URGED_2, '2026-11-03')];
    const [first] = explain(URGED_2, [], events).filter(({ kind }) => kind.startsWith('supplement-'));
    expect(first).toMatchObject({ kind: 'supplement-reminder-3', outcome: 'before-plan' });
    expect(first?.sentence).toContain('đã qua khi Văn phòng Tỉnh ủy yêu cầu bổ sung');
  });

  it('a supplement that has arrived leaves of its plan what was said', () => {
    const events = [...returned, happenings.received('2026-11-02T02:00:00Z', 2)];
    const ledger = [sent('supplement-reminder-3', '2026-10-29T01:00:00Z')];
    const found = explain(END, ledger, events);
    expect(
      found.filter(({ kind }) => kind.startsWith('supplement-')).map(({ kind, outcome }) => [kind, outcome]),
    ).toEqual([['supplement-reminder-3', 'sent']]);
    expect(found.find(({ kind }) => kind === 'supplement-reminder-3')?.sentence).toContain(
      'hạn bổ sung ngày 03/11/2026',
    );
  });
});

describe('a history that is none', () => {
  it('leaves the ledger to be explained alone', () => {
    const ledger = [sent('reminder-3', ANNOUNCED)];
    const found = whyNotices(key, monthly.notices, { history: [], notices: ledger, now: END }, vietnamCalendar);
    expect(found).toEqual([
      {
        kind: 'reminder-3',
        at: ANNOUNCED,
        outcome: 'sent',
        sentence: 'Nhắc trước hạn, 08:00, thứ Năm, 22/10/2026: đã gửi lúc 08:00, thứ Năm, 22/10/2026.',
      },
    ]);
  });
});
