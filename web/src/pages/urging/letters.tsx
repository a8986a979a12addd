import type { Urged } from '../../api/types.ts';

/** Letters as they will be sent, word for word: the first is open. */
export function Letters({ letters }: { letters: Urged['letters'] }) {
  return (
    <>
      {letters.map(({ unit, to, cc, subject, text }, i) => (
        <details key={unit} class="letter" open={i === 0}>
          <summary>
            <strong>{to.join(', ')}</strong>: {subject}
          </summary>
          <dl class="facts">
            <dt>Nơi nhận</dt>
            <dd>{to.join(', ')}</dd>
            {cc.length > 0 && (
              <>
                <dt>Đồng gửi</dt>
                <dd>{cc.join(', ')}</dd>
              </>
            )}
            <dt>Tiêu đề</dt>
            <dd>{subject}</dd>
          </dl>
          <pre>{text}</pre>
        </details>
      ))}
    </>
  );
}
