import { SESClient, SendEmailCommand } from '@aws-sdk/client-ses';
import { mockClient } from 'aws-sdk-client-mock';
import { beforeEach, describe, expect, it } from 'vitest';
import { createPacer, createSesMailer } from '../../../lib/store/mailer.ts';

const ses = mockClient(SESClient);
beforeEach(() => ses.reset());

const settings = {
  MAIL_SENDER: 'Đúng hạn <khong-tra-loi@dienbien.example>',
  MAIL_CONFIGURATION_SET: 'notices',
  OFFICE_ADDRESS: 'vanphong@dienbien.example',
};
const letter = {
  unit: 'so-tu-phap',
  to: ['a@x.example'],
  cc: ['b@x.example'],
  subject: 's',
  text: 't',
  html: '<p>t</p>',
};
const mailer = createSesMailer(new SESClient({ region: 'ap-southeast-1' }), settings, async () => {});
const failing = (name: string) => ses.on(SendEmailCommand).rejects(Object.assign(new Error(name), { name }));

describe('sending through the mail service', () => {
  it('tags the letter with its unit and lets replies reach the Office', async () => {
    ses.on(SendEmailCommand).resolves({ MessageId: 'm-1' });
    expect(await mailer.send(letter)).toEqual({ outcome: 'sent', messageId: 'm-1' });
    expect(ses.commandCalls(SendEmailCommand)[0]?.args[0].input).toMatchObject({
      Destination: { ToAddresses: ['a@x.example'], CcAddresses: ['b@x.example'] },
      ReplyToAddresses: ['vanphong@dienbien.example'],
      ConfigurationSetName: 'notices',
      Tags: [{ Name: 'unit', Value: 'so-tu-phap' }],
    });
  });

  it.each([
    'Throttling',
    'ThrottlingException',
    'TooManyRequestsException',
    'LimitExceededException',
    'TimeoutError',
    'ServiceUnavailable',
  ])('%s means later, not lost', async (name) => {
    failing(name);
    expect(await mailer.send(letter)).toMatchObject({ outcome: 'later' });
  });

  it.each(['MessageRejected', 'InvalidParameterValue'])('%s means refused for good', async (name) => {
    failing(name);
    expect(await mailer.send(letter)).toMatchObject({ outcome: 'refused' });
  });
});

describe('a sender that is not verified yet', () => {
  it('delays letters and loses none', async () => {
    const message = 'Email address is not verified. The following identities failed the check in region AP-SOUTHEAST-1';
    ses.on(SendEmailCommand).rejects(Object.assign(new Error(message), { name: 'MessageRejected' }));
    expect(await mailer.send(letter)).toMatchObject({ outcome: 'later' });
  });
});

describe('the pace', () => {
  it('spaces letters evenly at the rate that the account allows, also when several send at once', async () => {
    let clock = 0;
    const starts: number[] = [];
    const wait = async (ms: number) => {
      starts.push(clock + ms);
    };
    const pace = createPacer(4, { elapsedMs: () => clock, wait });
    await Promise.all([pace(), pace(), pace()]);
    clock = 10_000;
    await pace();
    expect(starts).toEqual([250, 500]);
  });
});
