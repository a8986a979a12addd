import { deflateSync } from 'node:zlib';
import { type HostileSample, sampleProgram } from './hostile-sample.ts';
import { sampleDocx } from './office.ts';
import { firstFreeObject, type PdfOptions, rawStream, samplePdf, stream } from './pdf.ts';

const free = `${firstFreeObject} 0 R`;
const pdf = (options: PdfOptions) => () => samplePdf(['BÁO CÁO'], options);
const name = 'bao-cao.pdf';
const latin1 = (bytes: Uint8Array) => Buffer.from(bytes).toString('latin1');
const fromLatin1 = (text: string) => new Uint8Array(Buffer.from(text, 'latin1'));
const joined = (...parts: (Uint8Array | string)[]) =>
  new Uint8Array(Buffer.concat(parts.map((part) => Buffer.from(part))));

const codes = (text: string) => Buffer.from(text, 'utf16le').swap16().toString('hex');

const script = '<</S/JavaScript/JS(app.alert\\(1\\))>>';
const escaped = '<</S/#4aava#53cript/J#53(app.alert\\(1\\))>>';
const program = stream(Buffer.from(sampleProgram()), '/Type/EmbeddedFile');
const fileNames = `/Names<</EmbeddedFiles<</Names[(a.exe)<</Type/Filespec/F(a.exe)/EF<</F ${free}>>>>]>>>>`;

const active: HostileSample[] = [
  { title: 'a PDF that runs a script when opened', bytes: pdf({ catalog: `/OpenAction${script}` }) },
  { title: 'a PDF whose script has an escaped name', bytes: pdf({ catalog: `/OpenAction${escaped}` }) },
  {
    title: 'a PDF with its script in an object stream',
    bytes: pdf({ compressed: true, catalog: `/OpenAction ${free}`, objects: [script] }),
  },
  {
    title: 'a PDF with an escaped script in an object stream',
    bytes: pdf({ compressed: true, catalog: `/OpenAction ${free}`, objects: [escaped] }),
  },
  { title: 'a PDF with a script behind an open bracket', bytes: pdf({ catalog: '/Lang(', objects: [script] }) },
  {
    title: 'a PDF with an object inside the string of another',
    bytes: pdf({ objects: [`(77 0 obj ${script} endobj)`] }),
  },
  {
    title: 'a PDF with compressed objects of no declared type',
    bytes: pdf({ objects: [stream(`1 0 ${script}`, '/N 1/First 4')] }),
  },
  {
    title: 'a PDF with compressed objects and a hidden index',
    bytes: pdf({ objects: [stream(`1 0 (  ${script})`, '/N 1/First 9 0 R')] }),
  },
  {
    title: 'a PDF with compressed objects inside the string of another',
    bytes: pdf({ objects: [stream(`1 0 2 2 (  ${script} )`, '/Type/ObjStm/N 2/First 8')] }),
  },
  { title: 'a PDF that starts a program', bytes: pdf({ catalog: '/OpenAction<</S/Launch/F(cmd.exe)>>' }) },
  {
    title: 'a PDF that starts a program by an escaped name',
    bytes: pdf({ catalog: '/OpenAction<</S/La#75nch/F(a)>>' }),
  },
  {
    title: 'a PDF with a file pinned to a page',
    bytes: pdf({
      page: `/Annots[<</Type/Annot/Subtype/FileAttachment/Rect[0 0 9 9]/FS<</F(a)/EF<</F ${free}>>>>>>]`,
      objects: [stream('MZ')],
    }),
  },
  {
    title: 'a PDF with an attached file told of elsewhere',
    bytes: pdf({
      catalog: `/Names<</EmbeddedFiles<</Names[(a)<</F(a)/EF ${firstFreeObject + 1} 0 R>>]>>>>`,
      objects: [stream('MZ'), `<</F ${free}>>`],
    }),
  },
  { title: 'a PDF with a script on a page', bytes: pdf({ page: `/AA<</O${script}>>` }) },
  { title: 'a PDF with an attached file', bytes: pdf({ catalog: fileNames, objects: [program] }) },
  { title: 'a PDF whose attachment does not say so', bytes: pdf({ catalog: fileNames, objects: [stream('MZ')] }) },
  { title: 'a PDF with multimedia', bytes: pdf({ page: '/Annots[<</Type/Annot/Subtype/RichMedia/Rect[0 0 9 9]>>]' }) },
  {
    title: 'a PDF with an XML form',
    bytes: pdf({ catalog: `/AcroForm<</XFA ${free}/Fields[]>>`, objects: [stream('<xdp/>')] }),
  },
].map((sample) => ({ ...sample, name, code: 'active-content' }));

