import type { Counts } from '../../words/share.ts';
import './chart.css';

/** What a bar is made of, in the order of drawing; each has a colour and a pattern of its own. */
export const bands = [
  { id: 'onTime', kind: 'on-time', name: 'Đúng hạn' },
  { id: 'late', kind: 'late', name: 'Chậm' },
  { id: 'missing', kind: 'missing', name: 'Chưa gửi' },
] as const;

export interface Bar {
  id: string;
  /** Beside or below the bar. */
  label: string;
  /** In the text that is read out. */
  name: string;
  counts: Counts;
}

/** The patterns that tell the bands apart where colours do not: on paper, and for those who do not see them. */
export function Patterns({ prefix }: { prefix: string }) {
  return (
    <defs>
      <pattern id={`${prefix}-late`} width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
        <rect width="6" height="6" class="chart-late-ground" />
        <rect width="3" height="6" class="chart-late" />
      </pattern>
      <pattern id={`${prefix}-missing`} width="6" height="6" patternUnits="userSpaceOnUse">
        <rect width="6" height="6" class="chart-missing-ground" />
        <circle cx="3" cy="3" r="2" class="chart-missing" />
      </pattern>
    </defs>
  );
}

/** How a band is filled: the first plainly, the others by their pattern. */
export const fillOf = (prefix: string, kind: string): { class: string } | { fill: string } =>
  kind === 'on-time' ? { class: 'chart-on-time' } : { fill: `url(#${prefix}-${kind})` };

/** Which pattern means what. */
export function Legend({ prefix }: { prefix: string }) {
  return (
    <ul class="chart-legend" aria-hidden="true">
      {bands.map(({ id, kind, name }) => (
        <li key={id}>
          <svg width="16" height="16" aria-hidden="true">
            <rect width="16" height="16" {...fillOf(prefix, kind)} />
            <rect x="0.5" y="0.5" width="15" height="15" class={`chart-edge-${kind}`} />
          </svg>
          {name}
        </li>
      ))}
    </ul>
  );
}
