import { accountsOperations } from './accounts.ts';
import { occasionsOperations } from './occasions.ts';
import type { Operation } from './operation.ts';
import { overviewOperations } from './overview.ts';
import { papersOperations } from './papers.ts';
import { registryOperations } from './registry.ts';
import { reportsOperations } from './reports.ts';

/** All that the API can be asked. */
export const operations: Operation[] = [
  ...reportsOperations,
  ...occasionsOperations,
  ...overviewOperations,
  ...registryOperations,
  ...papersOperations,
  ...accountsOperations,
];
