import { makeOle2 } from './ole2.ts';
import { linesOf, type MadeReport, type Piece } from './report.ts';
import { docStreams } from './word97.ts';

/** A cell ends in this sign; a row in one more. */
const CELL = '\u0007';

const textOf = (piece: Piece): string =>
  piece.kind === 'row'
    ? [...piece.cells, ''].map((cell) => `${cell}${CELL}`).join('')
    : linesOf(piece)
        .map((line) => `${line}\r`)
        .join('');

/** A report as a Word 97 document: its text, without formatting. */
export const reportAsDoc = ({ pieces }: MadeReport): Uint8Array => makeOle2(docStreams(pieces.map(textOf).join('')));
