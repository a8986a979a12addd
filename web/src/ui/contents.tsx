import type { Submission } from '../api/types.ts';
import './must-hold.css';

/** What the system found in the text of a report: advice to its unit, a list to the reviewer; it decides nothing. */
export function ContentsView({ submission }: { submission: Submission }) {
  const { contents, files } = submission;
  if (!contents) return null;
  const { found, absent, unreadable, blankPages } = contents;
  const nameOf = (file: string) => files.find((one) => one.file === file)?.name ?? file;
  const several = files.length > 1;
  return (
    <section class="card" aria-labelledby="contents">
      <h2 id="contents">Kiểm tra nội dung</h2>
      {absent && absent.length > 0 && (
        <>
          <p>Chưa tìm thấy mục riêng cho {absent.length} nội dung phải có; đề nghị kiểm tra lại:</p>
          <ul class="parts">
            {absent.map(({ section, title }) => (
              <li key={section}>{title}</li>
            ))}
          </ul>
        </>
      )}
      {found.length > 0 && (
        <>
          <p>Đã tìm thấy:</p>
          <ul class="parts">
            {found.map(({ section, title, file, place }) => (
              <li key={section}>
                {title}{' '}
                <span class="soft">
                  ({several ? `${nameOf(file)}, ` : ''}
                  {place})
                </span>
              </li>
            ))}
          </ul>
        </>
      )}
      {unreadable.map(({ file, detail }) => (
        <p key={file}>
          {nameOf(file)}: {detail}.
        </p>
      ))}
      {blankPages.map(({ file, pages }) => (
        <p key={file}>
          {nameOf(file)}: {pages} trang là ảnh, không có chữ để trích.
        </p>
      ))}
      {found.length === 0 && absent?.length === 0 && <p>Đã đọc được; văn bản không quy định mục riêng.</p>}
      <p class="soft">Hệ thống tự đối chiếu theo đề mục, chỉ để tham khảo; không ảnh hưởng đến biên nhận.</p>
    </section>
  );
}
