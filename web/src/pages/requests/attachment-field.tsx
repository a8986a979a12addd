import type { ComponentChildren } from 'preact';
import { ACCEPTED, plainName, refusalOf, TAKEN } from '../../filing/check.ts';
import { FileDrop } from '../../ui/file-drop.tsx';
import { Progress } from '../../ui/progress.tsx';
import type { Sending } from '../../ui/use-sending.tsx';
import { formatSize } from '../../words/names.ts';
import type { FileState } from './sending-files.ts';

export interface AttachmentFieldProps {
  files: readonly File[];
  onChange: (files: File[]) => void;
  sending: Sending;
  children?: ComponentChildren;
}

/** Files together with those chosen before; one of the same name takes the earlier one's place. */
function withFiles(before: readonly File[], added: readonly File[]): File[] {
  const nameOf = ({ name }: File) => plainName(name).toLowerCase();
  const names = new Set(added.map(nameOf));
  return [...before.filter((file) => !names.has(nameOf(file))), ...added];
}

/** The documents that go with a request: chosen here, looked at before a byte is sent. */
export function AttachmentField({ files, onChange, sending }: AttachmentFieldProps) {
  return (
    <section class="card">
      <h2>Tệp kèm theo</h2>
      <p>Văn bản yêu cầu, biểu mẫu (nếu có).</p>
      <FileDrop
        name="attachments"
        what="tệp"
        multiple
        accept={ACCEPTED}
        hint={TAKEN}
        error={sending.of('attachments')}
        onChoose={(added) => onChange(withFiles(files, added))}
      />
      <ul class="files" aria-live="polite">
        {files.map((file) => {
          const fault = refusalOf(file);
          return (
            <li key={file.name}>
              <span>
                {file.name} <span class="soft">({formatSize(file.size)})</span>
                {fault && <span class="field-error"> {fault}</span>}
              </span>
              <button
                type="button"
                class="button button-small"
                onClick={() => onChange(files.filter((each) => each !== file))}
              >
                Bỏ tệp<span class="hidden"> {file.name}</span>
              </button>
            </li>
          );
        })}
      </ul>
    </section>
  );
}

const words = { waiting: 'chờ gửi', sending: 'đang gửi', sent: '✓ đã gửi', failed: '✕ chưa gửi được' } as const;

/** How far each file has come. */
export function FileProgress({ states }: { states: readonly FileState[] }) {
  return (
    <ul class="files">
      {states.map(({ name, part, state, reason }) => (
        <li key={name}>
          <div class="file-progress">
            <Progress label={`${name}: ${words[state]}`} value={part} />
            {reason && <p class="field-error">{reason}</p>}
          </div>
        </li>
      ))}
    </ul>
  );
}
