import { useEffect, useState } from 'preact/hooks';
import type { Compilation, Compilations } from '../../api/types.ts';
import { useData } from '../../api/use-data.ts';
import { useApp } from '../../app.ts';
import { Field, TextField } from '../../ui/field.tsx';
import { Progress } from '../../ui/progress.tsx';
import { follow } from '../../ui/save.ts';
import { Failure, Loaded } from '../../ui/states.tsx';
import { DataTable } from '../../ui/table.tsx';
import { formatInstant } from '../../words/dates.ts';
import { formatSize, reportName } from '../../words/names.ts';
import { compiledRules, periodOf } from './periods.ts';
import { useWork } from './use-work.ts';

type Listed = Compilations['items'][number];
const POLL_MS = 2000;
const isUnderWay = ({ status }: Listed) => status === 'waiting' || status === 'working';

/** How far a compilation is or, when it is done, what it found. */
function State({ compilation }: { compilation: Listed }) {
  const { status, done, total, counts } = compilation;
  if (status === 'failed') return <>Không thành công; đề nghị tổng hợp lại.</>;
  if (status !== 'done') return <Progress label="Đang tổng hợp" value={total === 0 ? 0 : done / total} />;
  const { units = 0, missing = 0, unreadable = 0, unplaced = 0 } = counts;
  return (
    <>
      {units} đơn vị đã gửi, {missing} chưa gửi; {unreadable} tệp không đọc được, {unplaced} đoạn chưa phân loại
    </>
  );
}

/** The files of a compilation, by links that are made when they are asked for. */
function Files({ id }: { id: string }) {
  const { api } = useApp();
  const [files, setFiles] = useState<Compilation['files']>();
  const work = useWork();
  if (files === undefined)
    return (
      <>
        {work.error !== undefined && <Failure error={work.error} />}
        <button
          type="button"
          class="button button-small"
          disabled={work.busy}
          onClick={() =>
            void work.run(async () => setFiles((await api.get<Compilation>(`/v1/compilations/${id}`)).files))
          }
        >
          Tải về
        </button>
      </>
    );
  return (
    <>
      {files.map(({ name, url, bytes }) => (
        <button key={name} type="button" class="button button-small" onClick={() => follow(url, name)}>
          {name} ({formatSize(bytes)})
        </button>
      ))}
    </>
  );
}

/** Has a period's reports compiled, shows how far that is, and where the results are. */
export function CompilationList() {
  const { api } = useApp();
  const data = useData('compilations', (from, signal) => from.get<Compilations>('/v1/compilations', signal));
  const [rule, setRule] = useState<string>('monthly');
  const [text, setText] = useState('');
  const [wrong, setWrong] = useState<string>();
  const work = useWork();
  const { reload, value } = data;
  useEffect(() => {
    if (!value?.items.some(isUnderWay)) return;
    const timer = setTimeout(reload, POLL_MS);
    return () => clearTimeout(timer);
  }, [value, reload]);
  const chosen = compiledRules.find((one) => one.rule === rule);
  const begin = () => {
    const period = periodOf(rule, text);
    setWrong(period === undefined ? `Viết như: ${chosen?.example ?? ''}` : undefined);
    if (period === undefined) return;
    void work.run(async () => {
      await api.send('POST', '/v1/compilations', { rule, period });
      reload();
    });
  };
  return (
    <section class="card">
      <h2>Tổng hợp báo cáo của một kỳ</h2>
      <p>Một tệp ZIP gồm mọi báo cáo đã nhận, và bản nháp báo cáo tổng hợp theo từng mục. Giữ 30 ngày.</p>
      <Field label="Loại báo cáo">
        {(control) => (
          <select {...control} name="rule" value={rule} onChange={(event) => setRule(event.currentTarget.value)}>
            {compiledRules.map((one) => (
              <option key={one.rule} value={one.rule}>
                {one.name}
              </option>
            ))}
          </select>
        )}
      </Field>
      <TextField
        label="Kỳ báo cáo"
        name="period"
        value={text}
        onInput={setText}
        maxLength={10}
        hint={`Ví dụ: ${chosen?.example ?? ''}`}
        error={wrong}
      />
      {work.error !== undefined && <Failure error={work.error} />}
      <p class="page-actions">
        <button type="button" class="button button-main" disabled={work.busy} onClick={begin}>
          Tổng hợp
        </button>
      </p>
      <Loaded data={data} lines={1}>
        {({ items }) => (
          <DataTable
            caption="Các lần tổng hợp"
            rows={items}
            keyOf={({ id }) => id}
            empty="Chưa tổng hợp lần nào."
            columns={[
              { id: 'report', title: 'Báo cáo', cell: ({ period }) => reportName(period) },
              { id: 'at', title: 'Yêu cầu lúc', cell: ({ requestedAt }) => formatInstant(requestedAt) },
              { id: 'state', title: 'Kết quả', cell: (compilation) => <State compilation={compilation} /> },
              { id: 'files', title: 'Tệp', cell: ({ id, status }) => (status === 'done' ? <Files id={id} /> : '–') },
            ]}
          />
        )}
      </Loaded>
    </section>
  );
}
