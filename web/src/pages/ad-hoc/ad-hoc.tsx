import type { ObligationItem, ObligationList, Units } from '../../api/types.ts';
import { useData } from '../../api/use-data.ts';
import { useApp } from '../../app.ts';
import { VerdictBadge } from '../../ui/badge.tsx';
import { Page } from '../../ui/page.tsx';
import { Loaded } from '../../ui/states.tsx';
import { type Column, DataTable } from '../../ui/table.tsx';
import { formatDate } from '../../words/dates.ts';
import { titleOf } from '../../words/names.ts';
import { LogForm } from './log-form.tsx';

interface Loadable {
  items: ObligationItem[];
  units: Units['items'];
}

const columnsFor = (nameOf: ((id: string) => string) | undefined): readonly Column<ObligationItem>[] => [
  { id: 'report', title: 'Báo cáo', cell: (item) => <a href={`/bao-cao/${item.id}`}>{titleOf(item)}</a> },
  ...(nameOf ? [{ id: 'unit', title: 'Đơn vị', cell: ({ unit }: ObligationItem) => nameOf(unit) }] : []),
  { id: 'since', title: 'Báo cáo ban đầu', cell: ({ since }) => (since ? formatDate(since) : '') },
  { id: 'days', title: 'Số ngày đã qua', cell: ({ daysElapsed }) => String(daysElapsed ?? '') },
  {
    id: 'verdict',
    title: 'Báo cáo bằng văn bản',
    cell: (item) =>
      item.receivedAt ? <VerdictBadge verdict={item.verdict} daysLate={item.daysLate} /> : 'Chưa nhận được',
  },
];

/** Ad hoc reports (clause 1.3): the first word on record, and whether the written report has come. */
export default function AdHoc() {
  const { me } = useApp();
  const data = useData('ad-hoc', async (api, signal): Promise<Loadable> => {
    const [list, units] = await Promise.all([
      api.get<ObligationList>('/v1/obligations?rule=ad-hoc', signal),
      me.role === 'unit' ? { items: [] } : api.get<Units>('/v1/units', signal),
    ]);
    return { items: [...list.items].reverse(), units: units.items };
  });
  return (
    <Page title="Báo cáo đột xuất">
      <Loaded data={data}>
        {({ items, units }) => {
          const names = new Map(units.map(({ id, name }) => [id, name]));
          const nameOf = me.role === 'unit' ? undefined : (id: string) => names.get(id) ?? id;
          return (
            <>
              {me.role !== 'leader' && <LogForm units={units} onLogged={data.reload} />}
              <section>
                <h2>Đã ghi nhận</h2>
                <DataTable
                  caption="Báo cáo đột xuất đã ghi nhận"
                  columns={columnsFor(nameOf)}
                  rows={items}
                  keyOf={({ id }) => id}
                  empty="Chưa có báo cáo đột xuất nào."
                />
              </section>
            </>
          );
        }}
      </Loaded>
    </Page>
  );
}
