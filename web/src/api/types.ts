import type * as z from 'zod';
import type * as schemas from '../../../functions/api/schemas.ts';

/** What the API answers. Types only: nothing of the API's own code reaches the browser. */
export type Me = z.infer<typeof schemas.me>;
export type Role = Me['role'];
export type ObligationItem = z.infer<typeof schemas.obligationItem>;
export type ObligationList = z.infer<typeof schemas.obligationList>;
export type Obligation = z.infer<typeof schemas.obligation>;
export type Verdict = ObligationItem['verdict'];
export type Submission = z.infer<typeof schemas.submission>;
export type Receipt = z.infer<typeof schemas.receipt>;
export type Declared = z.infer<typeof schemas.declared>;
export type Download = z.infer<typeof schemas.download>;
export type ProblemDocument = z.infer<typeof schemas.problem>;
export type Compliance = z.infer<typeof schemas.compliance>;
export type ComplianceSeries = z.infer<typeof schemas.complianceSeries>;
export type Board = z.infer<typeof schemas.board>;
export type Units = z.infer<typeof schemas.units>;
export type UnitItem = Units['items'][number];
export type Unit = z.infer<typeof schemas.unit>;
export type RegistryChange = z.infer<typeof schemas.registryChange>;
export type RequestList = z.infer<typeof schemas.requestList>;
export type ReportRequest = z.infer<typeof schemas.request>;
export type OpenedRequest = z.infer<typeof schemas.openedRequest>;
export type Account = z.infer<typeof schemas.account>;
export type CalendarState = z.infer<typeof schemas.calendarState>;
