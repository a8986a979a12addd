import { Readable } from 'node:stream';
import { complianceFigures, type Figured } from '../../lib/compliance/figures.ts';
import { bundle } from '../../lib/papers/compiling/bundle.ts';
import { complianceReport } from '../../lib/papers/compliance-report.ts';
import { complianceSheets } from '../../lib/papers/compliance-sheets.ts';
import { writeDocx } from '../../lib/papers/docx/write.ts';
import { formOn } from '../../lib/papers/form/forms.ts';
import { officeOf } from '../../lib/papers/issuer.ts';
import { writeXlsx } from '../../lib/papers/xlsx/workbook.ts';
import { regimes } from '../../lib/regime/index.ts';
import { deadlinesOwed } from '../../lib/regime/succession.ts';
import { PART_BYTES, partsOf } from '../../lib/store/paper-files.ts';

const MB = 1024 ** 2;
const FILES = 512;
const FILE_BYTES = 4 * MB;
const CHUNK_BYTES = 64 * 1024;

/** A file as a store gives it: in pieces, each made when it is asked for. */
function storedFile(bytes: number): Readable {
  let left = bytes;
  return new Readable({
    read() {
      const size = Math.min(left, CHUNK_BYTES);
      left -= size;
      this.push(size > 0 ? Buffer.alloc(size, left % 251) : null);
    },
  });
}

export interface BundleFigures {
  gigabytes: number;
  files: number;
  parts: number;
  seconds: number;
  /** Of the whole process, Node included. */
  peakMegabytes: number;
}

/** Two gigabytes of reports go through a bundle into an upload in parts, whose store is ever so slightly slow. */
export async function benchBundle(files = FILES): Promise<BundleFigures> {
  const entries = Array.from({ length: files }, (_, i) => ({
    path: `1. Đơn vị/Báo cáo ${i}.pdf`,
    size: FILE_BYTES,
    open: async () => storedFile(FILE_BYTES),
  }));
  let peak = 0;
  let parts = 0;
  let bytes = 0;
  const started = performance.now();
  for await (const part of partsOf(bundle([], entries, '2026-11-02T03:00:00Z'), PART_BYTES)) {
    await new Promise((resolve) => setImmediate(resolve));
    parts += 1;
    bytes += part.length;
    peak = Math.max(peak, process.memoryUsage().rss);
  }
  return {
    gigabytes: Math.round((bytes / 1024 ** 3) * 100) / 100,
    files,
    parts,
    seconds: Math.round((performance.now() - started) / 100) / 10,
    peakMegabytes: Math.round(peak / MB),
  };
}

export interface ReportFigures {
  units: number;
  obligations: number;
  late: number;
  figuresMilliseconds: number;
  docxMilliseconds: number;
  xlsxMilliseconds: number;
}

/** A year of many units: one in four reports is late or missing, so that the lists are long. */
export async function benchReport(units = 500): Promise<ReportFigures> {
  const now = '2027-01-02T00:00:00Z';
  const all = deadlinesOwed(regimes, '2026-01-01', '2026-12-31')
    .filter(({ rule }) => rule !== 'weekly')
    .flatMap((deadline, d) =>
      Array.from({ length: units }, (_, u): Figured => {
        const { rule, period, regimeVersion, from, lastDay, dueBefore } = deadline;
        const owed = { unit: `don-vi-${u}`, rule, period, regimeVersion, from, lastDay, dueBefore };
        const kind = (u * 7 + d * 3) % 8;
        if (kind === 0) return { ...owed, status: 'open' };
        return {
          ...owed,
          status: 'received',
          receivedAt: kind === 1 ? `${lastDay}T20:00:00Z` : `${lastDay}T01:00:00Z`,
        };
      }),
    );
  const categories = ['department', 'commune-committee', 'mass-organisation'];
  const unitOf = ({ unit }: Figured) => ({ name: `Đơn vị ${unit}`, category: categories[unit.length % 3] ?? '' });
  const timed = async <T>(work: () => T | Promise<T>) => {
    const started = performance.now();
    const result = await work();
    return { result, milliseconds: Math.round(performance.now() - started) };
  };
  const figures = await timed(() => complianceFigures(all, unitOf, now));
  const span = { kind: 'year', id: '2026' } as const;
  const common = { regimes, issuer: officeOf('Điện Biên'), source: '353-CV/TU', unreadable: [] };
  const input = { span, figures: figures.result, ...common };
  const docx = await timed(() => writeDocx(complianceReport(input), formOn('2027-01-02')));
  const xlsx = await timed(() => writeXlsx(complianceSheets(figures.result, regimes, [])));
  return {
    units,
    obligations: all.length,
    late: figures.result.late.length,
    figuresMilliseconds: figures.milliseconds,
    docxMilliseconds: docx.milliseconds,
    xlsxMilliseconds: xlsx.milliseconds,
  };
}
