import { ACCEPTED, TAKEN } from '../../filing/check.ts';
import { addFiles, type Chosen, makeMain, removeFile } from '../../filing/files.ts';
import { FileDrop } from '../../ui/file-drop.tsx';
import { formatSize } from '../../words/names.ts';

export interface FilePickerProps {
  chosen: readonly Chosen[];
  onChange: (chosen: Chosen[]) => void;
  /** What is wrong with the list as a whole. */
  error: string | undefined;
}

function FileRow({ one, chosen, onChange }: { one: Chosen } & Pick<FilePickerProps, 'chosen' | 'onChange'>) {
  const { key, file, role, refusal } = one;
  return (
    <li>
      <span class="files-name">
        {file.name} <span class="soft">({formatSize(file.size)})</span>
      </span>
      {refusal === undefined ? (
        <label class="check">
          <input type="radio" name="main" checked={role === 'main'} onChange={() => onChange(makeMain(chosen, key))} />
          Văn bản chính
          <span class="hidden">: {file.name}</span>
        </label>
      ) : (
        <span />
      )}
      <button type="button" class="button button-small" onClick={() => onChange(removeFile(chosen, key))}>
        Bỏ<span class="hidden"> tệp {file.name}</span>
      </button>
      {refusal && <p class="field-error">{refusal}</p>}
    </li>
  );
}

/** The files of a submission: one is the main document, the others go with it. */
export function FilePicker({ chosen, onChange, error }: FilePickerProps) {
  return (
    <>
      <FileDrop
        name="files"
        what="tệp"
        multiple
        accept={ACCEPTED}
        hint={TAKEN}
        error={error}
        onChoose={(files) => onChange(addFiles(chosen, files))}
      />
      {chosen.length > 0 && (
        <ul class="files">
          {chosen.map((one) => (
            <FileRow key={one.key} one={one} chosen={chosen} onChange={onChange} />
          ))}
        </ul>
      )}
      {chosen.length > 1 && <p class="field-hint">Chọn đúng một văn bản chính; các tệp còn lại là phụ lục.</p>}
    </>
  );
}
