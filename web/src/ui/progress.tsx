import { useId } from 'preact/hooks';

/** How far something has come, from 0 to 1, with its words. */
export function Progress({ label, value }: { label: string; value: number }) {
  const id = useId();
  const percent = Math.floor(Math.min(1, Math.max(0, value)) * 100);
  return (
    <div class="progress">
      <span id={id}>{label}</span>
      <progress aria-labelledby={id} max={100} value={percent} />
      <span class="progress-percent">{percent}%</span>
    </div>
  );
}
