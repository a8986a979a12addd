import type { Obligation } from '../api/types.ts';
import './must-hold.css';

/** The parts that the letter and the request want of a report. */
export const MustHold = ({ parts }: { parts: Obligation['mustHold'] }) => (
  <section class="card" aria-labelledby="parts">
    <h2 id="parts">Nội dung phải có</h2>
    {parts.length === 0 ? (
      <p class="soft">Văn bản không quy định cụ thể.</p>
    ) : (
      <ul class="parts">
        {parts.map(({ title, optional }) => (
          <li key={title}>
            {title}
            {optional && ' (nếu có)'}
          </li>
        ))}
      </ul>
    )}
  </section>
);
