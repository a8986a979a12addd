import type { Api } from '../../api/client.ts';
import type { Board, ComplianceSeries, ObligationItem, ObligationList } from '../../api/types.ts';
import { useData } from '../../api/use-data.ts';
import { ColumnsChart } from '../../ui/chart/columns.tsx';
import { Page } from '../../ui/page.tsx';
import { Loaded } from '../../ui/states.tsx';
import { today } from '../../words/clock.ts';
import { formatInstant, localDateOf } from '../../words/dates.ts';
import { AdHocAlerts, AwaitedReports } from './lists.tsx';
import './leader-home.css';
import { Headline, PeriodTable } from './periods.tsx';
import { awaitedOf, periodsInSight, twelveMonths } from './summary.ts';

interface Situation {
  boards: Board[];
  series: ComplianceSeries[];
  adHoc: ObligationItem[];
}

/** This year and the one before: in January, what fell due lies in the year before. */
async function read(api: Api, signal: AbortSignal): Promise<Situation> {
  const year = Number(today().slice(0, 4));
  const years = [year - 1, year];
  const [boards, series, adHoc] = await Promise.all([
    Promise.all(years.map((each) => api.get<Board>(`/v1/board?year=${each}`, signal))),
    Promise.all(years.map((each) => api.get<ComplianceSeries>(`/v1/compliance/series?year=${each}`, signal))),
    Promise.all(years.map((each) => api.get<ObligationList>(`/v1/obligations?rule=ad-hoc&year=${each}`, signal))),
  ]);
  return { boards, series, adHoc: adHoc.flatMap(({ items }) => items) };
}

function Trend({ series, day }: { series: readonly ComplianceSeries[]; day: string }) {
  const bars = twelveMonths(series, day).map(({ month, counts }) => ({
    id: month,
    label: String(Number(month.slice(5))),
    name: `Tháng ${Number(month.slice(5))}/${month.slice(0, 4)}`,
    counts,
  }));
  return (
    <section class="card">
      <h2>12 tháng gần đây</h2>
      <ColumnsChart title="Tỷ lệ đúng hạn theo tháng đến hạn (%)" bars={bars} />
      <p>
        <a href="/so-lieu">Số liệu đầy đủ theo tháng, khối cơ quan và đơn vị</a>
      </p>
    </section>
  );
}

/** The leaders' first page: how many of how many, who is late and for how long, the trend, ad hoc alerts. Read only. */
export default function LeaderHome() {
  const data = useData('situation', read);
  return (
    <Page title="Tình hình thực hiện" actions={<PrintButton />}>
      <Loaded data={data} lines={12}>
        {({ boards, series, adHoc }) => {
          const at = boards.at(-1)?.at ?? '';
          const day = localDateOf(at);
          const { due, ahead } = periodsInSight(boards, day);
          return (
            <>
              <p class="soft">
                Tính đến {formatInstant(at)}. <a href="/bang-theo-doi">Bảng theo dõi từng đơn vị</a>
              </p>
              <AdHocAlerts items={adHoc} boards={boards} />
              <Headline due={due} />
              <AwaitedReports items={awaitedOf(boards)} />
              <Trend series={series} day={day} />
              <PeriodTable due={due} ahead={ahead} />
            </>
          );
        }}
      </Loaded>
    </Page>
  );
}

function PrintButton() {
  return (
    <button type="button" class="button" onClick={() => print()}>
      In trang này
    </button>
  );
}
