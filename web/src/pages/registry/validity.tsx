import { formatDate } from '../../words/dates.ts';

/** From when to when something holds, both days included; a date never breaks over two lines. */
export function Validity({ validFrom, validTo }: { validFrom: string; validTo?: string | undefined }) {
  return (
    <>
      <span class="whole">từ {formatDate(validFrom)}</span>
      {validTo !== undefined && (
        <>
          {' '}
          <span class="whole">đến hết {formatDate(validTo)}</span>
        </>
      )}
    </>
  );
}
