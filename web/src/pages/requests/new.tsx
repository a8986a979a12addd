import { useEffect, useState } from 'preact/hooks';
import type { OpenedRequest, Units } from '../../api/types.ts';
import { useData } from '../../api/use-data.ts';
import { useApp } from '../../app.ts';
import { MAX_FILES, refusalOf } from '../../filing/check.ts';
import { declared, digestOf } from '../../filing/declare.ts';
import { navigate } from '../../router/location.ts';
import { Radios } from '../../ui/choices.tsx';
import { DateField } from '../../ui/date-field.tsx';
import { TextField } from '../../ui/field.tsx';
import { Page } from '../../ui/page.tsx';
import { Loaded } from '../../ui/states.tsx';
import { useDraft } from '../../ui/use-draft.ts';
import { useLeavingWarning } from '../../ui/use-leaving-warning.ts';
import { Refusal, useSending } from '../../ui/use-sending.tsx';
import { within } from '../../words/capitals.ts';
import { today } from '../../words/clock.ts';
import { requestKindNames } from '../../words/kinds.ts';
import { AttachmentField, FileProgress } from './attachment-field.tsx';
import { Audience } from './audience.tsx';
import { bodyOf, emptyDraft, faultsOf } from './draft.ts';
import './requests.css';
import { useFileSending } from './sending-files.ts';
import { Deadline, Sections } from './terms.tsx';

const names = {
  documentNumber: 'Số văn bản',
  documentDate: 'Ngày văn bản',
  subject: 'Trích yếu',
  kind: 'Loại nội dung',
  audience: 'Đối tượng gửi báo cáo',
  'audience.officials': 'Cán bộ',
  deadline: 'Hạn gửi',
  sections: 'Nội dung phải có',
  attachments: 'Tệp kèm theo',
  secrecy: 'Độ mật',
};

/** The form by which the Office asks for thematic reports. */
function RequestForm({ units }: { units: Units['items'] }) {
  const { api } = useApp();
  const [draft, change, forget] = useDraft('request', emptyDraft);
  const [files, setFiles] = useState<File[]>([]);
  const [opened, setOpened] = useState<string>();
  const sending = useSending();
  const upload = useFileSending();
  useLeavingWarning(
    sending.busy || (opened !== undefined && upload.states.some(({ state }) => state !== 'sent')),
    'Tệp kèm theo chưa gửi xong. Nếu rời trang, các tệp còn lại sẽ không được gửi.',
  );

  async function open(): Promise<void> {
    const attachments: ReturnType<typeof declared>[] = [];
    for (const file of files) attachments.push(declared(file, await digestOf(file)));
    // The same request again is gone on with: that gives new forms for what did not arrive.
    const answer = await api.send<OpenedRequest>('POST', '/v1/requests', { ...bodyOf(draft), attachments });
    forget();
    setOpened(answer.id);
    const sent = new Set(upload.states.filter(({ state }) => state === 'sent').map(({ name }) => name));
    const left = files.filter(({ name }) => !sent.has(name));
    await upload.send(left, answer.uploads);
  }
  const done = opened !== undefined && !sending.busy && upload.states.every(({ state }) => state === 'sent');
  useEffect(() => {
    if (done) void navigate(`/yeu-cau/${opened}`);
  }, [done, opened]);
  const badFiles = files.flatMap((file) => {
    const message = refusalOf(file);
    return message === undefined ? [] : [{ field: 'attachments', message: `“${file.name}”: ${within(message)}` }];
  });
  if (files.length > MAX_FILES)
    badFiles.push({ field: 'attachments', message: `tối đa ${MAX_FILES} tệp; đang chọn ${files.length} tệp` });
  const part = { draft, change, sending };

  if (opened !== undefined)
    return (
      <section class="card" aria-live="polite">
        <h2>Đã mở yêu cầu; {sending.busy ? 'đang gửi tệp kèm theo' : 'còn tệp chưa gửi được'}</h2>
        <FileProgress states={upload.states} />
        <Refusal sending={sending} names={names} />
        {!sending.busy && (
          <p class="form-actions">
            <button type="button" class="button button-main" onClick={() => void sending.run(open)}>
              Gửi lại tệp chưa gửi được
            </button>
            <a class="button" href={`/yeu-cau/${opened}`}>
              Đến yêu cầu đã mở
            </a>
          </p>
        )}
      </section>
    );

  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void sending.run(open, [...faultsOf(draft, today()), ...badFiles]);
      }}
    >
      <Refusal sending={sending} names={names} />
      <section class="card">
        <h2>Văn bản</h2>
        <TextField
          label="Số văn bản"
          name="documentNumber"
          value={draft.documentNumber}
          maxLength={60}
          hint="Ví dụ: 125-CV/TU"
          onInput={(documentNumber) => change({ documentNumber })}
          error={sending.of('documentNumber')}
        />
        <DateField
          label="Ngày văn bản"
          name="documentDate"
          value={draft.documentDate}
          onInput={(documentDate) => change({ documentDate })}
          error={sending.of('documentDate')}
        />
        <TextField
          label="Trích yếu"
          name="subject"
          value={draft.subject}
          maxLength={300}
          onInput={(subject) => change({ subject })}
          error={sending.of('subject')}
        />
        {draft.audience !== 'officials' && (
          <Radios
            legend="Loại nội dung"
            name="kind"
            value={draft.kind}
            choices={Object.entries(requestKindNames).map(([value, label]) => ({ value, label }))}
            onChange={(kind) => change({ kind })}
            error={sending.of('kind')}
          />
        )}
      </section>
      <Audience {...part} units={units} />
      <Deadline {...part} />
      <Sections {...part} />
      <AttachmentField files={files} onChange={setFiles} sending={sending} />
      <section class="card">
        <h2>Độ mật</h2>
        <Radios
          legend="Văn bản và tệp kèm theo"
          name="secrecy"
          value={draft.secrecy}
          choices={[
            { value: 'none', label: 'Không mật: không chứa bí mật nhà nước' },
            { value: 'secret', label: 'Có độ mật (Mật, Tối mật, Tuyệt mật)' },
          ]}
          onChange={(value) => change({ secrecy: value === 'none' ? 'none' : 'secret' })}
          error={sending.of('secrecy')}
        />
        {draft.secrecy === 'secret' && (
          <p class="note note-warn" role="status">
            Văn bản có độ mật không được đưa lên hệ thống nối mạng. Đề nghị gửi văn bản qua đường cơ yếu; báo cáo nhận
            được sẽ do Văn phòng Tỉnh ủy ghi nhận ngoài hệ thống.
          </p>
        )}
      </section>
      <div class="form-actions">
        <button type="submit" class="button button-main" disabled={sending.busy}>
          {sending.busy ? 'Đang mở yêu cầu…' : 'Mở yêu cầu'}
        </button>
        <a class="button" href="/yeu-cau">
          Thôi
        </a>
      </div>
    </form>
  );
}

/** Asking for thematic reports by a document (clause 1.2). */
export default function NewRequest() {
  const data = useData('units-today', (api, signal) => api.get<Units>(`/v1/units?on=${today()}`, signal));
  return (
    <Page title="Mở yêu cầu báo cáo" back={{ href: '/yeu-cau', label: 'Văn bản yêu cầu báo cáo' }}>
      <Loaded data={data}>{({ items }) => <RequestForm units={items} />}</Loaded>
    </Page>
  );
}
