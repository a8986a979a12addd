/** Why a file is refused: a stable code for programs and a sentence that tells the unit what to do, in this order. */
export const inspectionReasons = [
  {
    code: 'size-mismatch',
    detail: 'Kích thước tệp nhận được khác với kích thước đã khai. Đề nghị tải lại tệp.',
  },
  {
    code: 'checksum-mismatch',
    detail: 'Nội dung tệp nhận được không khớp mã kiểm tra SHA-256 đã khai. Đề nghị tải lại tệp.',
  },
  {
    code: 'secrecy-mark',
    detail:
      'Tệp có dấu chỉ độ mật. Hệ thống này không được tiếp nhận tài liệu bí mật nhà nước; hãy gửi qua kênh cơ yếu và báo ngay cho Văn phòng Tỉnh ủy.',
  },
  {
    code: 'type-mismatch',
    detail:
      'Loại tệp thực tế không đúng với tên tệp hoặc loại đã khai. Đề nghị lưu tệp đúng định dạng PDF, DOC, DOCX, XLS hoặc XLSX rồi gửi lại.',
  },
  {
    code: 'double-extension',
    detail: 'Tên tệp có hai phần mở rộng hoặc có ký tự ẩn. Đề nghị đổi tên tệp rồi gửi lại.',
  },
  {
    code: 'encrypted',
    detail: 'Tệp được mã hóa hoặc đặt mật khẩu nên không kiểm tra được. Đề nghị bỏ mật khẩu rồi gửi lại.',
  },
  {
    code: 'macros',
    detail:
      'Tệp có macro, đối tượng nhúng hoặc liên kết ngoài có thể tự chạy. Đề nghị bỏ các thành phần đó hoặc xuất tệp sang PDF rồi gửi lại.',
  },
  {
    code: 'active-content',
    detail:
      'Tệp PDF có mã lệnh, tệp đính kèm hoặc nội dung tự chạy. Đề nghị in hoặc xuất lại thành PDF thông thường rồi gửi lại.',
  },
  {
    code: 'zip-bomb',
    detail:
      'Dữ liệu nén trong tệp bất thường: dung lượng sau giải nén quá lớn, quá nhiều thành phần hoặc có tệp nén lồng nhau. Đề nghị mở tệp, lưu lại thành tệp mới rồi gửi lại.',
  },
  {
    code: 'malformed',
    detail:
      'Tệp bị hỏng, bị cắt cụt hoặc có dữ liệu lạ nên không đọc được. Đề nghị mở tệp, lưu lại thành tệp mới rồi gửi lại.',
  },
] as const;

export type InspectionCode = (typeof inspectionReasons)[number]['code'];

export type InspectionReason = { code: InspectionCode; detail: string };

/** Ends the reading of a file that cannot be read further. Thrown by the parsers, turned into a reason by the inspection. */
export class Refusal extends Error {
  override readonly name = 'Refusal';
  readonly code: InspectionCode;
  readonly note: string | undefined;

  constructor(code: InspectionCode, note?: string) {
    super(note ?? code);
    this.code = code;
    this.note = note;
  }
}

/** What has been found so far in one file; each code counts once, with the first note given for it. */
export class Findings {
  readonly #notes = new Map<InspectionCode, string | undefined>();

  /** Records a reason; `note` is a whole Vietnamese sentence that follows the code's own. */
  add(code: InspectionCode, note?: string): void {
    if (!this.#notes.has(code)) this.#notes.set(code, note);
  }

  has(code: InspectionCode): boolean {
    return this.#notes.has(code);
  }

  list(): InspectionReason[] {
    return inspectionReasons
      .filter(({ code }) => this.#notes.has(code))
      .map(({ code, detail }) => {
        const note = this.#notes.get(code);
        return { code, detail: note === undefined ? detail : `${detail} ${note}` };
      });
  }
}
