import type { ComponentChildren } from 'preact';
import type { Obligation } from '../../api/types.ts';
import { useData } from '../../api/use-data.ts';
import { useApp } from '../../app.ts';
import type { Params } from '../../router/match.ts';
import { VerdictBadge } from '../../ui/badge.tsx';
import { DueLine } from '../../ui/due-line.tsx';
import { MustHold } from '../../ui/must-hold.tsx';
import { Page } from '../../ui/page.tsx';
import { Loaded } from '../../ui/states.tsx';
import { type Column, DataTable } from '../../ui/table.tsx';
import { formatDate, formatInstant } from '../../words/dates.ts';
import { eventWords, noticeName, noticeStatusWords } from '../../words/events.ts';
import { isPeriodic, periodName, titleOf, titleOfId } from '../../words/names.ts';
import { Occasion } from './occasion.tsx';
import './report.css';
import { Submissions } from './submissions.tsx';
import { Why } from './why.tsx';

type Notice = Obligation['notices'][number];

const noticeColumns: readonly Column<Notice>[] = [
  { id: 'kind', title: 'Thông báo', cell: ({ kind }) => noticeName(kind) },
  { id: 'at', title: 'Lúc', cell: ({ sentAt, scheduledFor }) => formatInstant(sentAt ?? scheduledFor) },
  {
    id: 'status',
    title: 'Kết quả',
    cell: ({ status, deliveries }) =>
      deliveries && Object.keys(deliveries).length > 0
        ? `${noticeStatusWords[status]}; không tới: ${Object.keys(deliveries).join(', ')}`
        : noticeStatusWords[status],
  },
];

const Section = ({ title, children }: { title: string; children: ComponentChildren }) => (
  <section>
    <h2>{title}</h2>
    {children}
  </section>
);

/** What the Office wrote when it sent the report back; the first thing to read then. */
function Returned({ obligation }: { obligation: Obligation }) {
  const { status, history, supplement } = obligation;
  const last = [...history]
    .reverse()
    .find(({ type, data }) =>
      status === 'returned'
        ? type === 'returned' && data.lastDay === supplement?.lastDay
        : status === 'open' && type === 'rejected',
    );
  if (!last) return null;
  return (
    <div class="note note-warn">
      <p>
        <strong>
          {status === 'returned' ? 'Văn phòng Tỉnh ủy yêu cầu bổ sung' : 'Văn phòng Tỉnh ủy từ chối lần gửi trước'}:
        </strong>{' '}
        {String(last.data.reason ?? '')} (căn cứ: {String(last.data.authority ?? '')})
      </p>
      {supplement && (
        <p>
          Đề nghị gửi bổ sung chậm nhất hết ngày <strong>{formatDate(supplement.lastDay)}</strong>.
        </p>
      )}
    </div>
  );
}

function FileAction({ obligation }: { obligation: Obligation }) {
  const { id, status, awaitsWorkEnd } = obligation;
  if (status === 'waived' || awaitsWorkEnd) return null;
  const isAwaited = status === 'open' || status === 'returned';
  const label = status === 'returned' ? 'Gửi bổ sung' : isAwaited ? 'Gửi báo cáo' : 'Gửi lại (thay thế)';
  return (
    <a class={isAwaited ? 'button button-main' : 'button'} href={`/bao-cao/${id}/gui`}>
      {label}
    </a>
  );
}

function Content({ obligation, onChange }: { obligation: Obligation; onChange: () => void }) {
  const { verdict, daysLate, from, to, holds, why, submissions, notices, history, mustHold } = obligation;
  return (
    <>
      <div class="card report-status">
        <VerdictBadge verdict={verdict} daysLate={verdict === 'late' ? daysLate : undefined} />
        <p>
          <DueLine item={obligation} />
        </p>
        {isPeriodic(obligation.period) && (
          <p class="soft">
            Kỳ báo cáo: từ ngày {formatDate(from)} đến hết ngày {formatDate(to)}.
            {holds && ` Đã lồng ghép báo cáo ${holds.map(periodName).join(', ')}.`}
          </p>
        )}
      </div>
      <Occasion obligation={obligation} onChange={onChange} />
      <Returned obligation={obligation} />
      <MustHold parts={mustHold} />
      <Section title="Các lần gửi">
        <Submissions items={submissions} />
      </Section>
      {why && <Why why={why} />}
      <Section title="Thông báo đã gửi">
        <DataTable
          caption="Thông báo nhắc, đôn đốc và trả lời"
          columns={noticeColumns}
          rows={notices}
          keyOf={({ kind, scheduledFor }) => `${kind} ${scheduledFor}`}
          empty="Chưa có thông báo nào."
        />
      </Section>
      <Section title="Lịch sử">
        <ol class="timeline">
          {[...history].reverse().map((event) => (
            <li key={event.seq}>
              <time dateTime={event.at}>{formatInstant(event.at)}</time>
              {eventWords(event)}
            </li>
          ))}
        </ol>
      </Section>
    </>
  );
}

/** One report: where it stands, what was filed, why it is due, what was said and done. */
export default function ReportPage({ params }: { params: Params }) {
  const { me } = useApp();
  const id = params.id ?? '';
  const data = useData(`report ${id}`, (api, signal) =>
    api.get<Obligation>(`/v1/obligations/${encodeURIComponent(id)}`, signal),
  );
  const report = data.value ? titleOf(data.value) : titleOfId(id);
  const isUnit = me.role === 'unit';
  return (
    <Page
      title={isUnit || !data.value ? report : `${report}: ${data.value.unitName}`}
      back={isUnit ? { href: '/', label: 'Báo cáo phải gửi' } : { href: '/bang-theo-doi', label: 'Theo dõi' }}
      actions={isUnit && data.value && <FileAction obligation={data.value} />}
    >
      <Loaded data={data}>{(obligation) => <Content obligation={obligation} onChange={data.reload} />}</Loaded>
    </Page>
  );
}
