/** What the API answers, as outsiders may rely on it; the OpenAPI document and the portal’s types are made of these. */
export { account, accounts, calendarAddress, calendarState, me } from './accounts.ts';
export { board } from './board.ts';
export { compliance, complianceSeries } from './compliance.ts';
export { download } from './files.ts';
export { deadlineList, decided, obligation, obligationItem, obligationList } from './obligations.ts';
export { compilation, compilationAsked, compilations, keptReport, keptReports, releasedReport } from './papers.ts';
export { problem } from './problem.ts';
export { registryChange, unit, units } from './registry.ts';
export { closedRequest, openedReport, openedRequest, request, requestList } from './requests.ts';
export { seal, seals } from './seals.ts';
export { declared, receipt, submission } from './submissions.ts';
export { urged, worklist } from './worklist.ts';
