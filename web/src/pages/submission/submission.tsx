import { useEffect } from 'preact/hooks';
import type { Submission } from '../../api/types.ts';
import { useData } from '../../api/use-data.ts';
import { useApp } from '../../app.ts';
import type { Params } from '../../router/match.ts';
import { ContentsView } from '../../ui/contents.tsx';
import { Page } from '../../ui/page.tsx';
import { Loaded } from '../../ui/states.tsx';
import { titleOfId } from '../../words/names.ts';
import { ReceiptView } from './receipt.tsx';
import './submission.css';

/** How often to ask again while files are checked, in milliseconds. */
const ASK_AGAIN_MS = 3000;

function Quarantined({ submission, canFile }: { submission: Submission; canFile: boolean }) {
  const bad = submission.files.filter(({ refused }) => refused !== undefined);
  return (
    <>
      <div class="note note-bad" role="alert">
        <strong>Báo cáo chưa được tiếp nhận.</strong> Hệ thống đã kiểm tra và không nhận {bad.length} tệp sau đây.
      </div>
      {bad.map(({ file, name, refused = [] }) => (
        <section key={file} class="card">
          <h2>{name}</h2>
          <ul>
            {refused.map(({ code, detail }) => (
              <li key={code}>{detail}</li>
            ))}
          </ul>
        </section>
      ))}
      {canFile && (
        <>
          <p>Đề nghị sửa các tệp nêu trên rồi gửi lại toàn bộ báo cáo. Hạn gửi không thay đổi.</p>
          <p>
            <a class="button button-main" href={`/bao-cao/${submission.obligation}/gui`}>
              Gửi lại báo cáo
            </a>
          </p>
        </>
      )}
    </>
  );
}

const titles: Readonly<Record<Submission['status'], string>> = {
  pending: 'Đang kiểm tra',
  received: 'Biên nhận',
  accepted: 'Biên nhận',
  returned: 'Biên nhận',
  rejected: 'Lần gửi không được tính',
  quarantined: 'Chưa được tiếp nhận',
  abandoned: 'Lần gửi chưa hoàn tất',
};

function Content({ submission, reload }: { submission: Submission; reload: () => void }) {
  const { me } = useApp();
  const { status, receipt, contents } = submission;
  // The text is looked at a moment after the receipt; one look more shows what it holds.
  const isUnchecked = receipt !== undefined && contents?.unreadable.some(({ reason }) => reason === 'unchecked');
  const canFile = me.role === 'unit';
  useEffect(() => {
    if (status !== 'pending') return;
    const timer = setInterval(reload, ASK_AGAIN_MS);
    return () => clearInterval(timer);
  }, [status, reload]);
  useEffect(() => {
    if (!isUnchecked) return;
    const timer = setTimeout(reload, ASK_AGAIN_MS);
    return () => clearTimeout(timer);
  }, [isUnchecked, reload]);
  if (status === 'quarantined') return <Quarantined submission={submission} canFile={canFile} />;
  if (status === 'pending')
    return <p role="status">Hệ thống đang chờ đủ tệp và kiểm tra. Trang này tự cập nhật khi có kết quả.</p>;
  if (status === 'abandoned')
    return (
      <p>
        Lần gửi này chưa đủ tệp khi hết thời gian nên không được tính.{' '}
        {canFile && <a href={`/bao-cao/${submission.obligation}/gui`}>Gửi lại báo cáo</a>}
      </p>
    );
  return (
    <>
      {status === 'rejected' && (
        <div class="note note-bad">Văn phòng Tỉnh ủy đã từ chối lần gửi này; biên nhận không còn giá trị.</div>
      )}
      {receipt && <ReceiptView receipt={receipt} />}
      <div class="no-print">
        <ContentsView submission={submission} />
      </div>
    </>
  );
}

/** One filing: its receipt, or what is wrong with it. */
export default function SubmissionPage({ params }: { params: Params }) {
  const id = params.id ?? '';
  const data = useData(`submission ${id}`, (api, signal) =>
    api.get<Submission>(`/v1/submissions/${encodeURIComponent(id)}`, signal),
  );
  const obligation = id.replace(/\.\d+$/, '');
  const report = data.value?.receipt?.report.name ?? titleOfId(obligation);
  const title = data.value ? `${titles[data.value.status]}: ${report}` : report;
  return (
    <Page
      title={title}
      back={{ href: `/bao-cao/${obligation}`, label: report }}
      actions={
        data.value?.receipt && (
          <button type="button" class="button" onClick={() => print()}>
            In biên nhận
          </button>
        )
      }
    >
      <Loaded data={data}>{(submission) => <Content submission={submission} reload={data.reload} />}</Loaded>
    </Page>
  );
}
