import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { ApiProblem } from '../../api/problem.ts';
import type { Obligation } from '../../api/types.ts';
import { useApp } from '../../app.ts';
import { ask, type Question } from '../../ui/confirm.tsx';
import { Failure } from '../../ui/states.tsx';
import { useDraft } from '../../ui/use-draft.ts';
import { DecisionFields } from './decision-fields.tsx';
import { emptyDraft, errorsOf, type FieldErrors, readDraft, type Step } from './draft.ts';

const steps: Readonly<Record<Step, { name: string; hint: string; done: string }>> = {
  acceptance: { name: 'Chấp nhận', hint: 'Báo cáo đạt yêu cầu.', done: 'Đã chấp nhận báo cáo.' },
  return: {
    name: 'Yêu cầu bổ sung',
    hint: 'Giữ nguyên biên nhận và thời điểm nhận; đơn vị bổ sung theo thời hạn mới.',
    done: 'Đã gửi yêu cầu bổ sung tới đơn vị.',
  },
  rejection: {
    name: 'Không công nhận',
    hint: 'Sai văn bản hoặc không đọc được: biên nhận mất hiệu lực, đơn vị phải gửi lại.',
    done: 'Đã ghi nhận: lần gửi không được công nhận.',
  },
  extension: { name: 'Gia hạn', hint: 'Lùi hạn gửi; hạn ban đầu vẫn được ghi lại.', done: 'Đã gia hạn.' },
  waiver: { name: 'Miễn báo cáo', hint: 'Đơn vị không phải gửi báo cáo kỳ này.', done: 'Đã miễn báo cáo.' },
  'off-system': {
    name: 'Ghi nhận báo cáo nhận ngoài hệ thống',
    hint: 'Báo cáo mật hoặc bản giấy; được tính như báo cáo gửi qua hệ thống.',
    done: 'Đã ghi nhận báo cáo nhận ngoài hệ thống.',
  },
  'work-end': {
    name: 'Ghi nhận ngày kết thúc công việc',
    hint: 'Số ngày, và hạn gửi nếu có, tính từ ngày này; cần ghi nhận trước khi nhận báo cáo có hạn như vậy.',
    done: 'Đã ghi nhận ngày kết thúc công việc.',
  },
};

/** What is asked before a decision that takes something away. */
const questions: Partial<Record<Step, Question>> = {
  rejection: {
    title: 'Không công nhận lần gửi này?',
    text: 'Biên nhận sẽ mất hiệu lực, báo cáo trở lại tình trạng chưa gửi và đơn vị được thông báo bằng thư.',
    yes: 'Không công nhận',
    no: 'Quay lại',
  },
  waiver: {
    title: 'Miễn báo cáo này?',
    text: 'Đơn vị không còn phải gửi báo cáo kỳ này và được thông báo bằng thư.',
    yes: 'Miễn báo cáo',
    no: 'Quay lại',
  },
};

export interface DecideProps {
  obligation: Obligation;
  /** The submission that is shown, which the decision is about. */
  submission: number | undefined;
  /** Tells that it is done, in words. */
  onDone: (words: string) => void;
  /** Reads the report again, since somebody changed it. */
  onStale: () => void;
}

/** The decisions that the report allows as it stands (clause 2), each with what it needs. */
export function Decide({ obligation, submission, onDone, onStale }: DecideProps) {
  const { api } = useApp();
  const [draft, change] = useDraft(`decision.${obligation.id}`, emptyDraft);
  const [errors, setErrors] = useState<FieldErrors>({});
  const [failure, setFailure] = useState<unknown>();
  const [busy, setBusy] = useState(false);
  const form = useRef<HTMLFormElement>(null);
  // What is to be mended first takes the focus, and is read out with its reason.
  useLayoutEffect(() => {
    if (Object.keys(errors).length > 0) form.current?.querySelector<HTMLElement>('[aria-invalid]')?.focus();
  }, [errors]);
  const offered = obligation.steps ?? [];
  const step = offered.find((one) => one === draft.step) ?? offered[0];
  if (step === undefined) return <p class="empty">Báo cáo này không còn việc phải quyết định.</p>;

  async function send(path: string, body: Record<string, unknown>, taken: Step) {
    setBusy(true);
    try {
      await api.send('POST', `/v1/obligations/${encodeURIComponent(obligation.id)}/${path}`, body);
      change(emptyDraft);
      onDone(steps[taken].done);
    } catch (error) {
      const found = error instanceof ApiProblem ? errorsOf(error.errors, taken) : {};
      if (Object.keys(found).length > 0) setErrors(found);
      setFailure(error);
      if (error instanceof ApiProblem && error.status === 409) onStale();
    } finally {
      setBusy(false);
    }
  }

  async function onSubmit(event: Event, taken: Step) {
    event.preventDefault();
    if (busy) return;
    setFailure(undefined);
    const read = readDraft(draft, taken, obligation.version, submission);
    if (!read.ok) return setErrors(read.errors);
    setErrors({});
    const question = questions[taken];
    if (question && !(await ask(question))) return;
    await send(read.path, read.body, taken);
  }

  const isStale = failure instanceof ApiProblem && failure.status === 409;
  return (
    <form ref={form} class="decide" noValidate onSubmit={(event) => void onSubmit(event, step)}>
      <fieldset>
        <legend>Chọn một việc</legend>
        {offered.map((one) => (
          <label key={one} class="decide-step">
            <input
              type="radio"
              name="step"
              value={one}
              checked={one === step}
              onChange={() => {
                change({ step: one });
                setErrors({});
              }}
            />
            <span>
              <strong>{steps[one].name}</strong>
              <span class="soft">{steps[one].hint}</span>
            </span>
          </label>
        ))}
      </fieldset>
      <DecisionFields step={step} draft={draft} errors={errors} onChange={change} />
      {failure !== undefined && <Failure error={failure} />}
      {isStale && (
        <p class="note note-warn">
          Trang đã tải lại báo cáo; nội dung vừa nhập được giữ nguyên. Đề nghị xem lại rồi quyết định.
        </p>
      )}
      <button type="submit" class="button button-main" disabled={busy}>
        {steps[step].name}
      </button>
    </form>
  );
}
