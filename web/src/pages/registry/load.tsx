import { useState } from 'preact/hooks';
import { ApiProblem } from '../../api/problem.ts';
import type { RegistryChange } from '../../api/types.ts';
import { useApp } from '../../app.ts';
import { ask } from '../../ui/confirm.tsx';
import { FileDrop } from '../../ui/file-drop.tsx';
import { Page } from '../../ui/page.tsx';
import { type Sending, useSending } from '../../ui/use-sending.tsx';
import { readUtf8 } from './list-file.ts';
import { LoadFaults } from './load-faults.tsx';
import { ChangePreview, isNothing } from './preview.tsx';
import './registry.css';
import { useUnitNames } from './use-unit-names.ts';

const notUtf8 = {
  field: 'file',
  message: 'tệp không ở dạng UTF-8. Trong Excel, chọn Lưu thành, kiểu “CSV UTF-8 (Comma delimited)”.',
};
const CSV = 'text/csv';

interface Looked {
  name: string;
  text: string;
  change: RegistryChange;
}

interface ChooserProps {
  sending: Sending;
  /** The name of the file that was chosen last. */
  file: string | undefined;
  onChoose: (file: File) => void;
}

function Chooser({ sending, file, onChoose }: ChooserProps) {
  return (
    <section class="card">
      <h2>1. Chọn tệp danh sách</h2>
      <p>
        Tệp CSV mã hóa UTF-8, dòng đầu là tên cột. Cách chắc chắn nhất: tải danh sách hiện tại ở{' '}
        <a href="/don-vi">trang Danh sách đơn vị</a>, sửa rồi nạp lại. Cột <code>effective_from</code> (tùy chọn) ghi
        ngày thay đổi có hiệu lực. Đơn vị không có trong tệp được giữ nguyên; đơn vị kết thúc bằng cột{' '}
        <code>valid_to</code>.
      </p>
      <FileDrop
        name="list"
        what="tệp danh sách"
        accept=".csv,text/csv"
        disabled={sending.busy}
        hint="Tệp csv, mã hóa UTF-8"
        error={sending.of('file')}
        onChoose={([chosen]) => chosen && onChoose(chosen)}
      />
      <p role="status">
        {file === undefined ? '' : sending.busy ? `Đang xem xét tệp ${file}…` : `Tệp đã chọn: ${file}`}
      </p>
    </section>
  );
}

/** Loading the registry: choose a list, look at what it changes and what follows, then load it. */
export default function LoadRegistry() {
  const { api } = useApp();
  const [file, setFile] = useState<string>();
  const [looked, setLooked] = useState<Looked>();
  const [loaded, setLoaded] = useState<RegistryChange>();
  const looking = useSending();
  const loading = useSending();

  const look = (name: string, text: string) =>
    looking.run(async () => {
      loading.clear();
      setLooked(undefined);
      setLoaded(undefined);
      setLooked({ name, text, change: await api.putText<RegistryChange>('/v1/units?dryRun=true', text, CSV) });
    });
  async function choose(chosen: File): Promise<void> {
    setFile(chosen.name);
    const text = await readUtf8(chosen);
    if (text === undefined) {
      setLooked(undefined);
      await looking.run(async () => undefined, [notUtf8]);
    } else await look(chosen.name, text);
  }
  async function load({ text, change }: Looked): Promise<void> {
    const { added, changed } = change;
    const yes = await ask({
      title: 'Nạp danh sách này?',
      text: `${added.length} đơn vị mới, ${changed.length} đơn vị thay đổi. Mọi thay đổi được ghi lại cùng tên người nạp.`,
      yes: 'Nạp danh sách',
    });
    if (!yes) return;
    const done = await loading.run(async () => {
      setLoaded(await api.putText<RegistryChange>(`/v1/units?basis=${change.basis}`, text, CSV));
    });
    if (done) setLooked(undefined);
  }
  const nameOf = useUnitNames(looked?.change.newUnits);
  const conflict = loading.error instanceof ApiProblem && loading.error.status === 409;

  return (
    <Page title="Nạp danh sách đơn vị" back={{ href: '/don-vi', label: 'Danh sách đơn vị' }}>
      <div role="status">
        {loaded && (
          <p class="note note-good">
            Đã nạp danh sách: {loaded.added.length} đơn vị mới, {loaded.changed.length} đơn vị thay đổi. Báo cáo phải
            gửi được mở hoặc rút theo danh sách mới trong đêm nay.
          </p>
        )}
      </div>
      <Chooser sending={looking} file={file} onChoose={(chosen) => void choose(chosen)} />
      <LoadFaults sending={looking} />
      {looked && (
        <section class="card preview" aria-labelledby="xem-truoc">
          <h2 id="xem-truoc">2. Xem thay đổi: {looked.name}</h2>
          <ChangePreview change={looked.change} nameOf={nameOf} />
          <LoadFaults sending={loading} />
          <div class="form-actions">
            {conflict && (
              <button type="button" class="button" onClick={() => void look(looked.name, looked.text)}>
                Xem lại thay đổi
              </button>
            )}
            <button
              type="button"
              class="button button-main"
              disabled={loading.busy || conflict || isNothing(looked.change)}
              onClick={() => void load(looked)}
            >
              {loading.busy ? 'Đang nạp…' : 'Nạp danh sách này'}
            </button>
          </div>
        </section>
      )}
    </Page>
  );
}
