import type { HttpFunction } from '../../lib/http/app.ts';
import { requestBody } from '../faults/scenarios/office.ts';
import type { Process } from '../faults/support/functions.ts';
import { FRIDAY, idOf, manifest, OTHER, UNIT } from '../faults/support/people.ts';

/** A function of the process that answers people. */
type Name = { [K in keyof Process]: Process[K] extends HttpFunction ? K : never }[keyof Process];
export interface Route {
  function: Name;
  method: string;
  /** With `*` where something of the caller's stands. */
  path: string;
  /** What may stand there. */
  segment?: string;
  query?: Record<string, string>;
  body?: unknown;
  /** Who may ask. @default the Office */
  user?: string;
}

const id = idOf(UNIT);
const grounds = { reason: 'Mưa lũ', authority: 'Thường trực Tỉnh ủy' };
const paper = {
  receivedAt: FRIDAY,
  documentNumber: '1-BC',
  documentDate: '2026-10-22',
  signedBy: 'A',
  channel: 'post',
};
const log = { reportedAt: FRIDAY, reporter: 'A', receiver: 'B', channel: 'telephone', unit: UNIT };
const list =
  'id,name,category,armed_forces,valid_from,valid_to,successors,contact_email,head_email\nso-a,A,department,no,2021-08-24,,,a@x.example,';

/** Where something is changed or written. */
export const posts: Route[] = [
  {
    function: 'requestUpload',
    method: 'POST',
    path: '/v1/obligations/*/submissions',
    segment: id,
    body: manifest,
    user: UNIT,
  },
  { function: 'openRequest', method: 'POST', path: '/v1/requests', body: { ...requestBody, attachments: [] } },
  { function: 'openRequest', method: 'POST', path: '/v1/requests/*/closing', segment: 'r-2026-1-cv' },
  { function: 'openReport', method: 'POST', path: '/v1/ad-hoc-reports', body: log },
  {
    function: 'openReport',
    method: 'POST',
    path: '/v1/thematic-reports',
    body: { kind: 'pilot', subject: 'A', endedOn: '2026-10-22', unit: UNIT },
  },
  {
    function: 'openReport',
    method: 'POST',
    path: '/v1/central-copies',
    body: { agency: 'A', subject: 'B', sentOn: '2026-10-22', unit: OTHER },
  },
  {
    function: 'decide',
    method: 'POST',
    path: '/v1/obligations/*/decisions',
    segment: id,
    body: { kind: 'extension', version: 1, lastDay: '2026-10-30', ...grounds },
  },
  {
    function: 'decide',
    method: 'POST',
    path: '/v1/obligations/*/receipts',
    segment: id,
    body: { version: 1, ...paper },
  },
  {
    function: 'decide',
    method: 'POST',
    path: '/v1/obligations/*/work-end',
    segment: id,
    body: { version: 1, endedOn: '2026-10-22' },
  },
  { function: 'urge', method: 'POST', path: '/v1/urgings', body: { units: [UNIT], obligations: [id], dryRun: true } },
  { function: 'loadUnits', method: 'PUT', path: '/v1/units', body: list },
  { function: 'loadUnits', method: 'DELETE', path: `/v1/units/${UNIT}/dead-addresses/*`, segment: 'a@x.example' },
  {
    function: 'manageAccounts',
    method: 'PUT',
    path: '/v1/accounts/*',
    segment: 'somebody',
    body: { role: 'unit', unit: UNIT, email: 'a@x.example' },
  },
  { function: 'manageAccounts', method: 'DELETE', path: '/v1/accounts/*', segment: 'somebody' },
  { function: 'serveCalendar', method: 'POST', path: '/v1/calendar', user: UNIT },
  { function: 'serveCalendar', method: 'DELETE', path: '/v1/calendar', user: UNIT },
  { function: 'writePapers', method: 'POST', path: '/v1/urgings/letter', body: { units: [UNIT], obligations: [id] } },
  { function: 'managePapers', method: 'POST', path: '/v1/compilations', body: { rule: 'monthly', period: '2026-10' } },
  { function: 'managePapers', method: 'POST', path: '/v1/compliance/reports/*/release', segment: '2026-10' },
];
const get = (name: Name, path: string, more: Partial<Route> = {}): Route => ({
  ...{ function: name, method: 'GET', path: `/v1/${path}` },
  ...more,
});
const open = ['me', 'obligations', 'compliance', 'worklist', 'requests', 'units', 'seals', 'openapi.json'];
const named = [
  ...['obligations/*', 'submissions/*', 'submissions/*/files/1', 'requests/*', 'requests/*/attachments/1'],
  ...['units/*', 'seals/*', '*'],
];
/** Where something is only shown. */
export const gets: Route[] = [
  ...open.map((path) => get('read', path)),
  ...named.map((path) => get('read', path, { segment: id })),
  get('read', 'compliance/series', { query: { year: '2026' } }),
  get('read', 'board', { query: { year: '2026' } }),
  get('read', 'deadlines', { user: UNIT }),
  get('manageAccounts', 'accounts'),
  get('serveCalendar', 'calendar', { user: UNIT }),
  get('serveCalendar', 'calendars/*', { segment: `${UNIT}.${'a'.repeat(43)}.ics` }),
  get('writePapers', 'compliance/report', { query: { rule: 'monthly', period: '2026-10' } }),
  get('managePapers', 'compliance/reports'),
  get('managePapers', 'compliance/reports/*', { segment: '2026-10' }),
  get('managePapers', 'compilations'),
  get('managePapers', 'compilations/*', { segment: 'monthly.2026-10.20261023020000' }),
];
