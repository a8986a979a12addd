import { S3Client } from '@aws-sdk/client-s3';
import { createApiHandler } from '../../../functions/api/handler.ts';
import { createDecideObligationHandler } from '../../../functions/decide-obligation/handler.ts';
import { createLoadUnitsHandler } from '../../../functions/load-units/handler.ts';
import { createManageAccountsHandler } from '../../../functions/manage-accounts/handler.ts';
import { createOpenReportHandler } from '../../../functions/open-report/handler.ts';
import { createOpenRequestHandler } from '../../../functions/open-request/handler.ts';
import { createPublishPortalHandler } from '../../../functions/publish-portal/handler.ts';
import { createRecordDeliveryHandler } from '../../../functions/record-delivery/handler.ts';
import { createRecordScanHandler } from '../../../functions/record-scan/handler.ts';
import { createContentsCheck } from '../../../functions/record-upload/contents.ts';
import { createRecordUploadHandler } from '../../../functions/record-upload/handler.ts';
import { createRequestUploadHandler } from '../../../functions/request-upload/handler.ts';
import { createServeCalendarHandler } from '../../../functions/serve-calendar/handler.ts';
import { createAnswerSender } from '../../../functions/shared/answer-sender.ts';
import { createUrgeUnitsHandler } from '../../../functions/urge-units/handler.ts';
import type { Instant } from '../../../lib/calendar/dates.ts';
import { vietnamCalendar } from '../../../lib/calendar/working-days.ts';
import { regimes } from '../../../lib/regime/index.ts';
import { createAccountStore } from '../../../lib/store/accounts.ts';
import { createCalendarStore } from '../../../lib/store/calendars.ts';
import { createMailStore } from '../../../lib/store/mails.ts';
import { createUploadForms } from '../../../lib/store/upload-forms.ts';
import { inspectFile } from '../../../lib/submissions/inspection/inspect.ts';
import { createWorld, OFFICE, PORTAL } from '../../support/world.ts';
import type { Ground } from './ground.ts';
import { createPaperFunctions } from './paper-functions.ts';
import { createFuse, type Fault, fusedMailer, fusedTable } from './process.ts';
import { fusedSignIn } from './sign-ins.ts';

const GO_LIVE = '2026-10-01';
const s3 = new S3Client({
  region: 'ap-southeast-1',
  credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
});
const notAskedFor = async () => {
  throw new Error('not asked for here');
};

/** Every function of the system in one process of its own, with one thing that goes wrong in it. */
export function startProcess(ground: Ground, fault?: Fault) {
  const fuse = createFuse(fault);
  const table = fusedTable(ground.table, ground.endpoint, fuse);
  const mailer = fusedMailer(ground.letters, fuse);
  const world = createWorld(table, GO_LIVE, ({ ledger }) => ({ ledger, mailer }));
  const { units, obligations, submissions, notices, requests, planFor, sending, writeAnswer } = world;
  const accounts = createAccountStore(table);
  const frame = { accounts, bootstrapOfficeUser: 'office', waitFor: () => 0, log: () => {} };
  const domain = { regimes, calendar: vietnamCalendar, planFor };
  const addresses = { officeAddress: OFFICE, portalUrl: PORTAL };
  const sendAnswer = createAnswerSender(sending, notices, writeAnswer);
  const uploads = { uploadForm: createUploadForms(s3, 'documents', 900), uploadTtlSeconds: 900 };
  const signIn = fusedSignIn(ground, fuse);
  const readFile = (key: string) => fuse.around('store', 'reads', async () => ground.bytesOf(key));
  return {
    fuse,
    table,
    world,
    accounts,
    ...createPaperFunctions(ground, { fuse, table, world, frame }),
    requestUpload: createRequestUploadHandler({ ...frame, obligations, ...uploads }),
    openRequest: createOpenRequestHandler({ ...frame, ...domain, ...uploads, requests, units, obligations }),
    openReport: createOpenReportHandler({ ...frame, ...domain, ...addresses, units, obligations, sendAnswer }),
    decide: createDecideObligationHandler({ ...frame, ...domain, requests, obligations, submissions, sendAnswer }),
    urge: createUrgeUnitsHandler({ ...frame, ...domain, ...addresses, obligations, units }),
    loadUnits: createLoadUnitsHandler({ ...frame, regimes, units, obligations, requests, goLive: GO_LIVE }),
    manageAccounts: createManageAccountsHandler({ ...frame, units, signIn }),
    serveCalendar: createServeCalendarHandler({
      ...{ ...frame, ...domain, units, obligations },
      calendars: createCalendarStore(table),
      portalUrl: PORTAL,
      goLive: GO_LIVE,
    }),
    read: createApiHandler({
      ...{ ...frame, ...domain, units, obligations, submissions, notices, requests },
      mails: createMailStore(table),
      seals: { list: async () => [] },
      sealUrl: notAskedFor,
      downloadUrl: notAskedFor,
      goLive: GO_LIVE,
    }),
    recordUpload: (now: Instant) =>
      createRecordUploadHandler({
        ...{ obligations, submissions, requests, readFile, sendAnswer },
        inspect: (bytes, declared) => inspectFile({ bytes, declared }),
        checkContents: createContentsCheck(regimes),
        clock: () => now,
        log: () => {},
      }),
    recordScan: (now: Instant) =>
      createRecordScanHandler({
        ...{ obligations, submissions, requests, planFor, sendAnswer },
        clock: () => now,
        log: () => {},
      }),
    recordDelivery: createRecordDeliveryHandler({ mails: createMailStore(table), units, log: () => {} }),
    publishPortal: createPublishPortalHandler({
      read: (_bucket, key) => readFile(key),
      keep: ({ path }) => fuse.around('store', 'changes', async () => void ground.kept.add(path)),
      answer: (_url, body) => fuse.around('store', 'changes', async () => void ground.answers.push(body)),
      log: () => {},
    }),
  };
}
export type Process = ReturnType<typeof startProcess>;
