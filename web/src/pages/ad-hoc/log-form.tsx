import { useState } from 'preact/hooks';
import type { Units } from '../../api/types.ts';
import { useApp } from '../../app.ts';
import { SelectField } from '../../ui/choices.tsx';
import { DateField } from '../../ui/date-field.tsx';
import { TextField } from '../../ui/field.tsx';
import { UnitField } from '../../ui/unit-field.tsx';
import { useDraft } from '../../ui/use-draft.ts';
import { Refusal, useSending } from '../../ui/use-sending.tsx';
import { capital } from '../../words/capitals.ts';
import { presentInstant, today } from '../../words/clock.ts';
import { formatDate, formatInstant, parseDate } from '../../words/dates.ts';
import { channelNames, nameIn } from '../../words/kinds.ts';

const names = {
  unit: 'Đơn vị báo cáo',
  reportedAt: 'Thời điểm báo cáo',
  reporter: 'Người báo cáo',
  receiver: 'Người tiếp nhận',
  channel: 'Hình thức',
};
const channels = ['telephone', 'in-person', 'cipher'];

const emptyDraft = () => ({
  unit: '',
  date: formatDate(today()),
  time: formatInstant(presentInstant()).slice(0, 5),
  reporter: '',
  receiver: '',
  channel: 'telephone',
});

/** The instant that a date and a time on the wall clock of Điện Biên mean; undefined when they are none. */
function instantOf(date: string, time: string): string | undefined {
  const day = parseDate(date);
  const [, hour = '', minute = ''] = /^\s*(\d{1,2})[:hg](\d{2})\s*$/.exec(time) ?? [];
  if (day === undefined || hour === '' || Number(hour) > 23 || Number(minute) > 59) return undefined;
  return `${day}T${hour.padStart(2, '0')}:${minute}:00+07:00`;
}

/** Stage one (R18): who told whom, when and how. There is no field for what was said, and there must be none. */
export function LogForm({ units, onLogged }: { units: Units['items']; onLogged: () => void }) {
  const { api, me } = useApp();
  const [draft, change, forget] = useDraft('ad-hoc', emptyDraft());
  const [logged, setLogged] = useState<string>();
  const sending = useSending();
  const reportedAt = instantOf(draft.date, draft.time);
  async function log(): Promise<void> {
    const { unit, reporter, receiver, channel } = draft;
    const body = { reportedAt, reporter, receiver, channel, ...(me.role === 'office' ? { unit } : {}) };
    setLogged((await api.send<{ id: string }>('POST', '/v1/ad-hoc-reports', body)).id);
    forget();
    change(emptyDraft());
    onLogged();
  }
  const wrong = reportedAt === undefined ? [{ field: 'reportedAt', message: 'chưa đúng ngày, giờ' }] : [];
  return (
    <form
      class="card"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        setLogged(undefined);
        void sending.run(log, wrong);
      }}
    >
      <h2>Ghi nhận báo cáo ban đầu</h2>
      <p class="note note-warn">
        <strong>Không ghi nội dung sự việc.</strong> Nội dung được báo cáo trực tiếp hoặc qua điện thoại. Thường trực
        Tỉnh ủy và Văn phòng Tỉnh ủy được báo ngay khi ghi nhận; hệ thống nhắc mỗi ngày làm việc cho đến khi có báo cáo
        bằng văn bản.
      </p>
      <Refusal sending={sending} names={names} />
      {logged && (
        <p class="note note-good" role="status">
          Đã ghi nhận và đã báo Thường trực Tỉnh ủy, Văn phòng Tỉnh ủy. <a href={`/bao-cao/${logged}`}>Mở báo cáo</a>
        </p>
      )}
      {me.role === 'office' && (
        <UnitField
          label={names.unit}
          name="unit"
          units={units}
          value={draft.unit}
          onChange={(unit) => change({ unit })}
          error={sending.of('unit')}
        />
      )}
      <DateField
        label="Ngày báo cáo"
        name="date"
        value={draft.date}
        onInput={(date) => change({ date })}
        error={sending.of('reportedAt')}
      />
      <TextField
        label="Giờ báo cáo"
        name="time"
        value={draft.time}
        maxLength={5}
        hint="Ví dụ: 14:05"
        onInput={(time) => change({ time })}
        error={sending.of('reportedAt')}
      />
      <TextField
        label={names.reporter}
        name="reporter"
        value={draft.reporter}
        maxLength={60}
        hint="Họ tên, chức vụ"
        onInput={(reporter) => change({ reporter })}
        error={sending.of('reporter')}
      />
      <TextField
        label={names.receiver}
        name="receiver"
        value={draft.receiver}
        maxLength={60}
        hint="Họ tên, chức vụ"
        onInput={(receiver) => change({ receiver })}
        error={sending.of('receiver')}
      />
      <SelectField
        label={names.channel}
        name="channel"
        value={draft.channel}
        choices={channels.map((value) => ({ value, label: capital(nameIn(channelNames, value)) }))}
        onChange={(channel) => change({ channel })}
        error={sending.of('channel')}
      />
      <p class="form-actions">
        <button type="submit" class="button button-main" disabled={sending.busy}>
          Ghi nhận và báo ngay
        </button>
      </p>
    </form>
  );
}
