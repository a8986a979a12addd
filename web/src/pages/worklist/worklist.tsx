import type { Worklist } from '../../api/types.ts';
import { useData } from '../../api/use-data.ts';
import { Page } from '../../ui/page.tsx';
import { Loaded } from '../../ui/states.tsx';
import type { Column } from '../../ui/table.tsx';
import { formatDate, formatInstant } from '../../words/dates.ts';
import { WorkSection } from './work-section.tsx';
import './worklist.css';

type ReviewItem = Worklist['toReview'][number];
type LateItem = Worklist['overdue'][number];
type DeadAddress = Worklist['deadAddresses'][number];
type FinishedRequest = Worklist['requestsToClose'][number];

const reviewColumns: readonly Column<ReviewItem>[] = [
  { id: 'unit', title: 'Đơn vị', cell: ({ unitName }) => unitName },
  { id: 'report', title: 'Báo cáo', cell: ({ name }) => name },
  { id: 'at', title: 'Nhận lúc', cell: ({ receivedAt }) => formatInstant(receivedAt) },
  {
    id: 'next',
    title: 'Việc tiếp theo',
    cell: ({ id, name, unitName }) => (
      <a class="button button-small" href={`/xem-xet/${id}`} aria-label={`Xem xét ${name} của ${unitName}`}>
        Xem xét
      </a>
    ),
  },
];

const lateColumns: readonly Column<LateItem>[] = [
  { id: 'unit', title: 'Đơn vị', cell: ({ unitName }) => unitName },
  { id: 'report', title: 'Báo cáo', cell: ({ id, name }) => <a href={`/bao-cao/${id}`}>{name}</a> },
  {
    id: 'late',
    title: 'Hạn gửi',
    cell: ({ lastDay, daysLate, supplement }) => (
      <>
        {supplement ? 'Bổ sung chậm nhất' : 'Chậm nhất'} hết ngày {formatDate(lastDay)}
        <strong class="overdue"> quá hạn {daysLate} ngày</strong>
      </>
    ),
  },
  {
    id: 'next',
    title: 'Việc tiếp theo',
    cell: ({ unit, unitName }) => (
      <a class="button button-small" href={`/don-doc?don-vi=${unit}`} aria-label={`Đôn đốc ${unitName}`}>
        Đôn đốc
      </a>
    ),
  },
];

const reasonOf = ({ kind }: DeadAddress) =>
  kind === 'bounce' ? 'thư bị trả lại' : 'người nhận báo là thư không mong muốn';

const addressColumns: readonly Column<DeadAddress>[] = [
  { id: 'unit', title: 'Đơn vị', cell: ({ unitName }) => unitName },
  { id: 'address', title: 'Địa chỉ', cell: ({ address }) => address },
  { id: 'since', title: 'Tình trạng', cell: (item) => `Từ ${formatInstant(item.since)}: ${reasonOf(item)}` },
  {
    id: 'next',
    title: 'Việc tiếp theo',
    cell: ({ unit, unitName }) => (
      <a class="button button-small" href={`/don-vi/${unit}`} aria-label={`Xem địa chỉ của ${unitName}`}>
        Xem đơn vị
      </a>
    ),
  },
];

const requestColumns: readonly Column<FinishedRequest>[] = [
  { id: 'document', title: 'Văn bản', cell: ({ documentNumber }) => documentNumber },
  { id: 'date', title: 'Ngày', cell: ({ documentDate }) => formatDate(documentDate) },
  { id: 'subject', title: 'Nội dung', cell: ({ subject }) => subject },
  {
    id: 'next',
    title: 'Việc tiếp theo',
    cell: ({ id, documentNumber }) => (
      <a class="button button-small" href={`/yeu-cau/${id}`} aria-label={`Kết thúc yêu cầu ${documentNumber}`}>
        Kết thúc
      </a>
    ),
  },
];

/** How much waits of each kind, each a way down to its list. */
function Tally({ work }: { work: Worklist }) {
  const entries = [
    ['xem-xet', 'chờ xem xét', work.toReview.length],
    ['moi-qua-han', 'mới quá hạn', work.newlyLate.length],
    ['qua-han', 'quá hạn trên 7 ngày', work.overdue.length],
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

function Content({ work }: { work: Worklist }) {
  const { toReview, newlyLate, overdue, deadAddresses, requestsToClose } = work;
  const isDone = [toReview, newlyLate, overdue, deadAddresses, requestsToClose].every(({ length }) => length === 0);
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
        action={<a href="/don-doc?qua-han=moi">Đôn đốc các đơn vị này</a>}
        columns={lateColumns}
        rows={newlyLate}
        keyOf={({ id }) => id}
      />
      <WorkSection
        id="qua-han"
        title="Quá hạn trên 7 ngày"
        action={<a href="/don-doc?qua-han=lau">Đôn đốc các đơn vị này</a>}
        columns={lateColumns}
        rows={overdue}
        atOnce={3}
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
