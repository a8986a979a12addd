/** A paragraph of a unit's report, as it stands there. A row of a table is one. */
export interface ReadParagraph {
  text: string;
  /** Where in its file, as people look for it: "đoạn 12", "bảng 2, dòng 3", "trang 4". */
  place: string;
  /** Set apart as headings are: in bold, in capitals, or by a style. */
  emphasised: boolean;
}

/** Why a file gives no paragraphs; each is named as such in every paper. */
export const unreadableReasons = ['scan', 'old-format', 'spreadsheet', 'protected', 'broken'] as const;
export type Unreadable = (typeof unreadableReasons)[number];

/** What people read of it. */
export const unreadableWords: Readonly<Record<Unreadable, string>> = {
  scan: 'bản chụp (ảnh), không có chữ để trích',
  'old-format': 'định dạng cũ (doc, xls), không trích được',
  spreadsheet: 'bảng tính, chỉ kèm theo, không trích',
  protected: 'tệp đặt mật khẩu hoặc mã hóa',
  broken: 'tệp hỏng, không mở được',
};

/** `blankPages`: pages of a PDF that hold a picture and no text, in a file that is read otherwise. */
export type Reading = { ok: true; paragraphs: ReadParagraph[]; blankPages: number } | { ok: false; reason: Unreadable };

/** Text with every stretch of blanks as one, and nothing around it; lines stay lines. */
export const tidy = (text: string): string =>
  text
    .normalize('NFC')
    .replace(/[^\S\n]+/gu, ' ')
    .replace(/ ?\n ?/g, '\n')
    .trim();
