import { localDateOf } from '../../calendar/dates.ts';
import { formatInstant } from '../../calendar/vietnamese.ts';
import { escapeHtml } from '../../notices/text/markup.ts';
import { unreadableWords } from '../../submissions/readability.ts';
import { categoryName, day } from '../words.ts';
import { dateColumn, numberColumn, type Sheet, textColumn } from '../xlsx/workbook.ts';
import type { CompilationPlan, MissingUnit } from './plan.ts';
import { type Readings, readKey } from './read-files.ts';
import type { SourceFile, SourceSubmission } from './source.ts';

/** A file of the bundle as its index tells it. */
interface IndexRow {
  submission: SourceSubmission;
  file: SourceFile;
  path: string;
  volume: number;
  /** What could be read of it, in words; nothing for an earlier version, which was not read through. */
  reading: string;
}

/** Every file of a bundle: whose, which, where it lies, whether its text could be read. */
export function indexRows(plan: CompilationPlan, readings: Readings): IndexRow[] {
  const read = new Map(readings.files.map((file) => [readKey(file), file.reading]));
  const places = plan.volumes.flatMap((volume, i) =>
    volume.map(({ path, key }) => [key, { path, volume: i + 1 }] as const),
  );
  const placeOf = new Map(places);
  return plan.submissions.flatMap((submission) =>
    submission.files.map((file): IndexRow => {
      const reading = read.get(readKey({ ...submission, file: file.file }));
      const words = reading && !reading.ok ? unreadableWords[reading.reason] : reading && 'đọc được';
      const pictures = reading?.ok && reading.blankPages > 0 ? `, ${reading.blankPages} trang là ảnh` : '';
      const { path, volume } = placeOf.get(file.key) ?? { path: '', volume: 0 };
      return { submission, file, path, volume, reading: `${words ?? ''}${pictures}` };
    }),
  );
}

const missingRow = ({ name, category, lastDay, daysLate }: MissingUnit) => [
  ...[name, categoryName(category), lastDay],
  daysLate,
];

/** The index of a bundle as sheets: its files, those who are missing, what came on paper. */
export function indexSheets(plan: CompilationPlan, readings: Readings): Sheet[] {
  const onPaper = plan.submissions.filter(({ channel }) => channel !== undefined);
  return [
    {
      name: 'Báo cáo',
      columns: [
        ...[
          textColumn('Khối', 34),
          textColumn('Đơn vị', 40),
          numberColumn('Lần gửi'),
          textColumn('Số văn bản', 18),
          dateColumn('Ngày văn bản'),
        ],
        ...[
          dateColumn('Ngày nhận'),
          textColumn('Tệp của đơn vị', 36),
          textColumn('Đường dẫn', 70),
          numberColumn('Quyển'),
          numberColumn('Dung lượng'),
        ],
        textColumn('Đọc nội dung', 34),
      ],
      rows: indexRows(plan, readings).map(({ submission, file, path, volume, reading }) => [
        ...[categoryName(submission.category), submission.name, submission.version, submission.documentNumber],
        ...[submission.documentDate, localDateOf(submission.receivedAt), file.name, path, volume, file.size, reading],
      ]),
    },
    {
      name: 'Đơn vị chưa gửi',
      columns: [
        textColumn('Đơn vị', 44),
        textColumn('Khối', 36),
        dateColumn('Hạn gửi'),
        numberColumn('Số ngày quá hạn'),
      ],
      rows: plan.missing.map(missingRow),
    },
    {
      name: 'Nhận ngoài hệ thống',
      columns: [
        textColumn('Đơn vị', 44),
        textColumn('Khối', 36),
        textColumn('Số văn bản', 20),
        dateColumn('Ngày nhận'),
      ],
      rows: onPaper.map(({ name, category, documentNumber, receivedAt }) => [
        ...[name, categoryName(category), documentNumber, localDateOf(receivedAt)],
      ]),
    },
  ];
}

const cells = (tag: 'td' | 'th', texts: readonly string[]) =>
  `<tr>${texts.map((text) => `<${tag}>${text}</${tag}>`).join('')}</tr>`;
const linkTo = (path: string) => path.split('/').map(encodeURIComponent).join('/');
const STYLE =
  'body{font-family:"Times New Roman",serif;font-size:16px;margin:2em auto;max-width:70em;line-height:1.5}' +
  'table{border-collapse:collapse;width:100%}td,th{border:1px solid #999;padding:4px 8px;text-align:left;vertical-align:top}';

/** The index of a bundle as a page that opens in any browser; its links lead to the files beside it. */
export function indexPage(plan: CompilationPlan, readings: Readings, title: string): string {
  const several = plan.volumes.length > 1;
  const rows = indexRows(plan, readings).map(({ submission, path, volume, reading }) => {
    const name = escapeHtml(path.split('/').at(-1) ?? path);
    const file =
      several && volume > 1 ? `${name} (quyển ${volume})` : `<a href="${escapeHtml(linkTo(path))}">${name}</a>`;
    const { category, documentNumber, receivedAt } = submission;
    return cells('td', [
      ...[categoryName(category), submission.name, documentNumber, formatInstant(receivedAt)].map(escapeHtml),
      ...[file, escapeHtml(reading)],
    ]);
  });
  const missing = plan.missing.map(({ name, category, lastDay, daysLate }) =>
    cells(
      'td',
      [name, categoryName(category), day(lastDay), daysLate ? `${daysLate} ngày` : 'chưa đến hạn'].map(escapeHtml),
    ),
  );
  const table = (heads: string[], body: string[]) =>
    `<table><thead>${cells('th', heads)}</thead><tbody>${body.join('')}</tbody></table>`;
  return (
    `<!doctype html><html lang="vi"><head><meta charset="utf-8"><title>${escapeHtml(title)}</title><style>${STYLE}</style></head><body>` +
    `<h1>${escapeHtml(title)}</h1><p>Tổng hợp lúc ${escapeHtml(formatInstant(plan.at))}.</p>` +
    `<h2>Báo cáo đã nhận</h2>${table(['Khối', 'Đơn vị', 'Số văn bản', 'Nhận lúc', 'Tệp', 'Đọc nội dung'], rows)}` +
    `<h2>Đơn vị chưa gửi (${plan.missing.length})</h2>${table(['Đơn vị', 'Khối', 'Hạn gửi', 'Quá hạn'], missing)}` +
    '</body></html>'
  );
}
