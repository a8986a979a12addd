import { useRef, useState } from 'preact/hooks';
import type { CalendarState } from '../../api/types.ts';
import { useData } from '../../api/use-data.ts';
import { useApp } from '../../app.ts';
import { ask } from '../../ui/confirm.tsx';
import { Page } from '../../ui/page.tsx';
import { Loaded } from '../../ui/states.tsx';
import { Refusal, useSending } from '../../ui/use-sending.tsx';
import { formatInstant } from '../../words/dates.ts';
import './calendar.css';

function Address({ url }: { url: string }) {
  const [said, setSaid] = useState('');
  const field = useRef<HTMLInputElement>(null);
  async function copy(): Promise<void> {
    try {
      await navigator.clipboard.writeText(url);
      setSaid('Đã sao chép.');
    } catch {
      // A browser may keep the clipboard to itself; the address is then marked for copying by hand.
      field.current?.select();
      setSaid('Trình duyệt không cho sao chép tự động. Địa chỉ đã được chọn, đề nghị nhấn Ctrl+C.');
    }
  }
  return (
    <section class="card" aria-live="polite">
      <h2>Địa chỉ lịch của đơn vị</h2>
      <p>
        Địa chỉ này chỉ hiện một lần. Ai có địa chỉ đều xem được hạn gửi báo cáo của đơn vị (không xem được nội dung báo
        cáo); đề nghị không chuyển cho người khác.
      </p>
      <p>
        <input
          class="calendar-address"
          ref={field}
          readOnly
          value={url}
          aria-label="Địa chỉ lịch"
          onFocus={(e) => e.currentTarget.select()}
        />
      </p>
      <p class="form-actions">
        <button type="button" class="button button-main" onClick={() => void copy()}>
          Sao chép địa chỉ
        </button>
        {said && <span class="soft">{said}</span>}
      </p>
    </section>
  );
}

const Guide = () => (
  <section class="card">
    <h2>Cách dùng</h2>
    <ul>
      <li>
        <strong>Outlook</strong>: Lịch → Thêm lịch → Đăng ký từ web → dán địa chỉ → Nhập.
      </li>
      <li>
        <strong>Google Calendar</strong>: Lịch khác → Dấu cộng → Từ URL → dán địa chỉ → Thêm lịch.
      </li>
      <li>
        <strong>Điện thoại iPhone</strong>: Cài đặt → Lịch → Tài khoản → Thêm tài khoản → Khác → Thêm lịch đã đăng ký →
        dán địa chỉ.
      </li>
      <li>
        <strong>Điện thoại Android</strong>: thêm trên Google Calendar bằng máy tính; lịch tự hiện trên điện thoại.
      </li>
    </ul>
  </section>
);

function Content({ state, reload }: { state: CalendarState; reload: () => void }) {
  const { api } = useApp();
  const [url, setUrl] = useState<string>();
  const sending = useSending();
  async function make(): Promise<void> {
    const replaces = {
      title: 'Tạo địa chỉ mới?',
      text: 'Địa chỉ đang dùng sẽ không còn hiệu lực.',
      yes: 'Tạo địa chỉ mới',
    };
    if (state.active && !(await ask(replaces))) return;
    await sending.run(async () => setUrl((await api.send<{ url: string }>('POST', '/v1/calendar')).url));
    reload();
  }
  async function revoke(): Promise<void> {
    const question = {
      title: 'Thu hồi địa chỉ lịch?',
      text: 'Các lịch đã đăng ký sẽ không cập nhật nữa.',
      yes: 'Thu hồi',
    };
    if (!(await ask(question))) return;
    if (await sending.run(() => api.send('DELETE', '/v1/calendar'))) setUrl(undefined);
    reload();
  }
  return (
    <>
      <p>
        Lịch hạn gửi báo cáo kèm nhắc việc, xem được trên Outlook, Google Calendar và điện thoại. Lịch tự cập nhật khi
        có báo cáo mới, gia hạn, hoặc khi báo cáo đã được nhận.
      </p>
      <p role="status">
        {state.active
          ? `Đang có một địa chỉ lịch${state.changedAt ? `, tạo lúc ${formatInstant(state.changedAt)}` : ''}.`
          : 'Chưa có địa chỉ lịch nào đang dùng.'}
      </p>
      <Refusal sending={sending} names={{}} />
      <p class="form-actions">
        <button type="button" class="button button-main" disabled={sending.busy} onClick={() => void make()}>
          {state.active ? 'Tạo địa chỉ mới thay thế' : 'Tạo địa chỉ lịch'}
        </button>
        {state.active && (
          <button type="button" class="button" disabled={sending.busy} onClick={() => void revoke()}>
            Thu hồi địa chỉ
          </button>
        )}
      </p>
      {url && <Address key={url} url={url} />}
      <Guide />
    </>
  );
}

/** The unit's deadlines in its own calendar. */
export default function Calendar() {
  const data = useData('calendar', (api, signal) => api.get<CalendarState>('/v1/calendar', signal));
  return (
    <Page title="Lịch hạn gửi">
      <Loaded data={data}>{(state) => <Content state={state} reload={data.reload} />}</Loaded>
    </Page>
  );
}
