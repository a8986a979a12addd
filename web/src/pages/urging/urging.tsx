import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import type { Units, Urged, Worklist } from '../../api/types.ts';
import { useData } from '../../api/use-data.ts';
import { useApp } from '../../app.ts';
import { usePlace } from '../../router/location.ts';
import { ask } from '../../ui/confirm.tsx';
import { Page } from '../../ui/page.tsx';
import { save } from '../../ui/save.ts';
import { Failure, Loaded } from '../../ui/states.tsx';
import { Chooser } from './chooser.tsx';
import { type LateUnit, lateUnits, type Narrowing, narrow } from './late-units.ts';
import { Letters } from './letters.tsx';
import './urging.css';

/** What became of an urging; words that take the focus, since what was there before is gone. */
function Result({ urged, expected, onAgain }: { urged: Urged; expected: number; onAgain: () => void }) {
  const line = useRef<HTMLParagraphElement>(null);
  useEffect(() => line.current?.focus(), []);
  const left = expected - urged.urged.length;
  return (
    <div class="note note-good">
      <p ref={line} tabIndex={-1} role="status">
        <strong>Đã ghi nhận đôn đốc {urged.urged.length} báo cáo.</strong> Thư được gửi trong lần rà soát tới, chậm nhất
        sau 15 phút.
        {left > 0 && ` ${left} báo cáo vừa được gửi hoặc được quyết định khác nên không đôn đốc nữa.`}
      </p>
      <p>
        <a href="/">Về việc cần làm</a>
        <button type="button" class="button button-small" onClick={onAgain}>
          Đôn đốc đơn vị khác
        </button>
      </p>
    </div>
  );
}

type Step =
  | { at: 'choosing' }
  | { at: 'reading'; letters: Urged['letters'] }
  | { at: 'done'; urged: Urged; expected: number };

function Work({ units, onSent }: { units: readonly LateUnit[]; onSent: () => void }) {
  const { api } = useApp();
  const { query } = usePlace();
  const [narrowing, setNarrowing] = useState<Narrowing>({
    category: '',
    since: query.get('qua-han') ?? '',
    search: '',
  });
  const [chosen, setChosen] = useState<ReadonlySet<string>>(() => {
    const asked = query.getAll('don-vi');
    if (asked.length > 0) return new Set(units.map(({ id }) => id).filter((id) => asked.includes(id)));
    return new Set(narrowing.since === '' ? [] : narrow(units, narrowing).map(({ id }) => id));
  });
  const [step, setStep] = useState<Step>({ at: 'choosing' });
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>();
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    if (step.at === 'reading') heading.current?.focus();
  }, [step]);

  // The API takes for a unit all that is late; what is due at once is never late, and so named itself.
  const target = () => {
    const atOnce = units.filter(({ id }) => chosen.has(id)).flatMap((unit) => unit.atOnce.map(({ id }) => id));
    return { units: [...chosen], ...(atOnce.length > 0 ? { obligations: atOnce } : {}) };
  };
  async function work<T>(what: () => Promise<T>): Promise<T | undefined> {
    setBusy(true);
    setError(undefined);
    try {
      return await what();
    } catch (problem) {
      setError(problem);
      return undefined;
    } finally {
      setBusy(false);
    }
  }
  const post = (dryRun: boolean) => work(() => api.send<Urged>('POST', '/v1/urgings', { ...target(), dryRun }));
  async function read() {
    const answer = await post(true);
    if (answer) setStep({ at: 'reading', letters: answer.letters });
  }
  async function send(letters: Urged['letters']) {
    const text = `Thư đôn đốc sẽ được gửi tới ${letters.length} đơn vị và được ghi vào lịch sử của từng báo cáo.`;
    if (!(await ask({ title: 'Gửi thư đôn đốc?', text, yes: 'Gửi' }))) return;
    const expected = letters.reduce((sum, { obligations }) => sum + obligations.length, 0);
    const urged = await post(false);
    if (!urged) return;
    setStep({ at: 'done', urged, expected });
    onSent();
  }

  if (step.at === 'done')
    return (
      <Result
        urged={step.urged}
        expected={step.expected}
        onAgain={() => {
          setChosen(new Set());
          setStep({ at: 'choosing' });
        }}
      />
    );
  if (step.at === 'reading')
    return (
      <section aria-labelledby="letters">
        <h2 id="letters" ref={heading} tabIndex={-1}>
          {step.letters.length} thư đôn đốc
        </h2>
        {step.letters.length === 0 && (
          <p class="note">Các đơn vị đã chọn không còn báo cáo nào quá hạn, hoặc không có địa chỉ nhận thư.</p>
        )}
        <Letters letters={step.letters} />
        {error !== undefined && <Failure error={error} />}
        <p class="urging-actions">
          <button type="button" class="button" onClick={() => setStep({ at: 'choosing' })}>
            ← Chọn lại
          </button>
          <button
            type="button"
            class="button button-main"
            disabled={busy || step.letters.length === 0}
            onClick={() => void send(step.letters)}
          >
            Gửi {step.letters.length} thư đôn đốc
          </button>
        </p>
      </section>
    );
  if (units.length === 0) return <p class="note note-good">Không có đơn vị nào cần đôn đốc.</p>;
  return (
    <>
      <Chooser
        units={units}
        narrowing={narrowing}
        onNarrow={(part) => setNarrowing({ ...narrowing, ...part })}
        chosen={chosen}
        onChoose={setChosen}
      />
      {error !== undefined && <Failure error={error} />}
      <p class="urging-actions">
        <span role="status">Đã chọn {chosen.size} đơn vị.</span>
        <span class="page-actions">
          <button
            type="button"
            class="button"
            disabled={busy || chosen.size === 0}
            onClick={() => void work(async () => save(await api.file('/v1/urgings/letter', target())))}
          >
            Lập công văn đôn đốc
          </button>
          <button
            type="button"
            class="button button-main"
            disabled={busy || chosen.size === 0}
            onClick={() => void read()}
          >
            Xem thư trước khi gửi
          </button>
        </span>
      </p>
    </>
  );
}

/** Urging by hand (đôn đốc, clause 2): choose who owes, read the letters and send them, or have the official letter written. */
export default function UrgingPage() {
  const data = useData('late', async (api, signal) => {
    const [work, units] = await Promise.all([
      api.get<Worklist>('/v1/worklist', signal),
      api.get<Units>('/v1/units', signal),
    ]);
    return { work, units };
  });
  const late = useMemo(() => data.value && lateUnits(data.value.work, data.value.units), [data.value]);
  return (
    <Page title="Đôn đốc">
      <Loaded data={data}>{() => late && <Work units={late} onSent={data.reload} />}</Loaded>
    </Page>
  );
}
