import { useState } from 'preact/hooks';
import { ApiProblem } from '../../api/problem.ts';
import type { Obligation } from '../../api/types.ts';
import { useData } from '../../api/use-data.ts';
import { useApp } from '../../app.ts';
import { refusalOfLine } from '../../filing/check.ts';
import { type Chosen, refusalOfList } from '../../filing/files.ts';
import { type Particulars, useFiling } from '../../filing/use-filing.ts';
import { navigate } from '../../router/location.ts';
import type { Params } from '../../router/match.ts';
import { DateField } from '../../ui/date-field.tsx';
import { DueLine } from '../../ui/due-line.tsx';
import { TextField } from '../../ui/field.tsx';
import { Page } from '../../ui/page.tsx';
import { Failure, Loaded } from '../../ui/states.tsx';
import { useDraft } from '../../ui/use-draft.ts';
import { useLeavingWarning } from '../../ui/use-leaving-warning.ts';
import { within } from '../../words/capitals.ts';
import { parseDate } from '../../words/dates.ts';
import { titleOf, titleOfId } from '../../words/names.ts';
import { FilePicker } from './file-picker.tsx';
import './filing.css';
import { Sending } from './sending.tsx';

interface Typed {
  documentNumber: string;
  documentDate: string;
  signedBy: string;
  notSecret: boolean;
}

type Faults = Partial<Record<'files' | keyof Typed, string>>;

const refusalOfDate = (typed: string): string | undefined =>
  refusalOfLine(typed, 20) ?? (parseDate(typed) === undefined ? 'Ngày chưa đúng.' : undefined);

/** What is wrong with what was typed and chosen; nothing when it can be sent. */
function faultsOf(chosen: readonly Chosen[], typed: Typed): Faults {
  const found: Record<keyof Faults, string | undefined> = {
    files: refusalOfList(chosen),
    documentNumber: refusalOfLine(typed.documentNumber, 60),
    documentDate: refusalOfDate(typed.documentDate),
    signedBy: refusalOfLine(typed.signedBy, 120),
    notSecret: typed.notSecret
      ? undefined
      : 'Hệ thống chỉ nhận tài liệu không mật. Tài liệu có độ mật: gửi qua đường cơ yếu hoặc trực tiếp; Văn phòng Tỉnh ủy sẽ ghi nhận.',
  };
  return Object.fromEntries(Object.entries(found).filter(([, fault]) => fault !== undefined));
}

const signerKey = (user: string) => `signer.${user}`;

function Form({ obligation }: { obligation: Obligation }) {
  const { me } = useApp();
  const [chosen, setChosen] = useState<Chosen[]>([]);
  const [typed, type, forgetTyped] = useDraft<Typed>(`filing.${obligation.id}`, {
    documentNumber: '',
    documentDate: '',
    signedBy: localStorage.getItem(signerKey(me.user)) ?? '',
    notSecret: false,
  });
  const [faults, setFaults] = useState<Faults>({});
  const { filing, start, retry } = useFiling(obligation.id, (submission) => {
    localStorage.setItem(signerKey(me.user), typed.signedBy.trim());
    forgetTyped();
    void navigate(`/lan-gui/${submission}`, { replace: true, unasked: true });
  });
  useLeavingWarning(filing.kind !== 'editing', 'Báo cáo chưa gửi xong. Nếu rời trang, việc gửi sẽ dừng lại.');

  const particulars = (): Particulars => ({
    documentNumber: typed.documentNumber.trim(),
    documentDate: parseDate(typed.documentDate) ?? '',
    signedBy: typed.signedBy.trim(),
  });
  const begin = () => {
    const found = faultsOf(chosen, typed);
    setFaults(found);
    if (Object.keys(found).length > 0) {
      // To the first fault, once it is marked.
      requestAnimationFrame(() => document.querySelector<HTMLElement>('[aria-invalid]')?.focus());
      return;
    }
    void start(chosen, particulars());
  };
  if (filing.kind !== 'editing')
    return (
      <Sending
        filing={filing}
        chosen={chosen}
        onRetry={() => void retry(chosen)}
        onRestart={() => void start(chosen, particulars())}
      />
    );
  const refusal = filing.error instanceof ApiProblem ? filing.error : undefined;
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        begin();
      }}
    >
      {filing.error !== undefined && <Failure error={filing.error} focus />}
      <fieldset class="step">
        <legend>1. Tệp báo cáo</legend>
        <FilePicker chosen={chosen} onChange={setChosen} error={faults.files} />
      </fieldset>
      <fieldset class="step">
        <legend>2. Thông tin văn bản</legend>
        <TextField
          label="Số, ký hiệu văn bản"
          name="documentNumber"
          hint="Ví dụ: 215-BC/HU"
          value={typed.documentNumber}
          onInput={(documentNumber) => type({ documentNumber })}
          error={faults.documentNumber ?? refusal?.ofField('documentNumber')}
        />
        <DateField
          label="Ngày văn bản"
          name="documentDate"
          value={typed.documentDate}
          onInput={(documentDate) => type({ documentDate })}
          error={faults.documentDate ?? refusal?.ofField('documentDate')}
        />
        <TextField
          label="Người ký"
          name="signedBy"
          value={typed.signedBy}
          onInput={(signedBy) => type({ signedBy })}
          error={faults.signedBy ?? refusal?.ofField('signedBy')}
        />
      </fieldset>
      <fieldset class="step">
        <legend>3. Cam kết và gửi</legend>
        <label class="check">
          <input
            type="checkbox"
            name="notSecret"
            checked={typed.notSecret}
            aria-describedby={faults.notSecret ? 'secret-error' : undefined}
            aria-invalid={faults.notSecret ? true : undefined}
            onChange={(event) => type({ notSecret: event.currentTarget.checked })}
          />
          Các tệp trên không chứa bí mật nhà nước (không mật).
        </label>
        {faults.notSecret && (
          <p id="secret-error" class="field-error">
            {faults.notSecret}
          </p>
        )}
      </fieldset>
      <button type="submit" class="button button-main">
        Gửi báo cáo
      </button>
    </form>
  );
}

/** A limit runs from the end of the work, so that day comes before the report. */
const EndFirst = ({ id }: { id: string }) => (
  <p class="note note-warn">
    Hạn gửi báo cáo này tính từ ngày kết thúc công việc. Đề nghị{' '}
    <a href={`/bao-cao/${id}`}>ghi nhận ngày kết thúc công việc</a> trước khi gửi.
  </p>
);

/** Filing a report: files, particulars, send. */
export default function FilingPage({ params }: { params: Params }) {
  const id = params.id ?? '';
  const data = useData(`filing ${id}`, (api, signal) =>
    api.get<Obligation>(`/v1/obligations/${encodeURIComponent(id)}`, signal),
  );
  const report = data.value ? titleOf(data.value) : titleOfId(id);
  const isSupplement = data.value?.status === 'returned';
  return (
    <Page
      title={`${isSupplement ? 'Gửi bổ sung' : 'Gửi'} ${within(report)}`}
      back={{ href: `/bao-cao/${id}`, label: 'Báo cáo' }}
    >
      <Loaded data={data}>
        {(obligation) => (
          <>
            <p>
              <DueLine item={obligation} />
            </p>
            {obligation.awaitsWorkEnd ? <EndFirst id={id} /> : <Form obligation={obligation} />}
          </>
        )}
      </Loaded>
    </Page>
  );
}
