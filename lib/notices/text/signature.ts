import type { Block } from './markup.ts';

/** The end that all letters share. */
export const closing: Block[] = [
  {
    p: 'Lưu ý: Không gửi tài liệu, thông tin thuộc bí mật nhà nước qua hệ thống này; tài liệu mật đề nghị gửi qua đường cơ yếu.',
  },
  { p: 'Trân trọng./.' },
  { p: 'VĂN PHÒNG TỈNH ỦY' },
  { p: 'Thư được gửi tự động từ hệ thống Đúng hạn; khi cần trao đổi, đề nghị trả lời thư này.' },
];
