/** Every refusal that the API knows: its stable code, its status, and its title for people. */
export const problems = {
  'invalid-json': { status: 400, title: 'Nội dung gửi lên không phải là JSON hợp lệ' },
  'invalid-request': { status: 400, title: 'Yêu cầu không hợp lệ' },
  unauthorized: { status: 401, title: 'Chưa đăng nhập hoặc phiên đăng nhập đã hết hạn' },
  'no-account': { status: 403, title: 'Tài khoản chưa được cấp quyền' },
  forbidden: { status: 403, title: 'Không có quyền thực hiện' },
  'not-found': { status: 404, title: 'Không tìm thấy' },
  conflict: { status: 409, title: 'Dữ liệu vừa được người khác thay đổi' },
  'already-opened': { status: 409, title: 'Văn bản này đã được mở yêu cầu báo cáo' },
  'wrong-state': { status: 409, title: 'Trạng thái báo cáo không cho phép' },
  'payload-too-large': { status: 413, title: 'Nội dung gửi lên quá lớn' },
  'invalid-manifest': { status: 422, title: 'Thông tin báo cáo chưa hợp lệ' },
  'wrong-date': { status: 422, title: 'Ngày, giờ chưa hợp lệ' },
  'wrong-submission': { status: 422, title: 'Lần gửi không hợp lệ' },
  'secret-not-accepted': { status: 422, title: 'Không tiếp nhận tài liệu mật qua hệ thống này' },
  'invalid-registry': { status: 422, title: 'Danh sách đơn vị có lỗi' },
  'too-many-requests': { status: 429, title: 'Gửi quá nhiều yêu cầu' },
  'internal-error': { status: 500, title: 'Hệ thống gặp lỗi' },
} as const;
export type ProblemCode = keyof typeof problems;

export interface FieldError {
  field: string;
  message: string;
  line?: number;
}

/** A refusal with its reason; the one mapper turns it into `application/problem+json` (RFC 9457). */
export class Problem extends Error {
  override readonly name = 'Problem';
  readonly code: ProblemCode;
  readonly detail: string;
  readonly errors: FieldError[] | undefined;

  constructor(code: ProblemCode, detail: string, errors?: FieldError[]) {
    super(`${code}: ${detail}`);
    this.code = code;
    this.detail = detail;
    this.errors = errors;
  }
}

/** The refusal of an account that asks too often; after so many seconds it may ask again. */
export class TooManyRequests extends Problem {
  readonly seconds: number;

  constructor(seconds: number) {
    super(
      'too-many-requests',
      `Tài khoản này đang gửi quá nhiều yêu cầu. Nội dung vừa nhập vẫn còn; đề nghị chờ ${seconds} giây rồi thực hiện lại.`,
    );
    this.seconds = seconds;
  }
}

/** The document that answers a refused request. `type` is a relative reference that names the code. */
export function problemDocument({ code, detail, errors }: Pick<Problem, 'code' | 'detail' | 'errors'>) {
  const { status, title } = problems[code];
  return { type: `/problems/${code}`, title, status, detail, code, ...(errors ? { errors } : {}) };
}
