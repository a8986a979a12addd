import { EICAR } from '../../infra/local/scanning/scan.ts';
import { samplePdf } from './pdf.ts';

/** A report in which nothing is wrong but what a scan for malware finds: the test string stands in a comment. */
export function infectedPdf(lines: string[]): Uint8Array {
  const text = Buffer.from(samplePdf(lines)).toString('latin1');
  return Buffer.from(
    text.replace(/startxref(?![\s\S]*startxref)/, () => `%${EICAR}\nstartxref`),
    'latin1',
  );
}
