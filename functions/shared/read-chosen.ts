import pMap from 'p-map';
import { Problem } from '../../lib/http/problem.ts';
import { type Obligation, parseObligationId } from '../../lib/obligations/obligation.ts';
import type { ObligationStore } from '../../lib/store/obligations.ts';

/** Enough in flight that a province's late reports fit into one request. */
const PARALLEL = 16;

/** Reads the reports that a caller chose, each once, in order of id; refuses one that there is not. */
export async function readChosen(
  obligations: Pick<ObligationStore, 'get'>,
  ids: readonly string[],
): Promise<Obligation[]> {
  const read = async (id: string): Promise<Obligation> => {
    const key = parseObligationId(id);
    const found = key && (await obligations.get(key));
    if (found) return found;
    throw new Problem('invalid-request', 'Có báo cáo không có trong danh mục.', [
      { field: 'obligations', message: `không có ${id.slice(0, 200)}` },
    ]);
  };
  return pMap([...new Set(ids)].sort(), read, { concurrency: PARALLEL });
}
