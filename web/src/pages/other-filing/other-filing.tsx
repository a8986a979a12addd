import type { JSX } from 'preact';
import { useApp } from '../../app.ts';
import { navigate } from '../../router/location.ts';
import { Radios } from '../../ui/choices.tsx';
import { DateField } from '../../ui/date-field.tsx';
import { TextField } from '../../ui/field.tsx';
import { Page } from '../../ui/page.tsx';
import { useDraft } from '../../ui/use-draft.ts';
import { Refusal, type Sending, useSending } from '../../ui/use-sending.tsx';
import { today } from '../../words/clock.ts';
import { formatDate, parseDate } from '../../words/dates.ts';
import { requestKindNames } from '../../words/kinds.ts';

interface FormProps {
  title: string;
  text: string;
  path: string;
  draft: string;
  names: Readonly<Record<string, string>>;
  empty: Readonly<Record<string, string>>;
  /** The field that holds a date. */
  dateField: string;
  fields: (
    value: Readonly<Record<string, string>>,
    change: (part: Record<string, string>) => void,
    sending: Sending,
  ) => JSX.Element;
}

/** A form that opens a report and leads on to its filing. */
function OpeningForm({ title, text, path, draft: name, names, empty, dateField, fields }: FormProps) {
  const { api } = useApp();
  const [draft, change, forget] = useDraft(name, empty);
  const sending = useSending();
  const date = parseDate(draft[dateField] ?? '');
  async function open(): Promise<void> {
    const filled = Object.entries(draft).filter(([, value]) => value !== '');
    const { id } = await api.send<{ id: string }>('POST', path, { ...Object.fromEntries(filled), [dateField]: date });
    forget();
    await navigate(`/bao-cao/${id}/gui`);
  }
  return (
    <form
      class="card"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void sending.run(open, date === undefined ? [{ field: dateField, message: 'chưa đúng ngày' }] : []);
      }}
    >
      <h2>{title}</h2>
      <p>{text}</p>
      <Refusal sending={sending} names={names} />
      {fields(draft, change, sending)}
      <p class="form-actions">
        <button type="submit" class="button button-main" disabled={sending.busy}>
          Ghi nhận và gửi tệp
        </button>
      </p>
    </form>
  );
}

const kinds = Object.entries(requestKindNames).map(([value, label]) => ({ value, label }));

/** What a unit sends that no calendar and no request asks for: its own thematic reports, copies of what went to the centre. */
export default function OtherFiling() {
  return (
    <Page title="Gửi báo cáo khác">
      <OpeningForm
        title="Báo cáo chuyên đề đơn vị chủ động gửi"
        text="Gửi ngay khi kết thúc công việc, không cần văn bản yêu cầu (mục 1.2 Công văn số 353-CV/TU)."
        path="/v1/thematic-reports"
        draft="own-report"
        names={{
          kind: 'Loại nội dung',
          subject: 'Trích yếu',
          endedOn: 'Ngày kết thúc công việc',
          official: 'Cán bộ được kiểm điểm',
        }}
        empty={{ kind: 'inspection', subject: '', endedOn: formatDate(today()), official: '' }}
        dateField="endedOn"
        fields={(value, change, sending) => (
          <>
            <Radios
              legend="Loại nội dung"
              name="kind"
              value={value.kind ?? ''}
              choices={kinds}
              onChange={(kind) => change({ kind, official: '' })}
              error={sending.of('kind')}
            />
            {value.kind === 'self-review' && (
              <TextField
                label="Cán bộ được kiểm điểm"
                name="official"
                value={value.official ?? ''}
                maxLength={120}
                hint="Để trống nếu là kiểm điểm tập thể. Báo cáo của cá nhân chỉ đơn vị và Văn phòng Tỉnh ủy xem được."
                onInput={(official) => change({ official })}
                error={sending.of('official')}
              />
            )}
            <TextField
              label="Trích yếu"
              name="subject"
              value={value.subject ?? ''}
              maxLength={300}
              onInput={(subject) => change({ subject })}
              error={sending.of('subject')}
            />
            <DateField
              label="Ngày kết thúc công việc"
              name="endedOn"
              value={value.endedOn ?? ''}
              onInput={(endedOn) => change({ endedOn })}
              error={sending.of('endedOn')}
            />
          </>
        )}
      />
      <OpeningForm
        title="Bản sao báo cáo gửi cơ quan Trung ương"
        text="Sở, ban, ngành, đoàn thể tỉnh khi gửi báo cáo cho cơ quan Trung ương thì đồng thời gửi 01 bản về Thường trực Tỉnh ủy ngay trong ngày."
        path="/v1/central-copies"
        draft="central-copy"
        names={{ agency: 'Cơ quan Trung ương', subject: 'Trích yếu', sentOn: 'Ngày gửi', unit: 'Đơn vị' }}
        empty={{ agency: '', subject: '', sentOn: formatDate(today()) }}
        dateField="sentOn"
        fields={(value, change, sending) => (
          <>
            <TextField
              label="Cơ quan Trung ương nhận báo cáo"
              name="agency"
              value={value.agency ?? ''}
              maxLength={200}
              onInput={(agency) => change({ agency })}
              error={sending.of('agency')}
            />
            <TextField
              label="Trích yếu báo cáo"
              name="copySubject"
              value={value.subject ?? ''}
              maxLength={300}
              onInput={(subject) => change({ subject })}
              error={sending.of('subject')}
            />
            <DateField
              label="Ngày gửi cơ quan Trung ương"
              name="sentOn"
              value={value.sentOn ?? ''}
              onInput={(sentOn) => change({ sentOn })}
              error={sending.of('sentOn')}
            />
          </>
        )}
      />
    </Page>
  );
}
