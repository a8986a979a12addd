import { useState } from 'preact/hooks';
import type { Download, ReportRequest } from '../../api/types.ts';
import { useApp } from '../../app.ts';
import { Failure } from '../../ui/states.tsx';
import { formatSize } from '../../words/names.ts';

/** The documents that came with a request, each to be fetched. */
export function AttachmentList({ id, attachments }: Pick<ReportRequest, 'id' | 'attachments'>) {
  const { api } = useApp();
  const [error, setError] = useState<unknown>();
  async function fetchFile(file: string): Promise<void> {
    setError(undefined);
    try {
      const { url } = await api.get<Download>(`/v1/requests/${id}/attachments/${file}`);
      location.assign(url);
    } catch (problem) {
      setError(problem);
    }
  }
  return (
    <section class="card">
      <h2>Tệp kèm theo</h2>
      {error !== undefined && <Failure error={error} />}
      {attachments.length === 0 && <p class="soft">Không có tệp kèm theo.</p>}
      {attachments.length > 0 && (
        <ul class="files">
          {attachments.map(({ file, name, size, storedAt, refused = [] }) => (
            <li key={file}>
              <span>
                {name} <span class="soft">({formatSize(size)})</span>
                {refused.map(({ code, detail }) => (
                  <span key={code} class="field-error">
                    {' '}
                    Không nhận: {detail}
                  </span>
                ))}
                {storedAt === undefined && <span class="soft"> chưa được gửi lên</span>}
              </span>
              {storedAt !== undefined && refused.length === 0 && (
                <button type="button" class="button button-small no-print" onClick={() => void fetchFile(file)}>
                  Tải về<span class="hidden"> {name}</span>
                </button>
              )}
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
