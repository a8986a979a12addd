import type { DiscrepancyKind } from './discrepancies.ts';

/** What each kind is called towards people. */
export const discrepancyWords: Readonly<Record<DiscrepancyKind, string>> = {
  'file-unknown': 'Tệp trong kho không thuộc lần gửi nào',
  'file-unrecorded': 'Tệp đã lưu nhưng chưa được ghi nhận',
  'file-lost': 'Tệp đã ghi nhận nhưng không còn trong kho',
  'file-unscanned': 'Tệp đã nhận nhưng chưa có kết quả kiểm tra mã độc',
  'receipt-unsettled': 'Lần gửi đủ tệp nhưng chưa có biên nhận',
  'answer-unsent': 'Biên nhận hoặc thông báo quyết định chưa gửi được',
  'notice-overdue': 'Thông báo đã đến giờ mà chưa gửi',
  'never-noticed': 'Báo cáo quá hạn mà chưa từng được nhắc',
  'claim-stale': 'Thông báo gửi dở chưa rõ kết quả',
};
