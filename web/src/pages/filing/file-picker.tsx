import { useRef, useState } from 'preact/hooks';
import { ACCEPTED } from '../../filing/check.ts';
import { addFiles, type Chosen, makeMain, removeFile } from '../../filing/files.ts';
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

/** Where files are chosen or dropped; one is the main document, the others go with it. */
export function FilePicker({ chosen, onChange, error }: FilePickerProps) {
  const input = useRef<HTMLInputElement>(null);
  const [over, setOver] = useState(false);
  const add = (files: FileList | null | undefined) => {
    if (files && files.length > 0) onChange(addFiles(chosen, [...files]));
    // The same file can be chosen again after it was taken off.
    if (input.current) input.current.value = '';
  };
  return (
    <>
      <label
        class={over ? 'drop drop-over' : 'drop'}
        onDragOver={(event) => {
          event.preventDefault();
          setOver(true);
        }}
        onDragLeave={() => setOver(false)}
        onDrop={(event) => {
          event.preventDefault();
          setOver(false);
          add(event.dataTransfer?.files);
        }}
      >
        <strong>Chọn tệp</strong> hoặc kéo tệp vào đây
        <br />
        <span class="soft">pdf, doc, docx, xls, xlsx; mỗi tệp tối đa 100 MB; tối đa 20 tệp</span>
        <input
          ref={input}
          class="hidden"
          type="file"
          name="files"
          multiple
          accept={ACCEPTED}
          aria-describedby={error ? 'files-error' : undefined}
          onChange={(event) => add(event.currentTarget.files)}
        />
      </label>
      {chosen.length > 0 && (
        <ul class="files">
          {chosen.map((one) => (
            <FileRow key={one.key} one={one} chosen={chosen} onChange={onChange} />
          ))}
        </ul>
      )}
      {chosen.length > 1 && <p class="field-hint">Chọn đúng một văn bản chính; các tệp còn lại là phụ lục.</p>}
      {error && (
        <p id="files-error" class="field-error" role="alert">
          {error}
        </p>
      )}
    </>
  );
}
