import type { PaperForm } from './form.ts';

/**
 * Hướng dẫn 36-HD/VPTW of 3 April 2018 on the form of the Party's documents. A later rule is a file beside this one, and a
 * line in `forms`.
 */
export const guidance36: PaperForm = {
  version: '36-HD/VPTW@2018-04-03',
  effectiveFrom: '2018-04-03',
  page: { width: 210, height: 297, top: 20, bottom: 20, left: 30, right: 15 },
  font: 'Times New Roman',
  sizes: {
    heading: 15,
    issuer: 14,
    number: 14,
    typeName: 16,
    title: 14,
    subject: 12,
    body: 14,
    table: 11,
    recipients: 12,
    note: 9,
  },
  firstLine: 10,
  lineAtLeast: 18,
  motto: 'ĐẢNG CỘNG SẢN VIỆT NAM',
};
