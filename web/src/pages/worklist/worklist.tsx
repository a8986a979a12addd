import type { Worklist } from '../../api/types.ts';
import { useData } from '../../api/use-data.ts';
import { Page } from '../../ui/page.tsx';
import { Loaded } from '../../ui/states.tsx';
import { formatInstant } from '../../words/dates.ts';
import { addressColumns, atOnceColumns, lateColumns, requestColumns, reviewColumns } from './columns.tsx';
import { WorkSection } from './work-section.tsx';
import './worklist.css';

/** How much waits of each kind, each a way down to its list. */
function Tally({ work }: { work: Worklist }) {
  const entries = [
    ['xem-xet', 'chờ xem xét', work.toReview.length],
    ['moi-qua-han', 'mới quá hạn', work.newlyLate.length],
    ['qua-han', 'quá hạn trên 7 ngày', work.overdue.length],
    ['gui-ngay', 'phải gửi ngay', work.atOnce.length],
    ['dia-chi', 'địa chỉ thư hỏng', work.deadAddresses.length],
    ['ket-thuc', 'yêu cầu có thể kết thúc', work.requestsToClose.length],
  ] as const;
  return (
    <ul class="tally">
      {entries.map(([id, name, count]) => (
        <li key={id} class={count === 0 ? 'tally-none' : undefined}>
          <a {...(count === 0 ? {} : { href: `#${id}` })}>
            <strong>{count}</strong> {name}
          </a>
        </li>
      ))}
    </ul>
  );
}

/** On to urging all units of a list, by how the urging page narrows them. */
const urgeAll = (since: 'moi' | 'lau' | 'ngay') => <a href={`/don-doc?qua-han=${since}`}>Đôn đốc các đơn vị này</a>;

function Content({ work }: { work: Worklist }) {
  const { toReview, newlyLate, overdue, atOnce, deadAddresses, requestsToClose } = work;
  const kinds = [toReview, newlyLate, overdue, atOnce, deadAddresses, requestsToClose];
  const isDone = kinds.every(({ length }) => length === 0);
  const [first] = toReview;
  return (
    <>
      <Tally work={work} />
      {isDone && <p class="note note-good">Không có việc nào chờ xử lý.</p>}
      <WorkSection
        id="xem-xet"
        title="Báo cáo chờ xem xét"
        action={first && toReview.length > 1 && <a href={`/xem-xet/${first.id}`}>Xem xét lần lượt</a>}
        columns={reviewColumns}
        rows={toReview}
        keyOf={({ id }) => id}
      />
      <WorkSection
        id="moi-qua-han"
        title="Mới quá hạn"
        action={urgeAll('moi')}
        columns={lateColumns}
        rows={newlyLate}
        keyOf={({ id }) => id}
      />
      <WorkSection
        id="qua-han"
        title="Quá hạn trên 7 ngày"
        action={urgeAll('lau')}
        columns={lateColumns}
        rows={overdue}
        shown={3}
        keyOf={({ id }) => id}
      />
      <WorkSection
        id="gui-ngay"
        title="Phải gửi ngay, chưa nhận được"
        action={urgeAll('ngay')}
        columns={atOnceColumns}
        rows={atOnce}
        keyOf={({ id }) => id}
      />
      <WorkSection
        id="dia-chi"
        title="Địa chỉ thư hỏng"
        columns={addressColumns}
        rows={deadAddresses}
        keyOf={({ unit, address }) => `${unit} ${address}`}
      />
      <WorkSection
        id="ket-thuc"
        title="Yêu cầu báo cáo có thể kết thúc"
        columns={requestColumns}
        rows={requestsToClose}
        keyOf={({ id }) => id}
      />
    </>
  );
}

/** What waits for the Office, each with its next step: its first screen. */
export default function WorklistPage() {
  const data = useData('worklist', (api, signal) => api.get<Worklist>('/v1/worklist', signal));
  return (
    <Page title="Việc cần làm" actions={data.value && <span class="soft">Lúc {formatInstant(data.value.at)}</span>}>
      <Loaded data={data}>{(work) => <Content work={work} />}</Loaded>
    </Page>
  );
}
