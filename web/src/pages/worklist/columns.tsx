import type { Worklist } from '../../api/types.ts';
import type { Column } from '../../ui/table.tsx';
import { formatDate, formatInstant } from '../../words/dates.ts';

type ReviewItem = Worklist['toReview'][number];
type LateItem = Worklist['overdue'][number];
type AtOnceItem = Worklist['atOnce'][number];
type DeadAddress = Worklist['deadAddresses'][number];
type FinishedRequest = Worklist['requestsToClose'][number];

export const reviewColumns: readonly Column<ReviewItem>[] = [
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

const urge = ({ unit, unitName }: LateItem | AtOnceItem) => (
  <a class="button button-small" href={`/don-doc?don-vi=${unit}`} aria-label={`Đôn đốc ${unitName}`}>
    Đôn đốc
  </a>
);

export const lateColumns: readonly Column<LateItem>[] = [
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
    cell: urge,
  },
];

/** Reports due at once have no day to be late by (R15, R18): what counts is how long they have been awaited. */
export const atOnceColumns: readonly Column<AtOnceItem>[] = [
  { id: 'unit', title: 'Đơn vị', cell: ({ unitName }) => unitName },
  { id: 'report', title: 'Báo cáo', cell: ({ id, name }) => <a href={`/bao-cao/${id}`}>{name}</a> },
  {
    id: 'since',
    title: 'Thời gian chờ',
    cell: ({ since, daysElapsed }) =>
      daysElapsed === 0
        ? `Từ hôm nay, ngày ${formatDate(since)}`
        : `Từ ngày ${formatDate(since)}, đã qua ${daysElapsed} ngày`,
  },
  { id: 'next', title: 'Việc tiếp theo', cell: urge },
];

const reasonOf = ({ kind }: DeadAddress) =>
  kind === 'bounce' ? 'thư bị trả lại' : 'người nhận báo là thư không mong muốn';

export const addressColumns: readonly Column<DeadAddress>[] = [
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

export const requestColumns: readonly Column<FinishedRequest>[] = [
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
