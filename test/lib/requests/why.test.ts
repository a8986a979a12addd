import { describe, expect, it } from 'vitest';
import { begin } from '../../../lib/obligations/advancing.ts';
import type { EventData } from '../../../lib/obligations/events.ts';
import { regimes } from '../../../lib/regime/index.ts';
import { occasionOf } from '../../../lib/regime/occasions.ts';
import type { OccasionId } from '../../../lib/regime/schema.ts';
import type { RequestDeadline } from '../../../lib/requests/request.ts';
import { whyAsked } from '../../../lib/requests/why.ts';

const [regime] = regimes;
const DAY = '2026-03-10';
const term = { lastDay: '2026-04-14', dueBefore: '2026-04-14T17:00:00Z' };
const log = { reportedAt: '2026-03-10T01:30:00Z', reporter: 'A', receiver: 'B', channel: 'telephone' };
const basis = 'văn bản số 125-CV/TU ngày 10/03/2026';
const limited: RequestDeadline = { kind: 'at-once', limitWorkingDays: 5 };

function formulaOf(rule: OccasionId, facts: Partial<EventData<'opened'>>, deadline?: RequestDeadline): string[] {
  const occasion = regime && occasionOf(regime, rule);
  if (!regime || !occasion) throw new Error(`nothing is said of ${rule}`);
  const data = { from: DAY, to: DAY, regimeVersion: regime.version, title: 'Báo cáo', ...facts };
  const opened = { type: 'opened' as const, at: '2026-03-10T02:00:00Z', by: 'office', data };
  const { obligation } = begin({ unit: 'so-tu-phap', rule, period: 'x-1' }, opened, undefined);
  return whyAsked(regime, occasion, obligation, deadline).formula;
}

describe('a report that no calendar calls for says by when it is due', () => {
  const AT_ONCE = 'Gửi ngay khi kết thúc công việc; không ấn định ngày nên không tính chậm, chỉ tính số ngày đã qua.';
  const UNTIL = 'Chậm nhất hết ngày 14/04/2026; từ 00:00 ngày 15/04/2026 là chậm.';

  it.each<[string, string[], string[]]>([
    [
      'asked for by a day',
      formulaOf('thematic', { basis, ...term }, { kind: 'date', date: '2026-04-15', bound: 'before' }),
      [`Yêu cầu tại ${basis}.`, 'Văn bản ghi “trước ngày 15/04/2026”: không tính chính ngày được nêu.', UNTIL],
    ],
    [
      'asked for within a day',
      formulaOf('thematic', { basis, ...term }, { kind: 'date', date: '2026-04-14', bound: 'within' }),
      [`Yêu cầu tại ${basis}.`, 'Văn bản ghi “trong ngày 14/04/2026”: tính cả ngày được nêu.', UNTIL],
    ],
    [
      'asked for at once',
      formulaOf('thematic', { basis }, { kind: 'at-once' }),
      [`Yêu cầu tại ${basis}.`, 'Chưa ghi nhận ngày kết thúc công việc.', AT_ONCE],
    ],
    [
      'asked for within working days of an end that is not recorded',
      formulaOf('thematic', { basis, limitWorkingDays: 5 }, limited),
      [
        ...[`Yêu cầu tại ${basis}.`, 'Chưa ghi nhận ngày kết thúc công việc.'],
        'Phải gửi trong 5 ngày làm việc kể từ ngày kết thúc.',
        'Hạn gửi tính từ ngày kết thúc công việc; ghi nhận ngày đó thì mới xác định được hạn và mới gửi được báo cáo.',
      ],
    ],
    [
      'asked for within working days of an end that is recorded',
      formulaOf('thematic', { basis, limitWorkingDays: 5, since: '2026-04-07', ...term }, limited),
      [
        ...[`Yêu cầu tại ${basis}.`, 'Công việc kết thúc thứ Ba, ngày 07/04/2026.'],
        ...['Phải gửi trong 5 ngày làm việc kể từ ngày kết thúc.', UNTIL],
      ],
    ],
    ['sent unasked', formulaOf('thematic', { since: DAY }), ['Công việc kết thúc thứ Ba, ngày 10/03/2026.', AT_ONCE]],
    [
      'ad hoc, from the first word on',
      formulaOf('ad-hoc', { since: DAY, log }),
      [
        'Báo cáo ban đầu lúc 08:30, thứ Ba, 10/03/2026; sau đó phải có báo cáo bằng văn bản.',
        'Nhắc vào mỗi ngày làm việc cho đến khi nhận được.',
        'Gửi ngay bằng văn bản; không ấn định ngày nên không tính chậm, chỉ tính số ngày đã qua.',
      ],
    ],
    [
      'a copy for a central agency',
      formulaOf('central-copy', { agency: 'Bộ Tư pháp', lastDay: DAY, dueBefore: '2026-03-10T17:00:00Z' }),
      [
        'Gửi Bộ Tư pháp ngày 10/03/2026: đồng thời gửi 01 bản, nên hạn là chính ngày đó.',
        'Chậm nhất hết ngày 10/03/2026; từ 00:00 ngày 11/03/2026 là chậm.',
      ],
    ],
  ])('%s', (_, formula, expected) => {
    expect(formula).toEqual(expected);
  });
});
