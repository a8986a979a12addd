import { useEffect, useRef, useState } from 'preact/hooks';
import { ApiProblem } from '../api/problem.ts';
import { explain } from './states.tsx';

/** What is wrong with a field, by the API's name of it: `deadline.date`, `attachments[0].name`. */
export interface FieldError {
  field: string;
  message: string;
}

export interface Sending {
  busy: boolean;
  /** Why the last attempt failed, if it did. */
  error: unknown;
  errors: readonly FieldError[];
  /** What is wrong with a field; undefined when nothing is. */
  of: (field: string) => string | undefined;
  /**
   * Does the work once, unless something is wrong that can be seen beforehand; tells whether it succeeded. What it throws
   * becomes the error.
   */
  run: (work: () => Promise<void>, wrong?: readonly FieldError[]) => Promise<boolean>;
  /** Forgets why the last attempt failed. */
  clear: () => void;
}

/** A form on its way: one attempt at a time, and what became of it. */
export function useSending(): Sending {
  const [state, setState] = useState<{ busy: boolean; error?: unknown; errors: readonly FieldError[] }>({
    busy: false,
    errors: [],
  });
  const running = useRef(false);
  async function run(work: () => Promise<void>, wrong: readonly FieldError[] = []): Promise<boolean> {
    if (running.current) return false;
    if (wrong.length > 0) {
      setState({ busy: false, errors: wrong });
      return false;
    }
    running.current = true;
    setState({ busy: true, errors: [] });
    try {
      await work();
      setState({ busy: false, errors: [] });
      return true;
    } catch (error) {
      setState({ busy: false, error, errors: error instanceof ApiProblem ? error.errors : [] });
      return false;
    } finally {
      running.current = false;
    }
  }
  const of = (field: string) => state.errors.find((error) => error.field === field)?.message;
  return {
    busy: state.busy,
    error: state.error,
    errors: state.errors,
    of,
    run,
    clear: () => setState({ busy: false, errors: [] }),
  };
}

export interface RefusalProps {
  sending: Sending;
  /** What people call the fields; the longest beginning counts. */
  names: Readonly<Record<string, string>>;
}

/** A field by the name that stands above it. */
function nameOf(field: string, names: Readonly<Record<string, string>>): string | undefined {
  const [found] = Object.keys(names)
    .filter((name) => field === name || field.startsWith(`${name}.`) || field.startsWith(`${name}[`))
    .sort((a, b) => b.length - a.length);
  return found === undefined ? undefined : names[found];
}

/** Why a form was not taken, field by field, read out when it appears; it takes the focus, so that nobody misses it. */
export function Refusal({ sending, names }: RefusalProps) {
  const note = useRef<HTMLDivElement>(null);
  const { error, errors } = sending;
  const shown = error !== undefined || errors.length > 0;
  useEffect(() => {
    if (shown) note.current?.focus();
  }, [shown, error, errors]);
  if (!shown) return null;
  const { title, detail } =
    error === undefined ? { title: 'Chưa gửi được', detail: 'Đề nghị sửa các trường sau.' } : explain(error);
  return (
    <div class="note note-bad" role="alert" tabIndex={-1} ref={note}>
      <strong>{title}.</strong> {detail}
      {errors.length > 0 && (
        <ul>
          {errors.map(({ field, message }) => {
            const name = nameOf(field, names);
            return <li key={`${field}${message}`}>{name ? `${name}: ${message}` : message}</li>;
          })}
        </ul>
      )}
    </div>
  );
}
