import type { Api } from '../../api/client.ts';
import type { DeadlineList, ObligationItem, ObligationList } from '../../api/types.ts';
import { useData } from '../../api/use-data.ts';
import { usePlace } from '../../router/location.ts';
import { VerdictBadge } from '../../ui/badge.tsx';
import { DueLine } from '../../ui/due-line.tsx';
import { Page } from '../../ui/page.tsx';
import { Empty, Loaded } from '../../ui/states.tsx';
import { localDateOf } from '../../words/dates.ts';
import { titleOf } from '../../words/names.ts';
import './home.css';
import { sortOut, yearsOf } from './sorting.ts';
import { Year } from './year.tsx';

/** All of the unit's reports, page by page. */
async function listOpened(api: Api, signal: AbortSignal): Promise<ObligationList> {
  const first = await api.get<ObligationList>('/v1/obligations', signal);
  const items = [...first.items];
  for (let { next } = first; next !== undefined; ) {
    const page: ObligationList = await api.get(`/v1/obligations?next=${encodeURIComponent(next)}`, signal);
    items.push(...page.items);
    next = page.next;
  }
  return { at: first.at, items };
}

/** All of the unit's reports, and what the calendar has in store for it. */
async function listAll(api: Api, signal: AbortSignal) {
  const [opened, ahead] = await Promise.all([listOpened(api, signal), api.get<DeadlineList>('/v1/deadlines', signal)]);
  return { ...opened, deadlines: ahead.items };
}

function Item({ item, kind, action }: { item: ObligationItem; kind: string; action: string | undefined }) {
  return (
    <li class={`card todo-item todo-${kind}`}>
      <div>
        <h3>
          <a href={`/bao-cao/${item.id}`}>{titleOf(item)}</a>
        </h3>
        <p>
          <DueLine item={item} />
        </p>
      </div>
      {action ? (
        <a class={kind === 'next' ? 'button' : 'button button-main'} href={`/bao-cao/${item.id}/gui`}>
          {action}
          <span class="hidden"> {titleOf(item)}</span>
        </a>
      ) : (
        <VerdictBadge verdict={item.verdict} daysLate={item.daysLate} />
      )}
    </li>
  );
}

interface GroupProps {
  title: string;
  kind: 'overdue' | 'returned' | 'at-once' | 'next' | 'received';
  items: readonly ObligationItem[];
}

/** So many that what is due next is still in sight. */
const AT_ONCE = 4;

function Group({ title, kind, items }: GroupProps) {
  if (items.length === 0) return null;
  const actionOf = ({ status }: ObligationItem) =>
    kind === 'received' ? undefined : status === 'returned' ? 'Gửi bổ sung' : 'Gửi báo cáo';
  const list = (shown: GroupProps['items']) => (
    <ul class="todo">
      {shown.map((item) => (
        <Item key={item.id} item={item} kind={kind} action={actionOf(item)} />
      ))}
    </ul>
  );
  return (
    <section>
      <h2>
        {title} ({items.length})
      </h2>
      {list(items.slice(0, AT_ONCE))}
      {items.length > AT_ONCE && (
        <details>
          <summary class="more">Xem thêm {items.length - AT_ONCE} báo cáo</summary>
          {list(items.slice(AT_ONCE))}
        </details>
      )}
    </section>
  );
}

function Content(reports: Awaited<ReturnType<typeof listAll>>) {
  const { at, items } = reports;
  const { query } = usePlace();
  const years = yearsOf(reports);
  if (years.length === 0) return <Empty>Chưa có báo cáo nào phải gửi.</Empty>;
  const { overdue, returned, atOnce, next, received } = sortOut(items);
  const asked = query.get('nam') ?? localDateOf(at).slice(0, 4);
  const year = years.includes(asked) ? asked : (years.at(-1) ?? asked);
  const isAllDone = [overdue, returned, atOnce].every((group) => group.length === 0);
  return (
    <>
      {isAllDone && <p class="note note-good">✓ Không có báo cáo nào quá hạn, phải bổ sung hoặc phải gửi ngay.</p>}
      <Group title="Quá hạn, chưa gửi" kind="overdue" items={overdue} />
      <Group title="Cần bổ sung" kind="returned" items={returned} />
      <Group title="Gửi ngay" kind="at-once" items={atOnce} />
      <Group title="Sắp đến hạn" kind="next" items={next} />
      <Group title="Mới nhận" kind="received" items={received} />
      <Year reports={reports} year={year} years={years} />
    </>
  );
}

/** The unit's first screen: what is late, what is due next and when, what was received; the year below. */
export default function Home() {
  const data = useData('obligations', listAll);
  return (
    <Page title="Báo cáo phải gửi">
      <Loaded data={data}>{(list) => <Content {...list} />}</Loaded>
    </Page>
  );
}
