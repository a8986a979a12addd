import { useState } from 'preact/hooks';
import { ApiProblem } from '../../api/problem.ts';
import type { Obligation } from '../../api/types.ts';
import { useApp } from '../../app.ts';
import { DateField } from '../../ui/date-field.tsx';
import { Refusal, type Sending, useSending } from '../../ui/use-sending.tsx';
import { today } from '../../words/clock.ts';
import { formatDate, formatInstant, parseDate } from '../../words/dates.ts';
import { channelNames, nameIn, requestKindNames } from '../../words/kinds.ts';

interface OccasionProps {
  obligation: Obligation;
  onChange: () => void;
}

/** The unit says once when its work ended; days, and where a limit is set the deadline, count from it (R15). */
function WorkEnd({ obligation, onChange, sending }: OccasionProps & { sending: Sending }) {
  const { api } = useApp();
  const [typed, setTyped] = useState(formatDate(today()));
  const endedOn = parseDate(typed);
  async function record(): Promise<void> {
    const { id, version } = obligation;
    try {
      await api.send('POST', `/v1/obligations/${encodeURIComponent(id)}/work-end`, { version, endedOn });
    } catch (error) {
      // The next attempt goes by what somebody else has changed in between.
      if (error instanceof ApiProblem && error.status === 409) onChange();
      throw error;
    }
    onChange();
  }
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void sending.run(record, endedOn === undefined ? [{ field: 'endedOn', message: 'chưa đúng ngày' }] : []);
      }}
    >
      <DateField
        label="Ngày kết thúc công việc"
        name="endedOn"
        value={typed}
        hint={`Chỉ ghi nhận một lần.${obligation.awaitsWorkEnd ? ' Hạn gửi tính từ ngày này; ghi nhận xong mới gửi được báo cáo.' : ''}`}
        onInput={setTyped}
        error={sending.of('endedOn')}
      />
      <p class="form-actions">
        <button type="submit" class="button" disabled={sending.busy}>
          Ghi nhận ngày kết thúc
        </button>
      </p>
    </form>
  );
}

/** What a report is about that no calendar calls for, and who asks for it. */
export function Occasion({ obligation, onChange }: OccasionProps) {
  const { me } = useApp();
  const sending = useSending();
  const { title, subject, kind, official, agency, request, log, since, status, why } = obligation;
  if (title === undefined) return null;
  const facts: [string, string | undefined][] = [
    ['Trích yếu', subject],
    ['Loại nội dung', kind && nameIn(requestKindNames, kind)],
    ['Cán bộ được kiểm điểm', official],
    ['Cơ quan Trung ương nhận báo cáo', agency],
    ['Căn cứ', why?.basis],
    ['Báo cáo ban đầu', log && `${formatInstant(log.reportedAt)}, ${nameIn(channelNames, log.channel)}`],
    ['Người báo cáo', log?.reporter],
    ['Người tiếp nhận', log?.receiver],
  ];
  const mayEnd =
    me.role === 'unit' && status === 'open' && since === undefined && log === undefined && request !== undefined;
  const isDated = obligation.lastDay !== undefined;
  return (
    <section class="card">
      <h2>Thông tin báo cáo</h2>
      <dl class="facts">
        {facts.map(([name, value]) =>
          value === undefined ? null : (
            <div key={name}>
              <dt>{name}</dt>
              <dd>{value}</dd>
            </div>
          ),
        )}
      </dl>
      {request && (
        <p>
          <a href={`/yeu-cau/${request}`}>Xem văn bản yêu cầu</a>
        </p>
      )}
      {/* It outlives the form: the answer to a conflict may be that nothing is left to record. */}
      <Refusal sending={sending} names={{ endedOn: 'Ngày kết thúc công việc' }} />
      {mayEnd && !isDated && <WorkEnd obligation={obligation} onChange={onChange} sending={sending} />}
    </section>
  );
}
