import { createServer, type Server } from 'node:http';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { createSending } from '../../functions/shared/sending.ts';
import type { Letter } from '../../lib/notices/letter.ts';
import { startRegister, type TestRegister } from '../support/register.ts';

/** A mail service that takes letters, and hangs up instead of answering the first `late` of them. */
let server: Server;
let taken = 0;
let late = 0;
let register: TestRegister;

beforeAll(async () => {
  register = await startRegister();
  server = createServer((request, response) => {
    request.resume().on('end', () => {
      taken += 1;
      if (taken <= late) return response.destroy();
      response.setHeader('content-type', 'text/xml');
      response.end(
        '<SendEmailResponse><SendEmailResult><MessageId>m-1</MessageId></SendEmailResult></SendEmailResponse>',
      );
    });
  }).listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
});
afterAll(async () => {
  server.closeAllConnections();
  server.close();
  await register.stop();
});
beforeEach(() => {
  taken = 0;
  late = 0;
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  vi.stubEnv('AWS_ENDPOINT_URL_SES', `http://127.0.0.1:${address.port}`);
  for (const [name, value] of [
    ['AWS_REGION', 'ap-southeast-1'],
    ['AWS_ACCESS_KEY_ID', 'test'],
    ['AWS_SECRET_ACCESS_KEY', 'test'],
  ] as const)
    vi.stubEnv(name, value);
});
afterEach(() => vi.unstubAllEnvs());

const letter: Letter = { to: ['a@x.example'], cc: [], subject: 'Nhắc', text: 'x', html: 'x' };
const send = () =>
  createSending(
    register.table,
    {
      MAIL_SENDER: 'baocao@x.example',
      MAIL_CONFIGURATION_SET: 'set',
      OFFICE_ADDRESS: 'vp@x.example',
      MAX_SEND_RATE_PER_SECOND: 100,
    },
    () => {},
  ).mailer.send(letter);

describe('a mail service that takes a letter and answers too late', () => {
  it('has it once from one call: nobody repeats by themselves, the next sweep does', async () => {
    late = 1;
    expect(await send()).toMatchObject({ outcome: 'later' });
    expect(taken).toBe(1);
    expect(await send()).toMatchObject({ outcome: 'sent', messageId: 'm-1' });
    expect(taken).toBe(2);
  });
});