const locked: HostileSample[] = [
  { title: 'a PDF with a password', bytes: pdf({ trailer: '/Encrypt<</Filter/Standard/V 1/R 2/O()/U()/P -4>>' }) },
  {
    title: 'a PDF with a password and compressed objects',
    bytes: pdf({ compressed: true, trailer: '/Encrypt<</Filter/Standard/V 1/R 2/O()/U()/P -4>>' }),
  },
].map((sample) => ({ ...sample, name, code: 'encrypted' }));

const broken: HostileSample[] = [
  { title: 'a PDF cut off in the middle', bytes: () => samplePdf(['BÁO CÁO']).subarray(0, 700) },
  { title: 'a PDF without its end', bytes: () => fromLatin1(latin1(samplePdf(['A'])).replace('%%EOF', '')) },
  {
    title: 'a PDF without startxref',
    bytes: () => fromLatin1(latin1(samplePdf(['A'])).replace('startxref', 'startnone')),
  },
  { title: 'a PDF without pages', bytes: () => fromLatin1('%PDF-1.4\n1 0 obj<<>>endobj\nstartxref\n0\n%%EOF') },
  { title: 'a PDF with a DOCX behind it', bytes: () => joined(samplePdf(['A']), sampleDocx(['A'])) },
  {
    title: 'a PDF that hides objects in a stream across lines',
    bytes: pdf({ objects: [rawStream(Buffer.from('77 0\nobj<<>>'))] }),
  },
  {
    title: 'a PDF whose compressed objects end too soon',
    bytes: pdf({ objects: [rawStream(deflateSync('1 0 <</A/B>>').subarray(0, 8), '/N 1/First 4/Filter/FlateDecode')] }),
  },
  {
    title: 'a PDF whose compressed objects are predicted',
    bytes: pdf({ objects: [stream('1 0 <</A/B>>', '/Type/ObjStm/N 1/First 4/DecodeParms<</Predictor 12>>')] }),
  },
  { title: 'a PDF behind a program', bytes: () => joined(sampleProgram(), samplePdf(['A'])) },
  { title: 'a PDF behind a web page', bytes: () => joined('<html><script>1</script></html>', samplePdf(['A'])) },
  { title: 'a PDF with a web page behind it', bytes: () => joined(samplePdf(['A']), '<script>1</script>') },
  {
    title: 'a PDF that hides objects in a stream',
    bytes: pdf({ objects: [rawStream(Buffer.from(`77 0 obj <<>> endobj`))] }),
  },
  {
    title: 'a PDF with an unreadable object stream',
    bytes: pdf({ objects: [rawStream(Buffer.from('x'), '/Type/ObjStm/N 1/First 4/Filter/FlateDecode')] }),
  },
].map((sample) => ({ ...sample, name, code: 'malformed' }));

const zeros = () => Buffer.alloc(70 * 1024 * 1024);
const bombs: HostileSample[] = [
  {
    title: 'a PDF whose page inflates without end',
    bytes: () => pdf({ objects: [stream(zeros())], page: `/Contents ${free}` })(),
  },
  {
    title: 'a PDF compressed twice',
    bytes: () =>
      pdf({ objects: [rawStream(deflateSync(deflateSync(zeros())), '/Filter[/FlateDecode/FlateDecode]')] })(),
  },
].map((sample) => ({ ...sample, name, code: 'zip-bomb' }));

const secret: HostileSample[] = [
  { title: 'a PDF stamped MẬT', bytes: () => samplePdf(['TỈNH ỦY ĐIỆN BIÊN', 'MẬT', 'BÁO CÁO']) },
  {
    title: 'a PDF with compressed objects stamped TỐI MẬT',
    bytes: () => samplePdf(['TỐI MẬT', 'BÁO CÁO'], { compressed: true }),
  },
  {
    title: 'a PDF stamped on its second page',
    bytes: () => samplePdf([...Array<string>(45).fill('BÁO CÁO'), 'TUYỆT MẬT']),
  },
  {
    title: 'a PDF with the stamp beside the date',
    bytes: () =>
      samplePdf(['BÁO CÁO THÁNG MỘT ẬT'], {
        objects: [stream(`BT /F1 12 Tf 57 785 Td <${codes('MẬT')}> Tj 250 0 Td <${codes('THÁNG')}> Tj ET`)],
        page: `/Contents ${free}`,
      }),
  },
  { title: 'a PDF with the mark as its title', bytes: pdf({ trailer: `/Info<</Title<FEFF${codes('MẬT')}>>>` }) },
  {
    title: 'a PDF with a stamp drawn over the page',
    bytes: pdf({
      page: `/Annots[<</Type/Annot/Subtype/FreeText/Rect[0 0 99 20]/DA(/F1 12 Tf)/Contents<FEFF${codes('MẬT')}>>>]`,
    }),
  },
].map((sample) => ({ ...sample, name, code: 'secrecy-mark' }));

export const hostilePdfs: HostileSample[] = [...active, ...locked, ...broken, ...bombs, ...secret];
