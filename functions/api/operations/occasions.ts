import type * as z from 'zod';
import {
  adHocSchema,
  centralCopySchema,
  openRequestSchema,
  ownReportSchema,
} from '../../../lib/http/requests/request.ts';
import * as schemas from '../schemas/index.ts';
import { json, type Operation, writing } from './operation.ts';

/** What a unit does to open a report of its own; it then declares a submission to it. */
const opening = (path: string, id: string, summary: string, schema: z.ZodType): Operation => ({
  ...{ method: 'post', path, id, summary, status: 201 },
  body: { schema, type: json },
  answer: schemas.openedReport,
  refusals: [...writing, 'conflict', 'wrong-date'],
});

/** Reports that no calendar calls for (R11…R19). */
export const occasionsOperations: Operation[] = [
  {
    method: 'get',
    path: '/v1/requests',
    id: 'listRequests',
    summary: 'Requests for thematic reports, the latest first; Office and leaders',
    answer: schemas.requestList,
    refusals: ['forbidden'],
  },
  {
    method: 'post',
    path: '/v1/requests',
    id: 'openRequest',
    summary: 'Ask for thematic reports by a document; the same request again goes on with what broke off',
    body: { schema: openRequestSchema, type: json },
    answer: schemas.openedRequest,
    status: 201,
    refusals: [...writing, 'already-opened', 'wrong-date', 'secret-not-accepted'],
  },
  {
    method: 'get',
    path: '/v1/requests/{id}',
    id: 'getRequest',
    summary: 'A request with its attachments, whom it asks, and how far it is answered; a unit sees its own part',
    answer: schemas.request,
    refusals: ['not-found'],
  },
  {
    method: 'get',
    path: '/v1/requests/{id}/attachments/{file}',
    id: 'getAttachment',
    summary: 'A link to an attachment, good for some minutes',
    answer: schemas.download,
    refusals: ['not-found'],
  },
  {
    method: 'post',
    path: '/v1/requests/{id}/closing',
    id: 'closeRequest',
    summary: 'Close a request under which nothing is awaited any more',
    answer: schemas.closedRequest,
    refusals: ['forbidden', 'not-found', 'wrong-state', 'conflict'],
  },
  opening(
    '/v1/thematic-reports',
    'openThematicReport',
    'A thematic report that a unit sends unasked; then declare a submission to it',
    ownReportSchema,
  ),
  opening(
    '/v1/ad-hoc-reports',
    'logAdHocReport',
    'Stage one of an ad hoc report: who told whom, when and how; there is no field for what was said',
    adHocSchema,
  ),
  opening(
    '/v1/central-copies',
    'openCentralCopy',
    'A report went to a central agency: one copy is owed the same day',
    centralCopySchema,
  ),
];
