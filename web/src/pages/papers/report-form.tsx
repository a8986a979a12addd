import { useState } from 'preact/hooks';
import { useApp } from '../../app.ts';
import { TextField } from '../../ui/field.tsx';
import { save } from '../../ui/save.ts';
import { Failure } from '../../ui/states.tsx';
import { spanOf } from './periods.ts';
import { useWork } from './use-work.ts';

/** The compliance report of a month, a quarter or a year, as of now. */
export function ReportForm() {
  const { api } = useApp();
  const [text, setText] = useState('');
  const [wrong, setWrong] = useState<string>();
  const work = useWork();
  const write = (format: 'docx' | 'xlsx') => {
    const span = spanOf(text);
    setWrong(span ? undefined : 'Viết tháng (10/2026), quý (quý 3/2026) hoặc năm (2026).');
    if (span) void work.run(async () => save(await api.file(`/v1/compliance/report?${span}&format=${format}`)));
  };
  return (
    <section class="card">
      <h2>Báo cáo tình hình thực hiện</h2>
      <p>Gửi Thường trực Tỉnh ủy; số liệu tính đến lúc lập.</p>
      <TextField
        label="Thời gian báo cáo"
        name="span"
        value={text}
        onInput={setText}
        maxLength={20}
        hint="Ví dụ: 10/2026, quý 3/2026, 2026"
        error={wrong}
      />
      {work.error !== undefined && <Failure error={work.error} />}
      <p class="page-actions">
        <button type="button" class="button button-main" disabled={work.busy} onClick={() => write('docx')}>
          Tải bản Word
        </button>
        <button type="button" class="button" disabled={work.busy} onClick={() => write('xlsx')}>
          Tải bảng Excel
        </button>
      </p>
    </section>
  );
}
