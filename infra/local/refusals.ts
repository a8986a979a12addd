import type { LocalProblem } from './http/problem.ts';

/** One field is wrong, and why. */
export const invalid = (field: string, message: string): LocalProblem => ({
  status: 400,
  code: 'invalid-request',
  title: 'Yêu cầu không hợp lệ',
  detail: 'Đề nghị sửa trường sau.',
  errors: [{ field, message }],
});

export const notJson: LocalProblem = {
  status: 400,
  code: 'invalid-json',
  title: 'Nội dung gửi lên không phải là JSON hợp lệ',
  detail: 'Không đọc được nội dung JSON.',
};

const notFound = (detail: string): LocalProblem => ({
  status: 404,
  code: 'not-found',
  title: 'Không tìm thấy',
  detail,
});

export const noSuchAddress = notFound('Không có địa chỉ này.');
export const noSuchFunction = notFound('Không có hàm này.');
export const noQueue = notFound('Không có hàng đợi nào cấp sự kiện cho hàm này.');
export const noSuchEvent = notFound('Không có sự kiện nào mang mã này.');
export const noSuchUser = notFound('Không có tài khoản này hoặc tài khoản đã bị khóa.');

export const backwards: LocalProblem = {
  status: 409,
  code: 'clock-backwards',
  title: 'Không lùi được đồng hồ',
  detail: 'Đồng hồ mô phỏng chỉ đi tới; những gì đã xảy ra không thể làm lại.',
};

export const tooLarge: LocalProblem = {
  status: 413,
  code: 'payload-too-large',
  title: 'Nội dung gửi lên quá lớn',
  detail: 'Nội dung không được vượt quá 64 KB.',
};
