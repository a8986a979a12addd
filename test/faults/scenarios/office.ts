import type { Process } from '../support/functions.ts';
import { ask } from '../support/http.ts';
import { FRIDAY, idOf, LATE, OTHER, settle, settleInOctober, UNIT, UNITS } from '../support/people.ts';
import type { Scenario } from '../support/scenario.ts';

export const REQUEST = 'r-2026-125-cv-tu';
export const requestBody = {
  documentNumber: '125-CV/TU',
  documentDate: '2026-10-22',
  subject: 'Kết quả thực hiện nghị quyết',
  kind: 'inspection',
  audience: { kind: 'all' },
  deadline: { kind: 'date', date: '2026-12-15', bound: 'before' },
  sections: ['Kết quả', 'Hạn chế'],
  secrecy: 'none',
};
const grounds = { reason: 'Mưa lũ chia cắt địa bàn', authority: 'Ý kiến của Thường trực Tỉnh ủy' };

const openRequest: Scenario = {
  function: 'open-request',
  does: 'opens a request for reports of two units',
  letters: 2,
  at: FRIDAY,
  prepare: settle,
  run: (process, at) => ask(process.openRequest, at, 'POST', '/v1/requests', requestBody),
};

const closeRequest: Scenario = {
  function: 'open-request',
  does: 'closes a request',
  at: FRIDAY,
  prepare: async (process) => {
    await settle(process);
    await ask(process.openRequest, FRIDAY, 'POST', '/v1/requests', requestBody);
    for (const unit of UNITS) {
      const path = `/v1/obligations/${unit}.thematic.${REQUEST}/decisions`;
      await ask(process.decide, FRIDAY, 'POST', path, { kind: 'waiver', version: 1, ...grounds });
    }
  },
  run: (process, at) => ask(process.openRequest, at, 'POST', `/v1/requests/${REQUEST}/closing`),
};

const log = { reportedAt: FRIDAY, reporter: 'Lò Văn A', receiver: 'Quàng Thị B', channel: 'telephone' };
const openReport: Scenario = {
  function: 'open-report',
  does: 'raises an alert',
  letters: 1,
  at: FRIDAY,
  askedByPerson: true,
  prepare: settle,
  run: (process, at) => ask(process.openReport, at, 'POST', '/v1/ad-hoc-reports', log, UNIT),
  // Whoever got no answer looks at the list before they ring again.
  again: async (process, at, ground) => {
    const known = await process.world.obligations.listByRule(UNIT, 'ad-hoc');
    if (known.length === 0) await openReport.run(process, at, ground);
  },
};

// Each names the version that was looked at: a decision that was taken already is a conflict, and not taken twice.
const decision = (does: string, body: object): Scenario => ({
  function: 'decide-obligation',
  does,
  letters: 1,
  at: FRIDAY,
  prepare: settleInOctober,
  run: (process, at) =>
    ask(process.decide, at, 'POST', `/v1/obligations/${idOf(UNIT)}/decisions`, { ...body, version: 1, ...grounds }),
});

async function notUrged(process: Process): Promise<string[]> {
  const histories = await Promise.all(
    UNITS.map(async (unit) => ({ unit, history: await process.world.obligations.history(idOf(unit)) })),
  );
  return histories.filter(({ history }) => !history.some(({ type }) => type === 'urged')).map(({ unit }) => unit);
}
const urge: Scenario = {
  function: 'urge-units',
  does: 'urges two units',
  letters: 2,
  at: '2026-10-28T02:05:00Z',
  askedByPerson: true,
  prepare: async (process) => {
    await settleInOctober(process);
    await process.world.sweep(LATE);
    await process.world.sweep('2026-10-28T02:00:00Z');
  },
  run: (process, at) => ask(process.urge, at, 'POST', '/v1/urgings', { units: [UNIT, OTHER] }),
  // The Office sees in each report's history whether it was urged.
  again: async (process, at) => {
    const units = await notUrged(process);
    if (units.length > 0) await ask(process.urge, at, 'POST', '/v1/urgings', { units });
  },
};

const list = [
  'id,name,category,armed_forces,valid_from,valid_to,successors,contact_email,head_email',
  `${UNIT},Huyện ủy Tuần Giáo (mới),district-committee,no,2021-08-24,,,moi@x.example,`,
  'so-noi-vu,Sở Nội vụ,department,no,2021-08-24,,,snv@x.example,',
].join('\n');
const loadUnits: Scenario = {
  function: 'load-units',
  does: 'loads a list that changes a unit and adds one',
  at: FRIDAY,
  prepare: settle,
  run: (process, at) => ask(process.loadUnits, at, 'PUT', '/v1/units', list),
};

const PHO_BI_THU = '/v1/accounts/pho-bi-thu';
type Step = (process: Process, at: string) => Promise<unknown>;
const inviteAt =
  (email: string): Step =>
  (process, at) =>
    ask(process.manageAccounts, at, 'PUT', PHO_BI_THU, { role: 'leader', email });
const invite = inviteAt('pho@x.example');
const remove: Step = (process, at) => ask(process.manageAccounts, at, 'DELETE', PHO_BI_THU);

/** `before` is done on the ground first. */
const account = (does: string, run: Step, ...before: readonly Step[]): Scenario => ({
  function: 'manage-accounts',
  does,
  at: FRIDAY,
  prepare: async (process) => {
    await settle(process);
    for (const step of before) await step(process, FRIDAY);
  },
  run,
  shown: ({ signIns }) => [...signIns].sort(),
});

const makeAddress: Scenario = {
  function: 'serve-calendar',
  does: 'makes a calendar address',
  at: FRIDAY,
  prepare: settleInOctober,
  run: (process, at) => ask(process.serveCalendar, at, 'POST', '/v1/calendar', undefined, UNIT),
};

const read: Scenario = {
  function: 'api',
  does: 'shows a report with all that belongs to it',
  at: FRIDAY,
  prepare: settleInOctober,
  run: (process, at) => ask(process.read, at, 'GET', `/v1/obligations/${idOf(UNIT)}`),
};

export const office: readonly Scenario[] = [
  ...[openRequest, closeRequest, openReport, urge, loadUnits, makeAddress, read],
  decision('extends a deadline', { kind: 'extension', lastDay: '2026-10-30' }),
  decision('lifts an obligation', { kind: 'waiver' }),
  account('invites somebody', invite),
  account('removes somebody', remove, invite),
  account('invites somebody again, at another address', inviteAt('moi@x.example'), invite, remove),
];
