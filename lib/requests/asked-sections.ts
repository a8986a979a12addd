import type { Section } from '../regime/schema.ts';
import type { Request } from './request.ts';

/** What a request asks its reports to hold, as parts that a report is read for; none has to do with a part of the letter's. */
export const askedSections = (request: Pick<Request, 'sections'> | undefined): Section[] =>
  (request?.sections ?? []).map((title, i) => ({ id: `asked-${i + 1}`, title, optional: false }));
