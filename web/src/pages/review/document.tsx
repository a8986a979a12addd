import { useState } from 'preact/hooks';
import type { Obligation } from '../../api/types.ts';
import { useApp } from '../../app.ts';
import { Field } from '../../ui/field.tsx';
import { Failure } from '../../ui/states.tsx';
import { formatDate, formatInstant } from '../../words/dates.ts';
import { submissionWords } from '../../words/events.ts';
import { channelNames, nameIn } from '../../words/kinds.ts';
import { formatSize } from '../../words/names.ts';
import { type StoredFile, saveFile, useStoredPdf } from './use-stored-file.ts';

type Submission = Obligation['submissions'][number];

const PDF = 'application/pdf';

function PdfView({ submission, file }: { submission: string; file: StoredFile }) {
  const { shown, error } = useStoredPdf(submission, file);
  if (error !== undefined) return <Failure error={error} />;
  return (
    <>
      {shown && !shown.isGenuine && (
        <p class="note note-bad" role="alert">
          Nội dung tệp không khớp với mã SHA-256 mà đơn vị đã khai báo. Đề nghị không sử dụng và báo bộ phận kỹ thuật.
        </p>
      )}
      {shown ? (
        <iframe class="document-frame" title={file.name} src={`${shown.address}#navpanes=0&view=FitH`} />
      ) : (
        <div class="document-frame" aria-busy="true">
          <p class="hidden">Đang tải tài liệu…</p>
        </div>
      )}
    </>
  );
}

interface FileListProps {
  submission: Submission;
  shown: string | undefined;
  onShow: (file: string) => void;
}

/** The manifest: every file with what can be done with it. */
function FileList({ submission, shown, onShow }: FileListProps) {
  const { api } = useApp();
  const [error, setError] = useState<unknown>();
  const save = (file: string) => {
    setError(undefined);
    saveFile(api, submission.id, file).catch(setError);
  };
  return (
    <>
      <ul class="manifest">
        {submission.files.map(({ file, name, size, type, role }) => (
          <li key={file}>
            <span>
              {name}{' '}
              <span class="soft">
                ({role === 'main' ? 'văn bản chính' : 'phụ lục'}, {formatSize(size)})
              </span>
            </span>
            <span class="manifest-actions no-print">
              {type === PDF && (
                <button
                  type="button"
                  class="button button-small"
                  aria-pressed={shown === file}
                  aria-label={`Xem ${name}`}
                  onClick={() => onShow(file)}
                >
                  Xem
                </button>
              )}
              <button
                type="button"
                class="button button-small"
                aria-label={`Tải về ${name}`}
                onClick={() => save(file)}
              >
                Tải về
              </button>
            </span>
          </li>
        ))}
      </ul>
      {error !== undefined && <Failure error={error} />}
    </>
  );
}

function Shown({ submission }: { submission: Submission }) {
  const { files, documentNumber, documentDate, signedBy, receivedAt, channel, early } = submission;
  const [chosen, setChosen] = useState<string>();
  const first =
    files.find(({ type, role }) => type === PDF && role === 'main') ?? files.find(({ type }) => type === PDF);
  const file = files.find((one) => one.file === chosen) ?? first;
  return (
    <>
      <dl class="facts">
        <dt>Văn bản</dt>
        <dd>
          Số {documentNumber}, ngày {formatDate(documentDate)}
        </dd>
        <dt>Người ký</dt>
        <dd>{signedBy}</dd>
        {receivedAt && (
          <>
            <dt>Nhận lúc</dt>
            <dd>
              {formatInstant(receivedAt)}
              {channel && `, ngoài hệ thống (${nameIn(channelNames, channel)})`}
              {early && ', gửi khi chưa hết kỳ báo cáo'}
            </dd>
          </>
        )}
      </dl>
      {files.length > 0 && <FileList submission={submission} shown={file?.file} onShow={setChosen} />}
      {file ? (
        <PdfView key={file.file} submission={submission.id} file={file} />
      ) : (
        <p class="note">
          {files.length === 0
            ? 'Báo cáo nhận ngoài hệ thống, không có tệp để xem tại đây.'
            : 'Loại tệp này không xem được trong trang; đề nghị tải về để xem.'}
        </p>
      )}
    </>
  );
}

export interface DocumentPanelProps {
  /** Those that were received, the latest first. */
  submissions: readonly Submission[];
  shown: Submission | undefined;
  onChoose: (number: number) => void;
}

/** What was filed, shown in the page where the browser can. */
export function DocumentPanel({ submissions, shown, onChoose }: DocumentPanelProps) {
  return (
    <section class="card review-document" aria-labelledby="document">
      <h2 id="document">Văn bản đã gửi</h2>
      {submissions.length > 1 && (
        <Field label="Lần gửi">
          {(control) => (
            <select
              {...control}
              value={shown?.number}
              onChange={(event) => onChoose(Number(event.currentTarget.value))}
            >
              {submissions.map(({ number, status }) => (
                <option key={number} value={number}>
                  Lần gửi thứ {number} ({submissionWords[status].toLowerCase()})
                </option>
              ))}
            </select>
          )}
        </Field>
      )}
      {shown ? <Shown key={shown.id} submission={shown} /> : <p class="empty">Chưa nhận được báo cáo nào.</p>}
    </section>
  );
}
