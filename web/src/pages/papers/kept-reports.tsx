import type { KeptReport, KeptReports } from '../../api/types.ts';
import { useData } from '../../api/use-data.ts';
import { useApp } from '../../app.ts';
import { ask } from '../../ui/confirm.tsx';
import { follow } from '../../ui/save.ts';
import { Failure, Loaded } from '../../ui/states.tsx';
import { DataTable } from '../../ui/table.tsx';
import { capital } from '../../words/capitals.ts';
import { formatInstant } from '../../words/dates.ts';
import { periodName } from '../../words/names.ts';
import { useWork } from './use-work.ts';

type Listed = KeptReports['items'][number];

/** Each month's report as it was made by itself; the Office looks at it and releases it to the leaders. */
export function KeptReportList() {
  const { api, me } = useApp();
  const data = useData('kept-reports', (from, signal) => from.get<KeptReports>('/v1/compliance/reports', signal));
  const work = useWork();
  const fetchFile = (id: string, extension: string) =>
    work.run(async () => {
      const { files } = await api.get<KeptReport>(`/v1/compliance/reports/${id}`);
      const file = files.find(({ name }) => name.endsWith(extension));
      if (file) follow(file.url, file.name);
    });
  const release = async ({ id }: Listed) => {
    const yes = await ask({
      title: `Phát hành báo cáo ${periodName(id)}?`,
      text: 'Thường trực Tỉnh ủy được báo qua thư và xem được báo cáo này. Đã phát hành thì không thu hồi được.',
      yes: 'Phát hành',
    });
    if (!yes) return;
    await work.run(async () => {
      await api.send('POST', `/v1/compliance/reports/${id}/release`);
      data.reload();
    });
  };
  return (
    <section class="card">
      <h2>Báo cáo tháng hệ thống tự lập</h2>
      {work.error !== undefined && <Failure error={work.error} />}
      <Loaded data={data} lines={1}>
        {({ items }) => (
          <DataTable
            caption="Báo cáo tháng hệ thống tự lập"
            rows={items}
            keyOf={({ id }) => id}
            empty="Chưa có báo cáo tháng nào."
            columns={[
              { id: 'month', title: 'Báo cáo', cell: ({ id }) => capital(periodName(id)) },
              { id: 'made', title: 'Lập lúc', cell: ({ madeAt }) => formatInstant(madeAt) },
              {
                id: 'status',
                title: 'Tình trạng',
                cell: ({ releasedAt }) =>
                  releasedAt === undefined ? 'Chờ Văn phòng xem' : `Đã phát hành lúc ${formatInstant(releasedAt)}`,
              },
              {
                id: 'actions',
                title: 'Thao tác',
                cell: (report) => (
                  <span class="page-actions">
                    <button
                      type="button"
                      class="button button-small"
                      onClick={() => void fetchFile(report.id, '.docx')}
                    >
                      Word
                    </button>
                    <button
                      type="button"
                      class="button button-small"
                      onClick={() => void fetchFile(report.id, '.xlsx')}
                    >
                      Excel
                    </button>
                    {me.role === 'office' && report.status === 'draft' && (
                      <button
                        type="button"
                        class="button button-small button-main"
                        disabled={work.busy}
                        onClick={() => void release(report)}
                      >
                        Phát hành
                      </button>
                    )}
                  </span>
                ),
              },
            ]}
          />
        )}
      </Loaded>
    </section>
  );
}
