import { useEffect, useRef } from 'preact/hooks';
import type { ReportRequest, Units } from '../../api/types.ts';
import { useData } from '../../api/use-data.ts';
import { useApp } from '../../app.ts';
import { ask } from '../../ui/confirm.tsx';
import { Page } from '../../ui/page.tsx';
import { Loaded } from '../../ui/states.tsx';
import { Refusal, useSending } from '../../ui/use-sending.tsx';
import { formatDate, formatInstant, weekdayName } from '../../words/dates.ts';
import { nameIn, requestKindNames } from '../../words/kinds.ts';
import { AnswerFigures, Answers, isAnswered, isAwaited } from './answers.tsx';
import { AttachmentList } from './attachment-list.tsx';
import './requests.css';

/** A file that was just sent is looked at within seconds; longer than this nobody waits for it. */
const LOOKS = 10;
const LOOK_MS = 2000;

function deadlineWords({ deadline, lastDay }: ReportRequest): string {
  const last = lastDay && `chậm nhất hết ngày ${formatDate(lastDay)} (${weekdayName(lastDay)})`;
  if (deadline.kind === 'date')
    return `${last}; văn bản ghi “${deadline.bound === 'before' ? 'trước' : 'trong'} ngày ${formatDate(deadline.date)}”`;
  const ended = deadline.endedOn ? `; công việc kết thúc ngày ${formatDate(deadline.endedOn)}` : '';
  const limit = deadline.limitWorkingDays ? `, trong ${deadline.limitWorkingDays} ngày làm việc` : '';
  return `gửi ngay khi kết thúc công việc${limit}${ended}${last ? `; ${last}` : ''}`;
}

function Facts({ request }: { request: ReportRequest }) {
  const { documentNumber, documentDate, subject, kind, openedAt, closedAt, closings = [], restricted } = request;
  return (
    <section class="card">
      <dl class="facts">
        <dt>Văn bản</dt>
        <dd>
          Số {documentNumber} ngày {formatDate(documentDate)}
        </dd>
        <dt>Trích yếu</dt>
        <dd>{subject}</dd>
        <dt>Loại nội dung</dt>
        <dd>{nameIn(requestKindNames, kind)}</dd>
        <dt>Hạn gửi</dt>
        <dd>{deadlineWords(request)}</dd>
        <dt>Mở lúc</dt>
        <dd>{formatInstant(openedAt)}</dd>
        <dt>Tình trạng</dt>
        <dd>{closedAt === undefined ? 'Đang mở' : `Đã đóng lúc ${formatInstant(closedAt)}`}</dd>
        {closings.length > 0 && (
          <>
            <dt>Đã đóng trước đó</dt>
            {closings.map((closing) => (
              <dd key={closing.closedAt}>
                Đóng lúc {formatInstant(closing.closedAt)}; tự mở lại lúc {formatInstant(closing.reopenedAt)}, do có báo
                cáo bị trả lại hoặc không được công nhận
              </dd>
            ))}
          </>
        )}
      </dl>
      {restricted && <p class="soft">Chỉ Văn phòng Tỉnh ủy và đơn vị của cá nhân được yêu cầu xem được.</p>}
    </section>
  );
}

function Closing({ request, reload }: { request: ReportRequest; reload: () => void }) {
  const { api } = useApp();
  const sending = useSending();
  const answered = isAnswered(request.obligations);
  async function close(): Promise<void> {
    const yes = await ask({
      title: 'Đóng yêu cầu này?',
      text: `Yêu cầu theo văn bản số ${request.documentNumber} được coi là đã hoàn thành. Yêu cầu tự mở lại khi có báo cáo bị trả lại hoặc không được công nhận.`,
      yes: 'Đóng yêu cầu',
    });
    if (!yes) return;
    await sending.run(async () => {
      await api.send('POST', `/v1/requests/${request.id}/closing`);
    });
    reload();
  }
  return (
    <section class="card no-print">
      <h2>Đóng yêu cầu</h2>
      <Refusal sending={sending} names={{}} />
      <p id="dong-yeu-cau">
        {answered
          ? 'Không còn báo cáo nào phải chờ.'
          : 'Còn báo cáo chưa nhận đủ; cần nhận, hoặc miễn, trước khi đóng yêu cầu.'}
      </p>
      <button
        type="button"
        class="button"
        aria-describedby="dong-yeu-cau"
        disabled={!answered || sending.busy}
        onClick={() => void close()}
      >
        Đóng yêu cầu
      </button>
    </section>
  );
}

/** For a unit: on to the report that it owes, when it owes one. */
function Filing({ obligations }: Pick<ReportRequest, 'obligations'>) {
  const [only, ...others] = obligations.filter(isAwaited);
  if (!only || others.length > 0) return null;
  return (
    <a class="button button-main" href={`/bao-cao/${only.id}/gui`}>
      {only.status === 'returned' ? 'Gửi bổ sung' : 'Gửi báo cáo'}
    </a>
  );
}

/** A request: its document, who has answered, and for the Office its end. A unit sees its own part. */
export default function RequestPage({ params }: { params: Readonly<Record<string, string>> }) {
  const { me } = useApp();
  const id = params.id ?? '';
  const data = useData(`request-${id}`, (api, signal) =>
    api.get<ReportRequest>(`/v1/requests/${encodeURIComponent(id)}`, signal),
  );
  const units = useData('units', (api, signal) =>
    me.role === 'unit' ? Promise.resolve<Units>({ items: [] }) : api.get<Units>('/v1/units', signal),
  );
  const looks = useRef(0);
  const pending = data.value?.attachments.some(({ storedAt }) => storedAt === undefined) ?? false;
  useEffect(() => {
    if (!pending || data.loading || looks.current >= LOOKS) return;
    looks.current += 1;
    const timer = setTimeout(data.reload, LOOK_MS);
    return () => clearTimeout(timer);
  }, [pending, data.loading, data.reload]);
  const names = new Map(units.value?.items.map(({ id: unit, name }) => [unit, name]));
  const nameOf = (unit: string) => (unit === me.unit?.id ? me.unit.name : (names.get(unit) ?? unit));
  return (
    <Page
      title={data.value ? `Yêu cầu báo cáo số ${data.value.documentNumber}` : 'Yêu cầu báo cáo'}
      {...(me.role === 'unit'
        ? { back: { href: '/', label: 'Báo cáo phải gửi' } }
        : { back: { href: '/yeu-cau', label: 'Văn bản yêu cầu báo cáo' } })}
      actions={me.role === 'unit' && data.value && <Filing obligations={data.value.obligations} />}
    >
      <Loaded data={data} lines={10}>
        {(request) => (
          <>
            <Facts request={request} />
            {request.sections.length > 0 && (
              <section class="card">
                <h2>Nội dung phải có</h2>
                <ol>
                  {request.sections.map((section) => (
                    <li key={section}>{section}</li>
                  ))}
                </ol>
              </section>
            )}
            <AttachmentList id={request.id} attachments={request.attachments} />
            <section class="card">
              <h2>{me.role === 'unit' ? 'Báo cáo của đơn vị' : 'Tình hình gửi báo cáo'}</h2>
              {me.role !== 'unit' && <AnswerFigures compliance={request.compliance} />}
              <Answers obligations={request.obligations} nameOf={nameOf} />
            </section>
            {me.role === 'office' && request.closedAt === undefined && (
              <Closing request={request} reload={data.reload} />
            )}
          </>
        )}
      </Loaded>
    </Page>
  );
}
