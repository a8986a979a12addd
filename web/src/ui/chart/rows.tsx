import { useId } from 'preact/hooks';
import { decidedOf, formatShare, shareOnTime } from '../../words/share.ts';
import { type Bar, bands, fillOf, Legend, Patterns } from './bands.tsx';

const HEIGHT = 22;

function Row({ bar, prefix }: { bar: Bar; prefix: string }) {
  const decided = decidedOf(bar.counts);
  let left = 0;
  return (
    <div class="chart-row">
      <span>{bar.label}</span>
      <svg width="100%" height={HEIGHT} aria-hidden="true">
        <rect width="100%" height={HEIGHT} class="chart-empty" />
        {decided > 0 &&
          bands.map(({ id, kind }) => {
            const width = (bar.counts[id] / decided) * 100;
            const x = left;
            left += width;
            return (
              width > 0 && <rect key={id} x={`${x}%`} width={`${width}%`} height={HEIGHT} {...fillOf(prefix, kind)} />
            );
          })}
      </svg>
      <span class="chart-row-value">{formatShare(shareOnTime(bar.counts))}</span>
    </div>
  );
}

/** Bars that lie one below the other, for names that need room; each the whole of what was due, divided by verdict. */
export function RowsChart({ title, bars }: { title: string; bars: readonly Bar[] }) {
  const id = useId();
  const told = bars.map(({ name, counts }) => `${name}: ${formatShare(shareOnTime(counts))}`).join('; ');
  return (
    <figure class="chart">
      <figcaption>{title}</figcaption>
      <div role="img" aria-label={`${title}. ${told || 'Chưa có số liệu'}`}>
        <svg width="0" height="0" class="chart-defs" aria-hidden="true">
          <Patterns prefix={id} />
        </svg>
        {bars.map((bar) => (
          <Row key={bar.id} bar={bar} prefix={id} />
        ))}
      </div>
      <Legend prefix={id} />
    </figure>
  );
}
