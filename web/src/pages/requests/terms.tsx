import { Radios } from '../../ui/choices.tsx';
import { DateField } from '../../ui/date-field.tsx';
import { TextField } from '../../ui/field.tsx';
import { nextKey, type PartProps } from './audience.tsx';
import { lastDaySentence } from './draft.ts';

const boundOf = (value: string) => (value === 'within' ? 'within' : 'before');

/** By when the reports are wanted, in the letter's words, with the last acceptable day that they mean. */
export function Deadline({ draft, change, sending }: PartProps) {
  return (
    <section class="card">
      <h2>Hạn gửi</h2>
      <Radios
        legend="Cách tính hạn"
        name="deadline"
        value={draft.deadline}
        choices={[
          { value: 'date', label: 'Theo ngày ghi trong văn bản' },
          { value: 'at-once', label: 'Gửi ngay khi kết thúc công việc' },
        ]}
        onChange={(value) => change({ deadline: value === 'at-once' ? 'at-once' : 'date' })}
      />
      {draft.deadline === 'date' ? (
        <>
          <Radios
            legend="Văn bản ghi"
            name="bound"
            value={draft.bound}
            choices={[
              { value: 'before', label: '“trước ngày …”: không kể ngày đó' },
              { value: 'within', label: '“trong ngày …”, “chậm nhất ngày …”: kể cả ngày đó' },
            ]}
            onChange={(value) => change({ bound: boundOf(value) })}
          />
          <DateField
            label="Ngày ghi trong văn bản"
            name="date"
            value={draft.date}
            onInput={(date) => change({ date })}
            error={sending.of('deadline.date')}
          />
          <p role="status" class="note last-day">
            {lastDaySentence(draft)}
          </p>
        </>
      ) : (
        <>
          <DateField
            label="Ngày kết thúc công việc (nếu đã kết thúc)"
            name="endedOn"
            value={draft.endedOn}
            onInput={(endedOn) => change({ endedOn })}
            error={sending.of('deadline.endedOn')}
          />
          <TextField
            label="Số ngày làm việc phải gửi kể từ khi kết thúc (nếu văn bản có ghi)"
            name="limitWorkingDays"
            value={draft.limitWorkingDays}
            inputMode="numeric"
            maxLength={3}
            onInput={(limitWorkingDays) => change({ limitWorkingDays })}
            error={sending.of('deadline.limitWorkingDays')}
            hint="Để trống thì không tính chậm, chỉ ghi số ngày kể từ khi kết thúc công việc."
          />
        </>
      )}
    </section>
  );
}

/** What the reports are to hold, line by line. */
export function Sections({ draft, change, sending }: PartProps) {
  const { sections } = draft;
  return (
    <section class="card">
      <h2>Nội dung phải có</h2>
      {sections.length === 0 && <p class="soft">Không quy định nội dung riêng.</p>}
      {sections.map(({ key, text }, i) => (
        <div key={key} class="section-row">
          <TextField
            label={`Nội dung ${i + 1}`}
            name={`section-${i}`}
            value={text}
            maxLength={300}
            onInput={(typed) =>
              change({ sections: sections.map((row) => (row.key === key ? { key, text: typed } : row)) })
            }
            error={sending.of(`sections[${i}]`)}
          />
          <button
            type="button"
            class="button button-small"
            onClick={() => change({ sections: sections.filter((row) => row.key !== key) })}
          >
            Bỏ nội dung {i + 1}
          </button>
        </div>
      ))}
      <button
        type="button"
        class="button button-small"
        disabled={sections.length >= 30}
        onClick={() => change({ sections: [...sections, { key: nextKey(sections), text: '' }] })}
      >
        Thêm nội dung
      </button>
    </section>
  );
}
