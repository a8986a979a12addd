/** A form that the API has handed out for one file. */
export interface UploadForm {
  url: string;
  fields: Readonly<Record<string, string>>;
}

/** A file did not arrive; `expired` when its form is good no more. */
export class UploadFailed extends Error {
  override readonly name = 'UploadFailed';
  readonly expired: boolean;

  constructor(expired: boolean) {
    super(expired ? 'the form has expired' : 'the file did not arrive');
    this.expired = expired;
  }
}

/** Sends one file through its form and tells how many bytes have gone. Rejects with UploadFailed. */
export const upload = ({ url, fields }: UploadForm, file: File, onProgress: (sent: number) => void): Promise<void> =>
  new Promise((resolve, reject) => {
    const data = new FormData();
    for (const [name, value] of Object.entries(fields)) data.append(name, value);
    data.append('file', file);
    // `fetch` does not tell how far it has come.
    const request = new XMLHttpRequest();
    request.open('POST', url);
    request.upload.addEventListener('progress', ({ loaded }) => onProgress(Math.min(loaded, file.size)));
    request.addEventListener('load', () => {
      if (request.status >= 200 && request.status < 300) {
        onProgress(file.size);
        resolve();
      } else reject(new UploadFailed(request.status === 403));
    });
    for (const event of ['error', 'abort', 'timeout'] as const)
      request.addEventListener(event, () => reject(new UploadFailed(false)));
    request.send(data);
  });
