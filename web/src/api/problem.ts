import type { ProblemDocument } from './types.ts';

/** A refusal by the API: the problem document as an error. `title` and `detail` are Vietnamese, for people. */
export class ApiProblem extends Error {
  override readonly name = 'ApiProblem';
  readonly status: number;
  readonly code: string;
  readonly title: string;
  readonly detail: string;
  readonly errors: readonly { field: string; message: string; line?: number | undefined }[];

  constructor({ status, code, title, detail, errors }: Omit<ProblemDocument, 'type' | 'code'> & { code: string }) {
    super(`${status} ${code}: ${detail}`);
    this.status = status;
    this.code = code;
    this.title = title;
    this.detail = detail;
    this.errors = errors ?? [];
  }

  /** What is wrong with a field; undefined when nothing is. */
  ofField(field: string): string | undefined {
    return this.errors.find((error) => error.field === field)?.message;
  }
}

/** The API could not be reached: the connection is gone, or no answer came. */
export class ConnectionLost extends Error {
  override readonly name = 'ConnectionLost';
}

/** The session is over and cannot be renewed; the shell asks to sign in again. */
export class SessionEnded extends Error {
  override readonly name = 'SessionEnded';
}

const titles: Readonly<Record<number, string>> = {
  401: 'Phiên làm việc đã hết hạn',
  403: 'Không có quyền thực hiện',
  404: 'Không tìm thấy',
  413: 'Nội dung gửi lên quá lớn',
  429: 'Hệ thống đang bận',
};

const isDocument = (value: unknown): value is ProblemDocument =>
  typeof value === 'object' && value !== null && 'code' in value && 'title' in value && 'detail' in value;

/** The error that an answer stands for. The gateway's own refusals are no problem documents; they get words here. */
export async function problemOf(response: Response): Promise<ApiProblem> {
  const body: unknown = await response.json().catch(() => undefined);
  if (isDocument(body)) return new ApiProblem(body);
  const { status } = response;
  const title = titles[status] ?? (status >= 500 ? 'Hệ thống gặp lỗi' : 'Yêu cầu không thực hiện được');
  return new ApiProblem({ status, code: `http-${status}`, title, detail: 'Đề nghị thử lại sau ít phút.' });
}
