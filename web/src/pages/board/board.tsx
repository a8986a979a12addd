import { useMemo } from 'preact/hooks';
import type { Board } from '../../api/types.ts';
import { useData } from '../../api/use-data.ts';
import { usePlace } from '../../router/location.ts';
import { VerdictBadge } from '../../ui/badge.tsx';
import { Page } from '../../ui/page.tsx';
import { Loaded } from '../../ui/states.tsx';
import { today } from '../../words/clock.ts';
import { download } from '../../words/csv.ts';
import { formatInstant } from '../../words/dates.ts';
import './board.css';
import { boardCsv } from './export.ts';
import { FilterBar, useFilters } from './filters.tsx';
import { Grid } from './grid.tsx';
import { readBoard, viewOf } from './view.ts';
import { statusMarks } from './words.ts';

/** The year of the address; this year when it names none. */
function useYear(): number {
  const { query } = usePlace();
  const text = query.get('nam') ?? '';
  return Number(/^20\d\d$/.test(text) ? text : today().slice(0, 4));
}

function YearSwitch({ year }: { year: number }) {
  const { query } = usePlace();
  const addressOf = (other: number) => {
    const next = new URLSearchParams(query);
    next.set('nam', String(other));
    return `/bang-theo-doi?${next}`;
  };
  return (
    <nav class="years" aria-label="Năm">
      <a class="button" href={addressOf(year - 1)}>
        ← {year - 1}
      </a>
      <span aria-current="page">{year}</span>
      <a class="button" href={addressOf(year + 1)}>
        {year + 1} →
      </a>
    </nav>
  );
}

const Legend = () => (
  <section class="legend" aria-labelledby="legend">
    <h2 id="legend">Chú giải</h2>
    <ul>
      {(['on-time', 'late', 'missing', 'not-yet-due', 'waived'] as const).map((verdict) => (
        <li key={verdict}>
          <VerdictBadge verdict={verdict} />
        </li>
      ))}
      {Object.values(statusMarks).map(({ sign, name }) => (
        <li key={name}>
          <strong>{sign}</strong> {name}
        </li>
      ))}
      <li>
        <strong>→</strong> lồng ghép trong báo cáo ở cột bên phải
      </li>
      <li>Số bên cạnh dấu là số ngày chậm, quá hạn.</li>
    </ul>
    <p class="soft no-print">
      Phím mũi tên chuyển giữa các ô, Enter mở báo cáo. Ngày dưới tên báo cáo là ngày cuối cùng nhận báo cáo.
    </p>
  </section>
);

function Content({ board }: { board: Board }) {
  const [filters, change] = useFilters();
  const { category, rule, verdict, search } = filters;
  const read = useMemo(() => readBoard(board), [board]);
  const view = useMemo(
    () => viewOf(board, read, { category, rule, verdict, search }),
    [board, read, category, rule, verdict, search],
  );
  const { rows, total } = view;
  const summary = `${rows.length}/${board.units.length} đơn vị; ${total['on-time']} báo cáo đúng hạn, ${total.late} chậm, ${total.missing} chưa gửi, ${total['not-yet-due']} chưa đến hạn, ${total.waived} được miễn.`;
  return (
    <>
      <FilterBar board={board} filters={filters} onChange={change} />
      <div class="board-head">
        <p role="status">{summary}</p>
        <p class="board-actions no-print">
          <button
            type="button"
            class="button button-small"
            onClick={() => download(`theo-doi-${board.year}.csv`, boardCsv(view, verdict))}
          >
            Tải bảng (CSV)
          </button>
          <button type="button" class="button button-small" onClick={() => print()}>
            In bảng
          </button>
        </p>
      </div>
      {rows.length === 0 || view.columns.length === 0 ? (
        <p class="empty">
          {board.columns.length === 0
            ? `Năm ${board.year} chưa có báo cáo nào phải gửi.`
            : 'Không có đơn vị nào phù hợp.'}
        </p>
      ) : (
        <Grid view={view} verdict={verdict} caption={`Tình hình gửi báo cáo năm ${board.year}`} />
      )}
      <p class="print-only">Số liệu lúc {formatInstant(board.at)}.</p>
      <Legend />
    </>
  );
}

/** Who has filed what in a year, and who has not (theo dõi, clause 2). */
export default function BoardPage() {
  const year = useYear();
  const data = useData(`board ${year}`, (api, signal) => api.get<Board>(`/v1/board?year=${year}`, signal));
  return (
    <Page title={`Theo dõi báo cáo năm ${year}`} actions={<YearSwitch year={year} />}>
      <Loaded data={data} lines={12}>
        {(board) => <Content board={board} />}
      </Loaded>
    </Page>
  );
}
