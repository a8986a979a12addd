import { Readable } from 'node:stream';
import { createCompileReportsHandler } from '../../../functions/compile-reports/handler.ts';
import { createManagePapersHandler } from '../../../functions/manage-papers/handler.ts';
import { createSendComplianceReportHandler } from '../../../functions/send-compliance-report/handler.ts';
import { createWritePapersHandler } from '../../../functions/write-papers/handler.ts';
import type { Instant } from '../../../lib/calendar/dates.ts';
import { vietnamCalendar } from '../../../lib/calendar/working-days.ts';
import type { HttpDeps } from '../../../lib/http/app.ts';
import { officeOf } from '../../../lib/papers/issuer.ts';
import { regimes } from '../../../lib/regime/index.ts';
import type { createAccountStore } from '../../../lib/store/accounts.ts';
import type { PaperFiles } from '../../../lib/store/paper-files.ts';
import { createPaperStore } from '../../../lib/store/papers.ts';
import type { Table } from '../../../lib/store/table.ts';
import { OFFICE, PORTAL, type World } from '../../support/world.ts';
import type { Ground } from './ground.ts';
import type { Fuse } from './process.ts';

/** One volume for each report, so that a compilation has several steps. */
const VOLUME_BYTES = 1;

interface Parts {
  fuse: Fuse;
  table: Table;
  world: World;
  frame: HttpDeps & { accounts: ReturnType<typeof createAccountStore> };
}

/** The bucket of papers as one process reaches it. */
function fusedFiles({ files }: Ground, fuse: Fuse): PaperFiles {
  async function put(key: string, bytes: Uint8Array) {
    return fuse.around('store', 'changes', async () => {
      files.set(key, bytes);
      return { versionId: `version-${files.size}`, bytes: bytes.length };
    });
  }
  return {
    put,
    get: (key) => fuse.around('store', 'reads', async () => files.get(key)),
    async upload(key, source) {
      const chunks: Uint8Array[] = [];
      for await (const chunk of source) chunks.push(chunk);
      return put(key, Buffer.concat(chunks));
    },
  };
}

/** The functions of the Office's papers in one process. */
export function createPaperFunctions(ground: Ground, { fuse, table, world, frame }: Parts) {
  const { units, obligations, submissions, requests, sending } = world;
  const register = { units, obligations, submissions, requests };
  const papers = createPaperStore(table);
  const common = { ...frame, regimes, calendar: vietnamCalendar, issuer: officeOf('Điện Biên'), sending };
  const stored = { papers, files: fusedFiles(ground, fuse), portalUrl: PORTAL };
  const readDocument = (key: string) => fuse.around('store', 'reads', async () => ground.bytesOf(key));
  return {
    writePapers: createWritePapersHandler({ ...common, ...register }),
    managePapers: createManagePapersHandler({
      ...{ ...common, ...stored },
      downloadUrl: async (key) => ({ url: `https://s3.example/${key}`, expiresInSeconds: 300 }),
    }),
    sendComplianceReport: createSendComplianceReportHandler({
      ...{ ...common, ...stored, ...register },
      officeAddress: OFFICE,
    }),
    compileReports: (now: Instant) =>
      createCompileReportsHandler({
        ...{ ...common, ...stored, ...register, readDocument },
        openDocument: async (key) => Readable.from([await readDocument(key)]),
        volumeBytes: VOLUME_BYTES,
        clock: () => now,
      }),
  };
}
