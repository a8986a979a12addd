import { useEffect, useRef, useState } from 'preact/hooks';
import type { Submission as Filing, Obligation, Worklist } from '../../api/types.ts';
import { useData } from '../../api/use-data.ts';
import type { Params } from '../../router/match.ts';
import { VerdictBadge } from '../../ui/badge.tsx';
import { ContentsView } from '../../ui/contents.tsx';
import { MustHold } from '../../ui/must-hold.tsx';
import { Page } from '../../ui/page.tsx';
import { Loaded } from '../../ui/states.tsx';
import { formatDate, formatInstant } from '../../words/dates.ts';
import { eventWords } from '../../words/events.ts';
import { reportName } from '../../words/names.ts';
import { Decide } from './decide.tsx';
import { DocumentPanel } from './document.tsx';
import './review.css';

type Submission = Obligation['submissions'][number];
type NextReport = Worklist['toReview'][number];

/** Those that have a receipt which stands or stood, the latest first. */
const received = ({ submissions }: Obligation): Submission[] =>
  submissions.filter(({ receivedAt }) => receivedAt !== undefined).sort((a, b) => b.number - a.number);

/** What the report is and where it stands. */
function Standing({ obligation }: { obligation: Obligation }) {
  const { id, unitName, period, title, subject, verdict, daysLate, lastDay, extension, supplement, from, to } =
    obligation;
  return (
    <section class="card review-standing" aria-labelledby="report">
      <h2 id="report">
        {reportOf(title, period)}
        <span class="review-unit">{unitName}</span>
      </h2>
      {subject && <p>{subject}</p>}
      <p>
        <VerdictBadge verdict={verdict} daysLate={daysLate} />
      </p>
      <dl class="facts">
        <dt>Kỳ báo cáo</dt>
        <dd>
          {formatDate(from)} đến {formatDate(to)}
        </dd>
        <dt>Hạn gửi</dt>
        <dd>
          {lastDay ? `chậm nhất hết ngày ${formatDate(lastDay)}` : 'gửi ngay khi kết thúc công việc'}
          {extension && `, gia hạn từ ngày ${formatDate(extension.originalLastDay)}`}
        </dd>
        {supplement && (
          <>
            <dt>Bổ sung</dt>
            <dd>chậm nhất hết ngày {formatDate(supplement.lastDay)}</dd>
          </>
        )}
      </dl>
      <a href={`/bao-cao/${id}`}>Căn cứ tính hạn, thông báo đã gửi</a>
    </section>
  );
}

const reportOf = (title: string | undefined, period: string) => title ?? reportName(period);

const History = ({ history }: { history: Obligation['history'] }) => (
  <section class="card" aria-labelledby="history">
    <h2 id="history">Lịch sử</h2>
    <ol class="review-history">
      {[...history].reverse().map((event) => (
        <li key={event.seq}>
          <time class="soft" dateTime={event.at}>
            {formatInstant(event.at)}
          </time>{' '}
          {eventWords(event)}
        </li>
      ))}
    </ol>
  </section>
);

/** What the system found in the text of a filing. */
function Contents({ id }: { id: string }) {
  const data = useData(`contents ${id}`, (api, signal) =>
    api.get<Filing>(`/v1/submissions/${encodeURIComponent(id)}`, signal),
  );
  return <Loaded data={data}>{(submission) => <ContentsView submission={submission} />}</Loaded>;
}

/** What was decided, in words, and the next report; it takes the focus, so that it is read out. */
function Done({ words, next }: { words: string; next: NextReport | undefined }) {
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => box.current?.focus(), [words]);
  return (
    <div ref={box} class="note note-good review-done" tabIndex={-1} role="status">
      <p>
        <strong>{words}</strong> Đơn vị được thông báo bằng thư.
      </p>
      <p>
        {next ? (
          <a class="button button-main" href={`/xem-xet/${next.id}`}>
            Xem xét báo cáo tiếp theo
          </a>
        ) : (
          <a class="button" href="/">
            Không còn báo cáo chờ xem xét. Về việc cần làm
          </a>
        )}
      </p>
      {next && (
        <p>
          {next.name}: {next.unitName}
        </p>
      )}
    </div>
  );
}

function Content({
  obligation,
  next,
  onChanged,
}: {
  obligation: Obligation;
  next: NextReport | undefined;
  onChanged: () => void;
}) {
  const [chosen, setChosen] = useState<number>();
  const [done, setDone] = useState<string>();
  const submissions = received(obligation);
  const shown = submissions.find(({ number }) => number === chosen) ?? submissions[0];
  return (
    <div class="review">
      <Standing obligation={obligation} />
      <DocumentPanel submissions={submissions} shown={shown} onChoose={setChosen} />
      <div class="review-side">
        {done !== undefined && <Done words={done} next={next} />}
        <section class="card" aria-labelledby="decisions">
          <h2 id="decisions">Quyết định</h2>
          <Decide
            obligation={obligation}
            submission={shown?.number}
            onDone={(words) => {
              setDone(words);
              onChanged();
            }}
            onStale={onChanged}
          />
        </section>
        <MustHold parts={obligation.mustHold} />
        {shown && <Contents id={shown.id} />}
        <History history={obligation.history} />
      </div>
    </div>
  );
}

/** The way on to what waits next; its place is kept while it is asked for, so that nothing jumps. */
function Next({ work, waiting }: { work: Worklist | undefined; waiting: readonly NextReport[] }) {
  const [next] = waiting;
  if (next) return <a href={`/xem-xet/${next.id}`}>Báo cáo tiếp theo (còn {waiting.length}) →</a>;
  return work ? null : <span class="review-next-place">Báo cáo tiếp theo (còn 1) →</span>;
}

/** Reviewing a report: the document beside what it must hold and what can be decided about it. */
export default function ReviewPage({ params }: { params: Params }) {
  const id = params.id ?? '';
  const data = useData(`review ${id}`, (api, signal) =>
    api.get<Obligation>(`/v1/obligations/${encodeURIComponent(id)}`, signal),
  );
  const work = useData(`review next ${id}`, (api, signal) => api.get<Worklist>('/v1/worklist', signal));
  const waiting = work.value?.toReview.filter((item) => item.id !== id) ?? [];
  const [next] = waiting;
  return (
    <Page
      title="Xem xét báo cáo"
      back={{ href: '/', label: 'Việc cần làm' }}
      actions={<Next work={work.value} waiting={waiting} />}
    >
      <Loaded data={data} lines={10}>
        {(obligation) => (
          <Content
            obligation={obligation}
            next={next}
            onChanged={() => {
              data.reload();
              work.reload();
            }}
          />
        )}
      </Loaded>
    </Page>
  );
}
