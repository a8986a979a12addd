import type { Compliance, ComplianceSeries, Units } from '../../api/types.ts';
import { useData } from '../../api/use-data.ts';
import { setQuery, usePlace } from '../../router/location.ts';
import { ColumnsChart } from '../../ui/chart/columns.tsx';
import { RowsChart } from '../../ui/chart/rows.tsx';
import { Field } from '../../ui/field.tsx';
import { Page } from '../../ui/page.tsx';
import { Loaded } from '../../ui/states.tsx';
import { today } from '../../words/clock.ts';
import { formatInstant } from '../../words/dates.ts';
import { shareOnTime } from '../../words/share.ts';
import { Figures } from './figure-table.tsx';
import './figures.css';
import { byCategory, byMonth, type Line } from './lines.ts';

/** The year in which the letter came into force. */
const FIRST_YEAR = 2021;

interface YearFigures {
  series: ComplianceSeries;
  compliance: Compliance;
  units: Units;
}

/** Units by their share on time, the lowest first: whoever reads it asks about those. */
function byUnit({ compliance, units }: YearFigures): Line[] {
  const names = new Map(units.items.map(({ id, name }) => [id, name]));
  return compliance.units
    .filter(({ expected, waived }) => expected + waived > 0)
    .map(({ unit, ...counts }) => {
      const name = names.get(unit) ?? unit;
      return { id: unit, label: name, name, counts };
    })
    .sort(
      (a, b) =>
        (shareOnTime(a.counts) ?? 2) - (shareOnTime(b.counts) ?? 2) ||
        b.counts.missing - a.counts.missing ||
        a.name.localeCompare(b.name, 'vi'),
    );
}

function YearSwitch({ year }: { year: number }) {
  const thisYear = Number(today().slice(0, 4));
  const years = Array.from({ length: thisYear - FIRST_YEAR + 1 }, (_, i) => thisYear - i);
  const shown = years.includes(year) ? years : [year, ...years];
  return (
    <div class="figures-year no-print">
      <Field label="Năm">
        {(control) => (
          <select
            {...control}
            name="year"
            value={year}
            onChange={(event) => setQuery(new URLSearchParams({ nam: event.currentTarget.value }))}
          >
            {shown.map((each) => (
              <option key={each} value={each}>
                {each}
              </option>
            ))}
          </select>
        )}
      </Field>
    </div>
  );
}

function Shown({ year, figures }: { year: number; figures: YearFigures }) {
  const months = byMonth(figures.series);
  const categories = byCategory(figures.series);
  if (categories.length === 0) return <p class="empty">Năm {year} không có báo cáo nào phải gửi.</p>;
  return (
    <>
      <p class="soft">
        Tính đến {formatInstant(figures.series.at)}. Tỷ lệ đúng hạn tính trên số báo cáo đã đến hạn và báo cáo đã gửi;
        không tính báo cáo được miễn.
      </p>
      <Figures title={`Theo tháng đến hạn, năm ${year}`} first="Tháng" lines={months} file={`theo-thang-${year}`}>
        <ColumnsChart title="Tỷ lệ đúng hạn theo tháng (%)" bars={months} />
      </Figures>
      <Figures
        title={`Theo khối cơ quan, năm ${year}`}
        first="Khối cơ quan"
        lines={categories}
        file={`theo-khoi-${year}`}
      >
        <RowsChart title="Tỷ lệ đúng hạn theo khối cơ quan" bars={categories} />
      </Figures>
      <Figures title={`Theo đơn vị, năm ${year}`} first="Đơn vị" lines={byUnit(figures)} file={`theo-don-vi-${year}`} />
    </>
  );
}

/** Punctuality over a year: plots, their tables, and the tables as files. */
export default function FiguresPage() {
  const { query } = usePlace();
  const asked = query.get('nam') ?? '';
  const year = /^20\d\d$/.test(asked) ? Number(asked) : Number(today().slice(0, 4));
  const data = useData(`figures-${year}`, async (api, signal): Promise<YearFigures> => {
    const [series, compliance, units] = await Promise.all([
      api.get<ComplianceSeries>(`/v1/compliance/series?year=${year}`, signal),
      api.get<Compliance>(`/v1/compliance?year=${year}`, signal),
      api.get<Units>('/v1/units', signal),
    ]);
    return { series, compliance, units };
  });
  return (
    <Page
      title="Số liệu thực hiện chế độ báo cáo"
      actions={
        <button type="button" class="button" onClick={() => print()}>
          In trang này
        </button>
      }
    >
      <YearSwitch year={year} />
      <Loaded data={data} lines={14}>
        {(figures) => <Shown year={year} figures={figures} />}
      </Loaded>
    </Page>
  );
}
