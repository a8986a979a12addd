import { useId, useState } from 'preact/hooks';
import { capital } from '../words/capitals.ts';
import './file-drop.css';

export interface FileDropProps {
  name: string;
  /** What is chosen: "tệp", "tệp danh sách". */
  what: string;
  /** What the browser's own window offers; what is dropped is for the page to look at. */
  accept: string;
  multiple?: true;
  disabled?: boolean;
  /** Which files are taken. */
  hint: string;
  /** What is wrong with what was chosen. */
  error?: string | undefined;
  onChoose: (files: File[]) => void;
}

/**
 * Where files are chosen or dropped. The browser's own control speaks the browser's language, so it is out of sight, and
 * its label is the button.
 */
export function FileDrop({ name, what, accept, multiple, disabled, hint, error, onChoose }: FileDropProps) {
  const errorId = `${useId()}-error`;
  const [over, setOver] = useState(false);
  const choose = (list: FileList | null | undefined) => {
    const files = [...(list ?? [])].slice(0, multiple ? undefined : 1);
    if (files.length > 0 && !disabled) onChoose(files);
  };
  return (
    <div class="file-drop">
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
          choose(event.dataTransfer?.files);
        }}
      >
        <span class="button">Chọn {what}</span> <span>hoặc kéo tệp vào đây</span>
        <span class="drop-hint">{hint}</span>
        <input
          class="hidden"
          type="file"
          name={name}
          multiple={multiple ?? false}
          accept={accept}
          disabled={disabled ?? false}
          aria-describedby={error === undefined ? undefined : errorId}
          aria-invalid={error === undefined ? undefined : true}
          onChange={(event) => {
            choose(event.currentTarget.files);
            // The same file can be chosen again after it was mended or taken off.
            event.currentTarget.value = '';
          }}
        />
      </label>
      {error !== undefined && (
        <p id={errorId} class="field-error">
          {capital(error)}
        </p>
      )}
    </div>
  );
}
