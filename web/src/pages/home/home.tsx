import type { ObligationItem, ObligationList } from '../../api/types.ts';
import { useData } from '../../api/use-data.ts';
import { VerdictBadge } from '../../ui/badge.tsx';
import { Page } from '../../ui/page.tsx';
import { Loaded } from '../../ui/states.tsx';
import { type Column, DataTable } from '../../ui/table.tsx';
import { formatDate } from '../../words/dates.ts';
import { reportName } from '../../words/names.ts';

const columns: readonly Column<ObligationItem>[] = [
  { id: 'report', title: 'Báo cáo', cell: ({ period, title }) => title ?? reportName(period) },
  {
    id: 'lastDay',
    title: 'Chậm nhất hết ngày',
    cell: ({ lastDay }) => (lastDay === undefined ? 'gửi ngay khi kết thúc công việc' : formatDate(lastDay)),
  },
  { id: 'verdict', title: 'Kết quả', cell: (item) => <VerdictBadge {...item} /> },
];

/** What the unit owes. */
export default function Home() {
  const data = useData('obligations', (api, signal) => api.get<ObligationList>('/v1/obligations', signal));
  return (
    <Page title="Báo cáo phải gửi">
      <Loaded data={data}>
        {({ items }) => (
          <DataTable
            caption="Báo cáo phải gửi"
            columns={columns}
            rows={items}
            keyOf={({ id }) => id}
            empty="Chưa có báo cáo nào phải gửi."
          />
        )}
      </Loaded>
    </Page>
  );
}
