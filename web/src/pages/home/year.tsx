import type { ObligationItem } from '../../api/types.ts';
import { VerdictBadge } from '../../ui/badge.tsx';
import { formatDate } from '../../words/dates.ts';
import { periodName, reportName, titleOf } from '../../words/names.ts';
import { type Entry, monthsOf } from './sorting.ts';

function EntryLine({ entry }: { entry: Entry }) {
  if (entry.kind === 'folded')
    return (
      <li class="soft">
        <span>
          {reportName(entry.period)}: lồng ghép vào{' '}
          <a href={`/bao-cao/${entry.within.id}`}>báo cáo {periodName(entry.within.period)}</a>
        </span>
      </li>
    );
  const { item } = entry;
  return (
    <li>
      <span>
        <a href={`/bao-cao/${item.id}`}>{titleOf(item)}</a>
        <span class="soft"> · {item.lastDay ? `hết ngày ${formatDate(item.lastDay).slice(0, 5)}` : 'gửi ngay'}</span>
      </span>
      <VerdictBadge verdict={item.verdict} daysLate={item.verdict === 'late' ? item.daysLate : undefined} />
    </li>
  );
}

/** The year's reports, month by month. */
export function Year({ items, year, years }: { items: readonly ObligationItem[]; year: string; years: string[] }) {
  // Reports are opened as their periods begin; later months say nothing yet.
  const opened = (
    items
      .map(({ lastDay }) => lastDay ?? '')
      .sort()
      .at(-1) ?? ''
  ).slice(0, 7);
  return (
    <section aria-labelledby="year">
      <div class="year-head">
        <h2 id="year">Lịch báo cáo năm {year}</h2>
        {years.length > 1 && (
          <ul class="years" aria-label="Năm">
            {years.map((one) => (
              <li key={one}>
                <a href={`/?nam=${one}`} aria-current={one === year ? 'true' : undefined}>
                  {one}
                </a>
              </li>
            ))}
          </ul>
        )}
      </div>
      <ol class="months">
        {monthsOf(items, year).map(({ id, name, entries }) => (
          <li key={id} class="card month">
            <h3>{name}</h3>
            {entries.length === 0 ? (
              <p class="soft">{id > opened ? 'Chưa mở kỳ báo cáo.' : 'Không có báo cáo phải gửi.'}</p>
            ) : (
              <ul>
                {entries.map((entry) => (
                  <EntryLine key={entry.kind === 'report' ? entry.item.id : entry.period} entry={entry} />
                ))}
              </ul>
            )}
          </li>
        ))}
      </ol>
    </section>
  );
}
