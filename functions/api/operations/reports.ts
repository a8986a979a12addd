import { decisionSchema, offSystemSchema } from '../../../lib/http/requests/decision.ts';
import { workEndSchema } from '../../../lib/http/requests/request.ts';
import { manifestSchema } from '../../../lib/submissions/manifest.ts';
import { listQuerySchema } from '../query.ts';
import * as schemas from '../schemas/index.ts';
import { json, type Operation, writing } from './operation.ts';

/** Reports: what is owed, what is filed, and what is decided about it. */
export const reportsOperations: Operation[] = [
  {
    method: 'get',
    path: '/v1/obligations',
    id: 'listObligations',
    summary: 'Obligations in order of deadline; a unit sees its own only',
    query: listQuerySchema,
    answer: schemas.obligationList,
    refusals: ['invalid-request', 'forbidden'],
  },
  {
    method: 'get',
    path: '/v1/obligations/{id}',
    id: 'getObligation',
    summary: 'An obligation with its history, submissions, notices and the reason for its deadline',
    answer: schemas.obligation,
    refusals: ['not-found'],
  },
  {
    method: 'get',
    path: '/v1/deadlines',
    id: 'listDeadlines',
    summary: 'The unit’s periodic deadlines from today to the end of next year, opened as obligations yet or not',
    answer: schemas.deadlineList,
    refusals: ['forbidden'],
  },
  {
    method: 'post',
    path: '/v1/obligations/{id}/submissions',
    id: 'declareSubmission',
    summary:
      'Declare a submission and get one upload form per file; where a limit runs from the end of the work, once that day is recorded',
    body: { schema: manifestSchema, type: json },
    answer: schemas.declared,
    status: 201,
    refusals: [
      'invalid-json',
      'forbidden',
      'not-found',
      'conflict',
      'wrong-state',
      'payload-too-large',
      'invalid-manifest',
      'secret-not-accepted',
    ],
  },
  {
    method: 'post',
    path: '/v1/obligations/{id}/decisions',
    id: 'decide',
    summary:
      'Extend, waive, accept, return or reject; `version` is the one that was looked at. A return or rejection reopens a closed request',
    body: { schema: decisionSchema, type: json },
    answer: schemas.decided,
    status: 201,
    refusals: [
      ...(['invalid-json', 'invalid-request', 'forbidden', 'not-found', 'conflict', 'wrong-state'] as const),
      ...(['wrong-date', 'wrong-submission', 'payload-too-large'] as const),
    ],
  },
  {
    method: 'post',
    path: '/v1/obligations/{id}/receipts',
    id: 'receiveOffSystem',
    summary:
      'Record a report that was received off-system; it counts. Where a limit runs from the end of the work, once that day is recorded',
    body: { schema: offSystemSchema, type: json },
    answer: schemas.decided,
    status: 201,
    refusals: [
      ...(['invalid-json', 'invalid-request', 'forbidden', 'not-found', 'conflict', 'wrong-state'] as const),
      ...(['wrong-date', 'payload-too-large'] as const),
    ],
  },
  {
    method: 'post',
    path: '/v1/obligations/{id}/work-end',
    id: 'endWork',
    summary: 'Record the day on which the work ended, from which a report due at once counts its days',
    body: { schema: workEndSchema, type: json },
    answer: schemas.decided,
    status: 201,
    refusals: [...writing, 'not-found', 'conflict', 'wrong-state', 'wrong-date'],
  },
  {
    method: 'get',
    path: '/v1/submissions/{id}',
    id: 'getSubmission',
    summary: 'A submission file by file, with its receipt once it is received',
    answer: schemas.submission,
    refusals: ['not-found'],
  },
  {
    method: 'get',
    path: '/v1/submissions/{id}/files/{file}',
    id: 'getFile',
    summary: 'A link to a received file, good for some minutes',
    answer: schemas.download,
    refusals: ['not-found'],
  },
];
