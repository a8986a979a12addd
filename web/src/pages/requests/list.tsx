import { useState } from 'preact/hooks';
import type { RequestList } from '../../api/types.ts';
import { useData } from '../../api/use-data.ts';
import { useApp } from '../../app.ts';
import { TextField } from '../../ui/field.tsx';
import { Page } from '../../ui/page.tsx';
import { Loaded } from '../../ui/states.tsx';
import { type Column, DataTable } from '../../ui/table.tsx';
import { formatDate } from '../../words/dates.ts';
import { matchesSearch } from '../../words/fold.ts';
import { nameIn, requestKindNames } from '../../words/kinds.ts';

type Item = RequestList['items'][number];

const columns: readonly Column<Item>[] = [
  {
    id: 'document',
    title: 'Văn bản',
    cell: ({ id, documentNumber, documentDate }) => (
      <a href={`/yeu-cau/${id}`}>
        Số {documentNumber} ngày {formatDate(documentDate)}
      </a>
    ),
  },
  { id: 'subject', title: 'Trích yếu', cell: ({ subject }) => subject },
  { id: 'kind', title: 'Loại nội dung', cell: ({ kind }) => nameIn(requestKindNames, kind) },
  {
    id: 'lastDay',
    title: 'Chậm nhất hết ngày',
    cell: ({ lastDay }) => (lastDay === undefined ? 'gửi ngay khi kết thúc công việc' : formatDate(lastDay)),
  },
  {
    id: 'state',
    title: 'Tình trạng',
    cell: ({ closedAt }) => (closedAt === undefined ? 'Đang mở' : 'Đã đóng'),
  },
];

/** The requests for thematic reports, the latest first. */
export default function Requests() {
  const { me } = useApp();
  const [typed, setTyped] = useState('');
  const data = useData('requests', (api, signal) => api.get<RequestList>('/v1/requests', signal));
  return (
    <Page
      title="Văn bản yêu cầu báo cáo"
      actions={
        me.role === 'office' && (
          <a class="button button-main" href="/yeu-cau/moi">
            Mở yêu cầu mới
          </a>
        )
      }
    >
      <TextField
        label="Tìm theo số văn bản hoặc trích yếu"
        name="search"
        value={typed}
        onInput={setTyped}
        inputMode="search"
      />
      <Loaded data={data}>
        {({ items }) => {
          const rows = items.filter(({ documentNumber, subject }) =>
            matchesSearch(`${documentNumber} ${subject}`, typed),
          );
          return (
            <DataTable
              caption="Văn bản yêu cầu báo cáo, mới nhất trước"
              columns={columns}
              rows={rows}
              keyOf={({ id }) => id}
              empty={items.length === 0 ? 'Chưa có văn bản yêu cầu báo cáo nào.' : 'Không có văn bản nào khớp.'}
            />
          );
        }}
      </Loaded>
    </Page>
  );
}
