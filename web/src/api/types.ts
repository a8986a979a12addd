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
export type Compilation = z.infer<typeof schemas.compilation>;
export type Compilations = z.infer<typeof schemas.compilations>;
export type KeptReport = z.infer<typeof schemas.keptReport>;
export type KeptReports = z.infer<typeof schemas.keptReports>;
