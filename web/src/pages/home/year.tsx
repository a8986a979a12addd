import { VerdictBadge } from '../../ui/badge.tsx';
import { formatDate } from '../../words/dates.ts';
import { periodName, reportName, titleOf } from '../../words/names.ts';
import { type Entry, monthsOf, type YearsReports } from './sorting.ts';

const dayWords = (lastDay: string): string => ` · hết ngày ${formatDate(lastDay).slice(0, 5)}`;

function EntryLine({ entry }: { entry: Entry }) {
  switch (entry.kind) {
    case 'folded': {
      const { id, period } = entry.within;
      const host = `báo cáo ${periodName(period)}`;
      return (
        <li class="soft">
          <span>
            {reportName(entry.period)}: lồng ghép vào {id ? <a href={`/bao-cao/${id}`}>{host}</a> : host}
          </span>
        </li>
      );
    }
    case 'coming': {
      const { period, lastDay } = entry.deadline;
      return (
        <li class="soft">
          <span>
            {reportName(period)}
            {dayWords(lastDay)}, chưa mở
          </span>
        </li>
      );
    }
    case 'report': {
      const { item } = entry;
      return (
        <li>
          <span>
            <a href={`/bao-cao/${item.id}`}>{titleOf(item)}</a>
            <span class="soft">{item.lastDay ? dayWords(item.lastDay) : ' · gửi ngay'}</span>
          </span>
          <VerdictBadge verdict={item.verdict} daysLate={item.verdict === 'late' ? item.daysLate : undefined} />
        </li>
      );
    }
  }
}

const keyOf = (entry: Entry): string =>
  entry.kind === 'report' ? entry.item.id : entry.kind === 'coming' ? entry.deadline.period : `${entry.period} folded`;

/** The year's reports, month by month. */
export function Year({ reports, year, years }: { reports: YearsReports; year: string; years: string[] }) {
  const months = monthsOf(reports, year);
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
      {months.some(({ entries }) => entries.some(({ kind }) => kind === 'coming')) && (
        <p class="soft">Báo cáo ghi “chưa mở” sẽ được mở để gửi khi gần đến hạn.</p>
      )}
      <ol class="months">
        {months.map(({ id, name, entries }) => (
          <li key={id} class="card month">
            <h3>{name}</h3>
            {entries.length === 0 ? (
              <p class="soft">Không có báo cáo phải gửi.</p>
            ) : (
              <ul>
                {entries.map((entry) => (
                  <EntryLine key={keyOf(entry)} entry={entry} />
                ))}
              </ul>
            )}
          </li>
        ))}
      </ol>
    </section>
  );
}
