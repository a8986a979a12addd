/** Why the text of a file is not known; every page and paper that shows the file says so. */
export const unreadableReasons = [
  'scan',
  'old-format',
  'spreadsheet',
  'protected',
  'broken',
  'too-large',
  'unchecked',
] as const;
export type Unreadable = (typeof unreadableReasons)[number];

/** What people read of it. */
export const unreadableWords: Readonly<Record<Unreadable, string>> = {
  scan: 'bản chụp (ảnh), không có chữ để trích',
  'old-format': 'tệp Word đời cũ (DOC), không trích được',
  spreadsheet: 'bảng tính (XLS, XLSX), chỉ kèm theo, không trích',
  protected: 'tệp đặt mật khẩu hoặc mã hóa',
  broken: 'tệp hỏng, không mở được',
  'too-large': 'tệp quá lớn, vượt giới hạn trích nội dung',
  unchecked: 'chưa kiểm tra được nội dung',
};
