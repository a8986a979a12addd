import { urgingSchema } from '../../../lib/http/requests/urging.ts';
import { complianceQuerySchema, yearQuerySchema } from '../query.ts';
import * as schemas from '../schemas/index.ts';
import { json, type Operation, writing } from './operation.ts';

/** How the regime is kept: what waits, who is late, the figures, and the seals that prove the histories. */
export const overviewOperations: Operation[] = [
  {
    method: 'get',
    path: '/v1/compliance',
    id: 'getCompliance',
    summary: 'Verdicts counted in all, and per unit or along successors',
    query: complianceQuerySchema,
    answer: schemas.compliance,
    refusals: ['invalid-request', 'forbidden'],
  },
  {
    method: 'get',
    path: '/v1/compliance/series',
    id: 'getComplianceSeries',
    summary: 'Verdicts of a year counted by month and category of unit; Office and leaders',
    query: yearQuerySchema,
    answer: schemas.complianceSeries,
    refusals: ['invalid-request', 'forbidden'],
  },
  {
    method: 'get',
    path: '/v1/board',
    id: 'getBoard',
    summary: 'Units × reports of a year, in few bytes; Office and leaders',
    query: yearQuerySchema,
    answer: schemas.board,
    refusals: ['invalid-request', 'forbidden'],
  },
  {
    method: 'get',
    path: '/v1/worklist',
    id: 'getWorklist',
    summary: 'What waits for the Office: to review, late, addresses that mail does not reach, requests to close',
    answer: schemas.worklist,
    refusals: ['forbidden'],
  },
  {
    method: 'post',
    path: '/v1/urgings',
    id: 'urge',
    summary: 'Urge units by hand for what is late, or show the letters; they go out with the next sweep',
    body: { schema: urgingSchema, type: json },
    answer: schemas.urged,
    refusals: [...writing],
  },
  {
    method: 'get',
    path: '/v1/seals',
    id: 'listSeals',
    summary: 'The days whose histories are sealed, in order',
    answer: schemas.seals,
    refusals: ['forbidden'],
  },
  {
    method: 'get',
    path: '/v1/seals/{date}',
    id: 'getSeal',
    summary: 'A link to a day’s seal as it was first stored, good for some minutes',
    answer: schemas.seal,
    refusals: ['forbidden', 'not-found'],
  },
];
