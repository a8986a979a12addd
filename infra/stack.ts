import { type App, Duration, Stack } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import type { openingSettings } from '../functions/environment.ts';
import { regimes } from '../lib/regime/index.ts';
import { Api } from './api/api.ts';
import { Documents, REQUESTS_PREFIX, SUBMISSIONS_PREFIX } from './documents/documents.ts';
import { BackgroundHandler } from './functions/background-handler.ts';
import { Handler } from './functions/handler.ts';
import { QueuedHandler } from './functions/queued-handler.ts';
import { Subscription } from './functions/subscription.ts';
import { Identity } from './identity/identity.ts';
import { Mail } from './mail/mail.ts';
import * as alarms from './monitoring/alarms.ts';
import { addDashboard } from './monitoring/dashboard.ts';
import { Monitoring } from './monitoring/monitoring.ts';
import { configureIssuer } from './papers/issuer.ts';
import { Papers } from './papers/papers.ts';
import { Portal } from './portal/portal.ts';
import { Register } from './register/register.ts';
import { checkNoticeTimes, SWEEP_MINUTES } from './schedules/notice-times.ts';
import { Schedule } from './schedules/schedule.ts';
import { Seals } from './seals/seals.ts';
import type { Settings } from './settings.ts';

/** Shorter than the 30 seconds after which API Gateway stops waiting. */
const WHILE_SOMEONE_WAITS = Duration.seconds(28);

/** How long an upload form is good for: a slow line may need most of it. */
const UPLOAD_VALIDITY = Duration.minutes(15);

