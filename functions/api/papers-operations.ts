import * as z from 'zod';
import { reportQueryFields, urgingLetterSchema } from '../../lib/http/requests/papers.ts';
import { fileTypes } from '../../lib/submissions/file-types.ts';
import type { Operation } from './operation.ts';

const json = 'application/json';
/** A file; its type says how it is read. */
const file = z.string();

/** The Office's papers: written while somebody waits, or compiled behind (clause 2). */
export const paperOperations: Operation[] = [
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
    method: 'post',
    path: '/v1/urgings/letter',
    id: 'writeUrgingLetter',
    summary: 'The official letter that urges units for what is late, as DOCX; it changes nothing and sends nothing',
    body: { schema: urgingLetterSchema, type: json },
    answer: file,
    answerType: fileTypes.docx,
    refusals: ['invalid-json', 'invalid-request', 'forbidden', 'payload-too-large', 'wrong-state', 'wrong-date'],
  },
];
