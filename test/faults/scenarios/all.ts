import type { Scenario } from '../support/scenario.ts';
import { office } from './office.ts';
import { papers } from './papers.ts';
import { schedules } from './schedules.ts';
import { uploads } from './uploads.ts';

/** Every scenario there is; each function of the system has at least one. */
export const scenarios: readonly Scenario[] = [...uploads, ...office, ...papers, ...schedules];
