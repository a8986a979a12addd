import { useEffect, useRef } from 'preact/hooks';
import type { Chosen } from '../../filing/files.ts';
import type { FileProgress, Filing } from '../../filing/use-filing.ts';
import { Progress } from '../../ui/progress.tsx';
import { formatSize } from '../../words/names.ts';

const stateWords = { waiting: 'chờ gửi', sending: 'đang gửi', sent: 'đã gửi xong', failed: 'chưa gửi được' } as const;

function Files({ chosen, files }: { chosen: readonly Chosen[]; files: Readonly<Record<string, FileProgress>> }) {
  const total = chosen.reduce((sum, { file }) => sum + file.size, 0);
  const sent = chosen.reduce((sum, { key }) => sum + (files[key]?.sent ?? 0), 0);
  return (
    <>
      <Progress
        label={`Tất cả: ${formatSize(sent)} trong ${formatSize(total)}`}
        value={total === 0 ? 0 : sent / total}
      />
      <ul class="files">
        {chosen.map(({ key, file }) => {
          const { state, sent: bytes } = files[key] ?? { state: 'waiting', sent: 0 };
          return (
            <li key={key} data-state={state}>
              <Progress label={`${file.name}: ${stateWords[state]}`} value={bytes / file.size} />
            </li>
          );
        })}
      </ul>
    </>
  );
}

export interface SendingProps {
  filing: Exclude<Filing, { kind: 'editing' }>;
  chosen: readonly Chosen[];
  /** Sends what has not arrived. */
  onRetry: () => void;
  /** Declares all anew, with the same files. */
  onRestart: () => void;
}

/** Why nothing goes on; it takes the focus, which was on a button that is gone. */
function StoppedNote({ expired }: { expired: boolean }) {
  const note = useRef<HTMLDivElement>(null);
  useEffect(() => note.current?.focus(), []);
  return (
    <div ref={note} class="note note-bad" role="alert" tabIndex={-1}>
      {expired
        ? 'Thời gian gửi tệp của lần này đã hết. Đề nghị gửi lại; không cần chọn lại tệp.'
        : 'Có tệp chưa gửi được. Các tệp đã gửi xong được giữ nguyên; chỉ gửi lại tệp còn thiếu.'}
    </div>
  );
}

/** What is going on while a report is sent, and what to do when it got stuck. */
export function Sending({ filing, chosen, onRetry, onRestart }: SendingProps) {
  switch (filing.kind) {
    case 'preparing':
      return (
        <div role="status">
          <Progress label="Đang chuẩn bị tệp (tính mã kiểm tra)" value={filing.done / chosen.length} />
        </div>
      );
    case 'sending':
      return (
        <>
          <p role="status">Đang gửi. Đề nghị không đóng trang này.</p>
          <Files chosen={chosen} files={filing.files} />
        </>
      );
    case 'checking':
      return <p role="status">Đã gửi xong các tệp. Hệ thống đang kiểm tra và lập biên nhận…</p>;
    case 'stopped':
      return (
        <>
          <StoppedNote expired={filing.expired} />
          <Files chosen={chosen} files={filing.files} />
          {filing.expired ? (
            <button type="button" class="button button-main" onClick={onRestart}>
              Gửi lại từ đầu
            </button>
          ) : (
            <button type="button" class="button button-main" onClick={onRetry}>
              Gửi lại tệp chưa gửi được
            </button>
          )}
        </>
      );
  }
}
