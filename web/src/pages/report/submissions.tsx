import { useState } from 'preact/hooks';
import type { Download, Obligation } from '../../api/types.ts';
import { useApp } from '../../app.ts';
import { Failure } from '../../ui/states.tsx';
import { formatDate, formatInstant } from '../../words/dates.ts';
import { submissionWords } from '../../words/events.ts';
import { channelNames, nameIn } from '../../words/kinds.ts';
import { formatSize } from '../../words/names.ts';

type Submission = Obligation['submissions'][number];

/** Saves a stored file under its name; its link is asked for at the click, since it is good for some minutes only. */
function FileLink({ submission, file }: { submission: Submission; file: Submission['files'][number] }) {
  const { api } = useApp();
  const [error, setError] = useState<unknown>();
  if (submission.receivedAt === undefined)
    return (
      <>
        {file.name} ({formatSize(file.size)})
      </>
    );
  const save = async () => {
    setError(undefined);
    try {
      const { url } = await api.get<Download>(`/v1/submissions/${submission.id}/files/${file.file}`);
      location.assign(url);
    } catch (failure) {
      setError(failure);
    }
  };
  return (
    <>
      <button type="button" class="button-link" onClick={() => void save()}>
        {file.name}
      </button>{' '}
      <span class="soft">
        ({file.role === 'main' ? 'văn bản chính' : 'phụ lục'}, {formatSize(file.size)})
      </span>
      {error !== undefined && <Failure error={error} />}
    </>
  );
}

function Filed({ submission }: { submission: Submission }) {
  const { status, number, documentNumber, documentDate, signedBy, receivedAt, channel, id } = submission;
  const isClosed = status === 'pending' || status === 'abandoned' || channel !== undefined;
  return (
    <li class="card">
      <h3>
        Lần gửi thứ {number}: {submissionWords[status]}
      </h3>
      <p>
        Văn bản số {documentNumber}, ngày {formatDate(documentDate)}, người ký: {signedBy}.
        {channel && ` Nhận ngoài hệ thống: ${nameIn(channelNames, channel)}.`}
        {receivedAt && ` Nhận lúc ${formatInstant(receivedAt)}.`}
      </p>
      <ul class="submission-files">
        {submission.files.map((file) => (
          <li key={file.file}>
            <FileLink submission={submission} file={file} />
          </li>
        ))}
      </ul>
      {!isClosed && (
        <p>
          <a href={`/lan-gui/${id}`}>{status === 'quarantined' ? 'Xem lý do' : 'Xem biên nhận'}</a>
        </p>
      )}
    </li>
  );
}

/** Every filing of a report, the latest first. */
export function Submissions({ items }: { items: readonly Submission[] }) {
  if (items.length === 0) return <p class="empty">Chưa có lần gửi nào.</p>;
  return (
    <ul class="timeline-plain">
      {[...items].reverse().map((submission) => (
        <Filed key={submission.id} submission={submission} />
      ))}
    </ul>
  );
}