/** The whole system on one page: what there is, who may do what, what runs when, and what is watched. */
export class DungHanStack extends Stack {
  constructor(scope: Construct, settings: Settings) {
    super(scope, `dung-han-${settings.stage}`, {
      description: `Dung han (353-CV/TU), ${settings.stage}. Data location: ${settings.dataLocationDecision}`,
      terminationProtection: true,
      env: {
        ...(settings.region === undefined ? {} : { region: settings.region }),
        ...(settings.account === undefined ? {} : { account: settings.account }),
      },
    });
    checkNoticeTimes(regimes);

    const register = new Register(this, 'Register', settings);
    const documents = new Documents(this, 'Documents', settings);
    const seals = new Seals(this, 'Seals', { ...settings, documents });
    const papers = new Papers(this, 'Papers', { documents });
    const mail = new Mail(this, 'Mail', settings);
    const identity = new Identity(this, 'Identity', settings);
    const api = new Api(this, 'Gateway', { identity });
    const portal = new Portal(this, 'Portal', { ...settings, api, documents, identity });
    const monitoring = new Monitoring(this, 'Monitoring', settings);

    // A unit declares a submission and gets a form per file.
    const requestUpload = new Handler(this, { name: 'request-upload', timeout: WHILE_SOMEONE_WAITS });
    api.route(requestUpload, 'POST /v1/obligations/{id}/submissions');
    identity.grantIdentify(requestUpload);
    register.grantRead(requestUpload, 'GetItem');
    register.grantWrite(requestUpload, { PutItem: ['units', 'obligations'] });
    documents.grantSignUploads(requestUpload, SUBMISSIONS_PREFIX, UPLOAD_VALIDITY);

    // The Office asks for thematic reports by a document, and closes the matter.
    const openRequest = new Handler(this, { name: 'open-request', timeout: WHILE_SOMEONE_WAITS });
    api.route(openRequest, 'POST /v1/requests', 'POST /v1/requests/{id}/closing');
    identity.grantIdentify(openRequest);
    register.grantRead(openRequest, 'GetItem', 'BatchGetItem');
    register.grantQuery(openRequest, 'byPeriod');
    register.grantWrite(openRequest, { PutItem: ['units', 'obligations', 'requests'], UpdateItem: ['requests'] });
    documents.grantSignUploads(openRequest, REQUESTS_PREFIX, UPLOAD_VALIDITY);

    // Something happened: a report that nobody expected is owed, or sent.
    const openReport = new Handler(this, { name: 'open-report', timeout: WHILE_SOMEONE_WAITS });
    api.route(openReport, 'POST /v1/thematic-reports', 'POST /v1/ad-hoc-reports', 'POST /v1/central-copies');
    identity.grantIdentify(openReport);
    register.grantRead(openReport, 'GetItem');
    register.grantQuery(openReport, 'table', 'byPeriod');
    register.grantWrite(openReport, { PutItem: ['units', 'obligations'], UpdateItem: ['obligations'] });
    mail.grantSend(openReport);

    // The store has a file: inspect it, note it, and draw the consequence.
    const recordUpload = new QueuedHandler(this, {
      name: 'record-upload',
      timeout: Duration.minutes(2),
      // A file of 100 MB lies in memory, more than once while it is inspected.
      memorySize: 2048,
      batchSize: 1,
    });
    new Subscription(this, 'FileStored', {
      description: 'A file of a submission has been stored',
      pattern: documents.objectCreated,
      handler: recordUpload,
    });
    register.grantRead(recordUpload, 'GetItem');
    register.grantWrite(recordUpload, {
      PutItem: ['units', 'obligations'],
      UpdateItem: ['units', 'obligations', 'requests'],
    });
    documents.grantReadVersions(recordUpload, SUBMISSIONS_PREFIX, REQUESTS_PREFIX);
    mail.grantSend(recordUpload);

    // The malware scan finds a file clean, which is noted, or it does not: then it is refused, before its receipt or after it.
    const recordScan = new QueuedHandler(this, { name: 'record-scan', timeout: Duration.minutes(1) });
    new Subscription(this, 'FileScanned', {
      description: 'The malware scan has looked at a file, or could not',
      pattern: documents.scanned,
      handler: recordScan,
    });
    register.grantRead(recordScan, 'GetItem');
    register.grantWrite(recordScan, {
      PutItem: ['units', 'obligations'],
      UpdateItem: ['units', 'obligations', 'requests'],
    });
    mail.grantSend(recordScan);

    // The Office decides, and records what came on paper.
    const decideObligation = new Handler(this, { name: 'decide-obligation', timeout: WHILE_SOMEONE_WAITS });
    api.route(
      decideObligation,
      ...['decisions', 'receipts', 'work-end'].map((what) => `POST /v1/obligations/{id}/${what}`),
    );
    identity.grantIdentify(decideObligation);
    register.grantRead(decideObligation, 'GetItem');
    register.grantWrite(decideObligation, {
      PutItem: ['units', 'obligations'],
      // A report that is awaited again reopens its request.
      UpdateItem: ['units', 'obligations', 'requests'],
    });
    mail.grantSend(decideObligation);

    // The Office urges by hand; the letters go out with the next sweep.
    const urgeUnits = new Handler(this, { name: 'urge-units', timeout: WHILE_SOMEONE_WAITS });
    api.route(urgeUnits, 'POST /v1/urgings');
    identity.grantIdentify(urgeUnits);
    mail.configureAddresses(urgeUnits);
    register.grantRead(urgeUnits, 'GetItem', 'BatchGetItem');
    register.grantQuery(urgeUnits, 'byDue');
    register.grantWrite(urgeUnits, { PutItem: ['units', 'obligations'] });

    // The Office's papers that are written while somebody waits.
    const writePapers = new Handler(this, { name: 'write-papers', timeout: WHILE_SOMEONE_WAITS, memorySize: 2048 });
    api.route(writePapers, 'GET /v1/compliance/report', 'POST /v1/urgings/letter');
    identity.grantIdentify(writePapers);
    configureIssuer(writePapers, settings);
    register.grantRead(writePapers, 'GetItem', 'BatchGetItem');
    register.grantQuery(writePapers, 'table', 'byPeriod', 'byDue');

    // Each night: what every unit owes from now on, and what it owes no more.
    const openObligations = new BackgroundHandler(this, { name: 'open-obligations', timeout: Duration.minutes(5) });
    const opening = new Schedule(this, 'Opening', {
      description: 'Opens what is owed and withdraws what is owed no more',
      expression: 'cron(10 0 * * ? *)',
      longestGap: Duration.hours(24),
      handler: openObligations,
    });
    const openingVariables: Record<keyof typeof openingSettings.shape, string> = { GO_LIVE: settings.goLive };
    openObligations.configure(openingVariables);
    register.grantRead(openObligations, 'GetItem');
    register.grantQuery(openObligations, 'byPeriod');
    register.grantWrite(openObligations, { PutItem: ['units', 'obligations'] });

    // Each night: the heads of all histories, where nobody can change them any more.
    const sealHistories = new BackgroundHandler(this, { name: 'seal-histories', timeout: Duration.minutes(5) });
    const sealing = new Schedule(this, 'Sealing', {
      description: 'Seals the heads of all histories',
      // After the night's openings, so that what is opened is sealed at once.
      expression: 'cron(40 0 * * ? *)',
      longestGap: Duration.hours(24),
      handler: sealHistories,
    });
    register.grantQuery(sealHistories, 'table', 'byPeriod');
    seals.grantSeal(sealHistories);

    // Every quarter of an hour: what is to be said now.
    const sweepDeadlines = new BackgroundHandler(this, {
      name: 'sweep-deadlines',
      timeout: Duration.minutes(5),
      // The next sweep finds all that this one left.
      maxEventAge: Duration.minutes(SWEEP_MINUTES),
    });
    const sweeping = new Schedule(this, 'Sweeping', {
      description: 'Says what is due: reminders, urgings, answers',
      expression: `cron(0/${SWEEP_MINUTES} * * * ? *)`,
      longestGap: Duration.minutes(SWEEP_MINUTES),
      handler: sweepDeadlines,
    });
    register.grantQuery(sweepDeadlines, 'byTimer');
    register.grantRead(sweepDeadlines, 'GetItem', 'BatchGetItem');
    register.grantWrite(sweepDeadlines, { PutItem: ['obligations'], UpdateItem: ['units', 'obligations'] });
    mail.grantSend(sweepDeadlines);

    // The Office's letter of a working morning; the runs after the first make good a morning that went wrong.
    const sendDigest = new BackgroundHandler(this, { name: 'send-digest', timeout: Duration.minutes(5) });
    const digest = new Schedule(this, 'Digest', {
      description: 'Sends the Office what is due, late and undeliverable',
      expression: 'cron(0/15 8-16 * * ? *)',
      // From 16:45 to 08:00 the next day.
      longestGap: Duration.minutes(15 * 60 + 15),
      handler: sendDigest,
    });
    register.grantQuery(sendDigest, 'byDue', 'byPeriod');
    register.grantRead(sendDigest, 'GetItem');
    register.grantWrite(sendDigest, { PutItem: ['obligations'], UpdateItem: ['obligations'] });
    mail.grantSend(sendDigest);

    // After each month's last deadline: the report on compliance; the runs after the first make good what went wrong.
    const sendComplianceReport = new BackgroundHandler(this, {
      name: 'send-compliance-report',
      timeout: Duration.minutes(5),
      memorySize: 2048,
    });
    const reporting = new Schedule(this, 'Reporting', {
      description: 'Makes the month’s compliance report, for the Office to look at',
      expression: 'cron(0 8,11,14 * * ? *)',
      // From 14:00 to 08:00 the next day.
      longestGap: Duration.hours(18),
      handler: sendComplianceReport,
    });
    configureIssuer(sendComplianceReport, settings);
    papers.grantKeepReports(sendComplianceReport);
    register.grantRead(sendComplianceReport, 'GetItem');
    register.grantQuery(sendComplianceReport, 'table', 'byPeriod');
    register.grantWrite(sendComplianceReport, { PutItem: ['papers', 'obligations'], UpdateItem: ['obligations'] });
    mail.grantSend(sendComplianceReport);

    // The Office releases a month's report to the leaders, has reports compiled, and fetches both.
    const managePapers = new Handler(this, { name: 'manage-papers', timeout: WHILE_SOMEONE_WAITS });
    api.route(
      managePapers,
      ...['POST /v1/compilations', 'GET /v1/compilations', 'GET /v1/compilations/{id}'],
      ...['GET /v1/compliance/reports', 'GET /v1/compliance/reports/{id}', 'POST /v1/compliance/reports/{id}/release'],
    );
    identity.grantIdentify(managePapers);
    papers.grantOffer(managePapers);
    register.grantRead(managePapers, 'GetItem');
    register.grantQuery(managePapers, 'byPeriod');
    register.grantWrite(managePapers, { PutItem: ['papers', 'obligations'], UpdateItem: ['obligations'] });
    mail.grantSend(managePapers);

    // A compilation was asked for, or is to go on: a bundle of all reports, and the draft of the province's own.
    // Not through a queue: it records its own progress, and gives up in time to say so (docs/architecture.md, decision 33).
    const compileReports = new BackgroundHandler(this, {
      name: 'compile-reports',
      // The longest that Lambda allows; a compilation that takes longer goes on in the next run.
      timeout: Duration.minutes(15),
      // The bundle needs little; a file of 100 MB that is read for its text lies in memory.
      memorySize: 2048,
    });
    new Subscription(this, 'JobStored', {
      description: 'A compilation is to begin, or to go on',
      pattern: papers.jobStored,
      handler: compileReports,
    });
    configureIssuer(compileReports, settings);
    papers.grantCompile(compileReports);
    documents.grantReadVersions(compileReports, SUBMISSIONS_PREFIX);
    register.grantRead(compileReports, 'GetItem');
    register.grantQuery(compileReports, 'table', 'byPeriod');
    register.grantWrite(compileReports, { PutItem: ['papers'] });

    // Each morning before the Office's letter: what should not be.
    const checkRegister = new BackgroundHandler(this, { name: 'check-register', timeout: Duration.minutes(5) });
    const checking = new Schedule(this, 'Checking', {
      description: 'Looks for files, receipts and notices that were left behind',
      expression: 'cron(30 6 * * ? *)',
      longestGap: Duration.hours(24),
      handler: checkRegister,
    });
    register.grantQuery(checkRegister, 'table', 'byPeriod');
    register.grantWrite(checkRegister, { PutItem: ['checks'] });
    documents.grantList(checkRegister);

    // The mail service reports what did not arrive.
    const recordDelivery = new QueuedHandler(this, { name: 'record-delivery', timeout: Duration.seconds(30) });
    new Subscription(this, 'LetterNotDelivered', {
      description: 'A letter bounced or was complained of',
      pattern: mail.notDelivered,
      handler: recordDelivery,
    });
    register.grantWrite(recordDelivery, { UpdateItem: ['units', 'mails'] });

    // What units, the Office and leaders read.
    const read = new Handler(this, { name: 'api', timeout: WHILE_SOMEONE_WAITS });
    api.route(read, 'GET /v1/{proxy+}');
    api.publicRoute(read, 'It describes the API and tells nothing that is kept.', 'GET /v1/openapi.json');
    identity.grantIdentify(read);
    read.configure(openingVariables);
    register.grantRead(read, 'GetItem', 'BatchGetItem');
    register.grantQuery(read, 'table', 'byPeriod', 'byDue');
    documents.grantReadVersions(read, SUBMISSIONS_PREFIX, REQUESTS_PREFIX);
    seals.grantRead(read);

    // Each unit's deadlines as a calendar that telephones subscribe to.
    const serveCalendar = new Handler(this, { name: 'serve-calendar', timeout: WHILE_SOMEONE_WAITS });
    api.route(serveCalendar, ...['GET', 'POST', 'DELETE'].map((method) => `${method} /v1/calendar`));
    api.publicRoute(
      serveCalendar,
      'Calendars cannot sign in; the address holds a secret.',
      'GET /v1/calendars/{address}',
    );
    identity.grantIdentify(serveCalendar);
    mail.configureAddresses(serveCalendar);
    serveCalendar.configure(openingVariables);
    register.grantRead(serveCalendar, 'GetItem');
    register.grantQuery(serveCalendar, 'table');
    register.grantWrite(serveCalendar, { PutItem: ['calendars'] });

    // The Office loads the registry of units.
    const loadUnits = new Handler(this, { name: 'load-units', timeout: WHILE_SOMEONE_WAITS });
    api.route(loadUnits, 'PUT /v1/units', 'DELETE /v1/units/{id}/dead-addresses/{address}');
    identity.grantIdentify(loadUnits);
    register.grantRead(loadUnits, 'GetItem');
    register.grantQuery(loadUnits, 'byPeriod');
    register.grantWrite(loadUnits, { UpdateItem: ['units', 'registry'] });
    // A dry run tells what the next opening would do.
    loadUnits.configure(openingVariables);

    // The Office invites people and removes them.
    const manageAccounts = new Handler(this, { name: 'manage-accounts', timeout: WHILE_SOMEONE_WAITS });
    api.route(manageAccounts, 'GET /v1/accounts', 'PUT /v1/accounts/{user}', 'DELETE /v1/accounts/{user}');
    identity.grantIdentify(manageAccounts);
    identity.grantManageUsers(manageAccounts);
    register.grantRead(manageAccounts, 'GetItem');
    register.grantQuery(manageAccounts, 'byPeriod');
    register.grantWrite(manageAccounts, { PutItem: ['accounts'] });

    // At a deployment: the pages of the portal. CloudFormation says itself when that failed.
    const publishPortal = new Handler(this, { name: 'publish-portal', timeout: Duration.minutes(2) });
    portal.publishWith(publishPortal);

    const queued = [recordUpload, recordScan, recordDelivery];
    const background = [
      ...[...queued, openObligations, sealHistories, sweepDeadlines, sendDigest],
      ...[sendComplianceReport, compileReports, checkRegister],
    ];
    const answering = [
      requestUpload,
      openRequest,
      openReport,
      decideObligation,
      urgeUnits,
      writePapers,
      managePapers,
      serveCalendar,
      read,
      loadUnits,
      manageAccounts,
    ];
    const handlers = [...answering, ...background];
    for (const handler of handlers) monitoring.watch(alarms.errorsOf(handler), alarms.throttlesOf(handler));
    for (const handler of background) monitoring.watch(alarms.undeliveredOf(handler));
    for (const handler of queued) monitoring.watch(alarms.waitingOf(handler));
    for (const schedule of [opening, sealing, sweeping, digest, reporting, checking])
      monitoring.watch(alarms.didNotRun(schedule));
    monitoring.watch(alarms.serverErrorsOf(api), alarms.bouncesOf(mail), alarms.complaintsOf(mail));
    addDashboard(monitoring, { api, recordUpload, sweepDeadlines, handlers });
  }
}

/** Adds the system to an app; the functions are bundled on the way. */
export const buildStack = (app: App, settings: Settings): DungHanStack => new DungHanStack(app, settings);
