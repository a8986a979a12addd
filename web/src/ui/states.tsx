import type { ComponentChildren } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { ApiProblem, ConnectionLost, SessionEnded } from '../api/problem.ts';
import type { Data } from '../api/use-data.ts';

/** What went wrong, in words for people. */
export function explain(error: unknown): { title: string; detail: string } {
  if (error instanceof ApiProblem) return { title: error.title, detail: error.detail };
  if (error instanceof ConnectionLost)
    return {
      title: 'Mất kết nối',
      detail: 'Chưa liên lạc được với hệ thống. Đề nghị kiểm tra đường truyền rồi thử lại.',
    };
  if (error instanceof SessionEnded) return { title: 'Phiên làm việc đã hết hạn', detail: 'Đề nghị đăng nhập lại.' };
  return { title: 'Trang gặp lỗi', detail: 'Đề nghị tải lại trang.' };
}

export interface FailureProps {
  error: unknown;
  onRetry?: (() => void) | undefined;
  /** Whether it takes the focus, since what had it is gone. */
  focus?: boolean;
}

/** A notice that something failed, announced to those who cannot see it, with a way to try again. */
export function Failure({ error, onRetry, focus = false }: FailureProps) {
  const note = useRef<HTMLDivElement>(null);
  const { title, detail } = explain(error);
  useEffect(() => {
    if (focus) note.current?.focus();
  }, [focus, error]);
  return (
    <div ref={note} class="note note-bad" role="alert" tabIndex={-1}>
      <strong>{title}.</strong> {detail}
      {onRetry && (
        <button type="button" class="button" onClick={onRetry}>
          Thử lại
        </button>
      )}
    </div>
  );
}

/** Says that there is nothing to show, and why that is right. */
export const Empty = ({ children }: { children: ComponentChildren }) => <p class="empty">{children}</p>;

export interface LoadedProps<Value> {
  data: Data<Value>;
  /** Lines to keep the place of while the answer is on its way, so that nothing jumps when it comes. */
  lines?: number;
  children: (value: Value) => ComponentChildren;
}

/** Shows data once it is there; before, its place; or what went wrong. */
export function Loaded<Value>({ data, lines = 6, children }: LoadedProps<Value>) {
  const { value, error, reload } = data;
  if (value !== undefined)
    return (
      <>
        {error !== undefined && <Failure error={error} onRetry={reload} />}
        {children(value)}
      </>
    );
  if (error !== undefined) return <Failure error={error} onRetry={reload} />;
  return (
    <div class="waiting" aria-busy="true">
      <p class="hidden">Đang tải…</p>
      {Array.from({ length: lines }, (_, i) => (
        <div key={i} class="waiting-line" />
      ))}
    </div>
  );
}
