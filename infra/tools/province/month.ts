import { addDays, type LocalDate } from '../../../lib/calendar/dates.ts';
import { fileTypes } from '../../../lib/submissions/file-types.ts';
import { reportAsDoc } from './doc.ts';
import { reportAsDocx } from './docx.ts';
import { reportAsPdf, scannedPdf } from './pdf.ts';
import { type Chance, createChance } from './random.ts';
import { headOf, layouts, type MadeReport, type Particulars, writeReport } from './report.ts';

/** What kind of file a unit sends; a broken one is refused by the system, and so was not sent. */
export type FilingKind = 'docx' | 'doc' | 'pdf' | 'scan' | 'broken';

export interface Filing {
  unit: string;
  kind: FilingKind;
  /** The day on which it is sent, counted from the last acceptable day: 0 is that day, 2 is two days late. */
  day: number;
  documentNumber: string;
  documentDate: LocalDate;
  file: { name: string; type: string; bytes: Uint8Array };
  /** What it says, for those who check what became of it; a scan says nothing that can be read. */
  report: MadeReport | undefined;
}

/** Every tenth report is late, every twelfth a scan; every fifteenth unit sends a second version, a few send nothing. */
const SHARES = { silent: 0.12, broken: 0.04, scan: 0.07, pdf: 0.22, doc: 0.06, late: 0.12, revised: 0.08 };

function kindOf(chance: Chance): FilingKind | undefined {
  const at = chance.next();
  const { silent, broken, scan, pdf, doc } = SHARES;
  if (at < silent) return undefined;
  if (at < silent + broken) return 'broken';
  if (at < silent + broken + scan) return 'scan';
  if (at < silent + broken + scan + pdf) return 'pdf';
  return at < silent + broken + scan + pdf + doc ? 'doc' : 'docx';
}

async function fileOf(kind: FilingKind, report: MadeReport, month: string, chance: Chance): Promise<Filing['file']> {
  const name = `Bao cao thang ${month}`;
  switch (kind) {
    case 'docx':
      return { name: `${name}.docx`, type: fileTypes.docx, bytes: await reportAsDocx(report) };
    case 'broken': {
      const whole = await reportAsDocx(report);
      return { name: `${name}.docx`, type: fileTypes.docx, bytes: whole.subarray(0, Math.floor(whole.length / 2)) };
    }
    case 'doc':
      return { name: `${name}.doc`, type: fileTypes.doc, bytes: reportAsDoc(report) };
    case 'pdf':
      return { name: `${name}.pdf`, type: fileTypes.pdf, bytes: reportAsPdf(report) };
    case 'scan':
      return { name: `Scan ${month}.pdf`, type: fileTypes.pdf, bytes: scannedPdf(chance.between(40, 120)) };
  }
}

/** A later version, a document of its own: one paragraph is written anew, and one is added. */
function revise({ pieces, sections }: MadeReport, particulars: Particulars): MadeReport {
  const last = pieces.findLastIndex(({ kind }) => kind === 'text');
  const changed = pieces.map((piece, i) => {
    if (piece.kind === 'head') return headOf(particulars);
    return i === last && piece.kind === 'text'
      ? { ...piece, text: `${piece.text} Số liệu đã được rà soát lại.` }
      : piece;
  });
  const added = { kind: 'text' as const, text: 'Đơn vị đính chính số liệu nêu tại báo cáo đã gửi trước đây.' };
  return { pieces: [...changed, added], sections: [...sections, sections.at(-1)] };
}

/** A made-up but likely month of a province: who sends what, and when. The same seed makes the same month. */
export async function makeMonth(
  units: readonly { id: string; name: string }[],
  month: string,
  seed = 357,
): Promise<Filing[]> {
  const chance = createChance(seed);
  const filings: Filing[] = [];
  // The last acceptable day of a monthly report.
  const paperOn = (day: number, documentNumber: string) => ({
    documentNumber,
    documentDate: addDays(`${month}-27`, day),
  });
  for (const [i, { id: unit, name: unitName }] of units.entries()) {
    const kind = kindOf(chance);
    if (kind === undefined) continue;
    const day = chance.happens(SHARES.late) ? chance.between(1, 3) : -chance.between(0, 4);
    const first = paperOn(day, `${chance.between(100, 900)}-BC/ĐU`);
    const layout = layouts[i % layouts.length] ?? 'roman';
    const report = writeReport({ unitName, ...first }, month, { layout, rich: kind === 'docx' }, chance);
    const told = kind === 'scan' ? undefined : report;
    filings.push({ unit, kind, day, ...first, file: await fileOf(kind, report, month, chance), report: told });
    if (kind !== 'docx' || !chance.happens(SHARES.revised)) continue;
    const dayAgain = Math.max(day, 0) + 1;
    const second = paperOn(dayAgain, `${first.documentNumber}-1`);
    const again = revise(report, { unitName, ...second });
    const file = await fileOf(kind, again, month, chance);
    filings.push({ unit, kind, day: dayAgain, ...second, file, report: again });
  }
  return filings.sort((a, b) => a.day - b.day);
}
