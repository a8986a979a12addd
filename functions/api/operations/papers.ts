import * as z from 'zod';
import { compilationRequestSchema, reportQueryFields, urgingLetterSchema } from '../../../lib/http/requests/papers.ts';
import { fileTypes } from '../../../lib/submissions/file-types.ts';
import * as schemas from '../schemas/index.ts';
import { json, type Operation, writing } from './operation.ts';

/** A file; its type says how it is read. */
const file = z.string();

/** The Office's papers: written while somebody waits, or compiled behind (clause 2). */
export const papersOperations: Operation[] = [
  {
    method: 'get',
    path: '/v1/compliance/report',
    id: 'getComplianceReport',
    summary: 'The report on compliance to the Standing Committee as DOCX, or its figures as XLSX; Office and leaders',
    query: reportQueryFields,
    answer: file,
    answerType: [fileTypes.docx, fileTypes.xlsx],
    refusals: ['invalid-request', 'forbidden'],
  },
  {
    method: 'get',
    path: '/v1/compliance/reports',
    id: 'listKeptReports',
    summary: 'The compliance reports made each month by themselves, the latest first; leaders see those released',
    answer: schemas.keptReports,
    refusals: ['forbidden'],
  },
  {
    method: 'get',
    path: '/v1/compliance/reports/{id}',
    id: 'getKeptReport',
    summary: 'A month’s compliance report as it was made, with links to its files',
    answer: schemas.keptReport,
    refusals: ['forbidden', 'not-found'],
  },
  {
    method: 'post',
    path: '/v1/compliance/reports/{id}/release',
    id: 'releaseReport',
    summary: 'Release a month’s report: the leaders are told, and see it from now on',
    answer: schemas.releasedReport,
    refusals: ['forbidden', 'not-found', 'wrong-state', 'conflict'],
  },
  {
    method: 'post',
    path: '/v1/urgings/letter',
    id: 'writeUrgingLetter',
    summary:
      'The official letter that urges units for what is late, as DOCX; without a choice, all units for what is late or due at once. It changes nothing and sends nothing. Reports on named officials stand in no letter',
    body: { schema: urgingLetterSchema, type: json },
    answer: file,
    answerType: fileTypes.docx,
    refusals: [...writing, 'wrong-state', 'wrong-date'],
  },
  {
    method: 'post',
    path: '/v1/compilations',
    id: 'compile',
    summary: 'Put a period’s reports together, in a bundle and a draft; it goes on behind',
    body: { schema: compilationRequestSchema, type: json },
    answer: schemas.compilationAsked,
    status: 202,
    refusals: [...writing],
  },
  {
    method: 'get',
    path: '/v1/compilations',
    id: 'listCompilations',
    summary: 'What was compiled, the latest first',
    answer: schemas.compilations,
    refusals: ['forbidden'],
  },
  {
    method: 'get',
    path: '/v1/compilations/{id}',
    id: 'getCompilation',
    summary: 'How far a compilation is and, when it is done, links to its files',
    answer: schemas.compilation,
    refusals: ['forbidden', 'not-found'],
  },
];
