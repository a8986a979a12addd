import { useId } from 'preact/hooks';
import { decidedOf, formatShare, shareOnTime } from '../../words/share.ts';
import { type Bar, bands, fillOf, Legend, Patterns } from './bands.tsx';

const TOP = 24;
const HEIGHT = 180;
const BOTTOM = 24;

function Column({ bar, x, width, prefix }: { bar: Bar; x: number; width: number; prefix: string }) {
  const decided = decidedOf(bar.counts);
  let bottom = TOP + HEIGHT;
  const middle = `${x + width / 2}%`;
  return (
    <g>
      {decided > 0 &&
        bands.map(({ id, kind }) => {
          const height = (bar.counts[id] / decided) * HEIGHT;
          bottom -= height;
          const place = { x: `${x + width * 0.15}%`, width: `${width * 0.7}%`, y: bottom, height };
          return height > 0 && <rect key={id} {...place} {...fillOf(prefix, kind)} />;
        })}
      <text x={middle} y={TOP - 8} class="chart-value">
        {decided > 0 ? formatShare(shareOnTime(bar.counts)).replace(/,\d%|%/, '') : '–'}
      </text>
      <text x={middle} y={TOP + HEIGHT + 17} class="chart-label">
        {bar.label}
      </text>
    </g>
  );
}

/** Bars that stand side by side, each the whole of what was due, divided by verdict; above it the share on time in percent. */
export function ColumnsChart({ title, bars }: { title: string; bars: readonly Bar[] }) {
  const id = useId();
  const width = 100 / Math.max(1, bars.length);
  const told = bars
    .filter(({ counts }) => decidedOf(counts) > 0)
    .map(({ name, counts }) => `${name}: ${formatShare(shareOnTime(counts))}`);
  return (
    <figure class="chart">
      <figcaption>{title}</figcaption>
      <svg
        role="img"
        aria-label={`${title}. ${told.length > 0 ? told.join('; ') : 'Chưa có số liệu'}`}
        width="100%"
        height={TOP + HEIGHT + BOTTOM}
      >
        <Patterns prefix={id} />
        {[0, 0.25, 0.5, 0.75, 1].map((part) => (
          <line key={part} x1="0" x2="100%" y1={TOP + part * HEIGHT} y2={TOP + part * HEIGHT} class="chart-grid" />
        ))}
        {bars.map((bar, i) => (
          <Column key={bar.id} bar={bar} x={i * width} width={width} prefix={id} />
        ))}
      </svg>
      <Legend prefix={id} />
    </figure>
  );
}
