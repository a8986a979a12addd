import { SESClient, SendEmailCommand, type SendEmailCommandInput, SendRawEmailCommand } from '@aws-sdk/client-ses';
import { describe, expect, it, onTestFinished } from 'vitest';
import { openMailFront } from '../../../../infra/local/mail/front.ts';
import type { MailRequest } from '../../../../infra/local/mail/message.ts';
import { createRateLimit } from '../../../../infra/local/mail/rate.ts';
import { faultOf } from '../../../../infra/local/mail/rules.ts';

const spec = { identities: ['dienbien.example'], configurationSets: new Map([['letters', new Set<string>()]]) };

async function openSes(admits = () => true) {
  const kept: (MailRequest & { caller: string })[] = [];
  const front = await openMailFront({
    callerOf: ({ headers }) => (headers.authorization?.includes('=AKIASWEEP/') ? 'sweep' : undefined),
    denialOf: () => undefined,
    faultOf: (mail) => faultOf(mail, spec, 'ap-southeast-1'),
    admits,
    keep: (mail, _, caller) => kept.push({ ...mail, caller }),
  });
  onTestFinished(() => front.close(0));
  const client = (accessKeyId = 'AKIASWEEP') => {
    const ses = new SESClient({
      endpoint: front.endpoint,
      region: 'ap-southeast-1',
      credentials: { accessKeyId, secretAccessKey: 'x' },
      maxAttempts: 1,
    });
    onTestFinished(() => ses.destroy());
    return ses;
  };
  return { front, kept, client };
}

const text = (Data: string) => ({ Data, Charset: 'UTF-8' });
const letter = (change: Partial<SendEmailCommandInput> = {}) =>
  new SendEmailCommand({
    Source: 'baocao@dienbien.example',
    Destination: { ToAddresses: ['a@x.example', 'b@x.example'], CcAddresses: ['c@x.example'] },
    Message: {
      Subject: text('Nhắc gửi báo cáo & đôn đốc'),
      Body: { Text: text('Kính gửi: Sở Tư pháp\n“trước ngày 28”'), Html: text('<p>Kính gửi</p>') },
    },
    ConfigurationSetName: 'letters',
    Tags: [{ Name: 'unit', Value: 'so-tu-phap' }],
    ReplyToAddresses: ['vanphong@dienbien.example'],
    ...change,
  });
const to = (...ToAddresses: string[]) => letter({ Destination: { ToAddresses } });

describe('the local SES', () => {
  it('takes a letter as the real SDK sends it, whole', async () => {
    const { kept, client } = await openSes();
    const { MessageId } = await client().send(letter());
    expect(MessageId).toMatch(/^local-/);
    expect(kept).toEqual([
      {
        caller: 'sweep',
        source: 'baocao@dienbien.example',
        to: ['a@x.example', 'b@x.example'],
        cc: ['c@x.example'],
        bcc: [],
        replyTo: ['vanphong@dienbien.example'],
        subject: 'Nhắc gửi báo cáo & đôn đốc',
        text: 'Kính gửi: Sở Tư pháp\n“trước ngày 28”',
        html: '<p>Kính gửi</p>',
        configurationSet: 'letters',
        tags: { unit: 'so-tu-phap' },
      },
    ]);
  });

  it.each([
    ['from an address that is not verified', letter({ Source: 'baocao@elsewhere.example' }), 'MessageRejected'],
    [
      'with an unknown configuration set',
      letter({ ConfigurationSetName: 'none' }),
      'ConfigurationSetDoesNotExistException',
    ],
    ['to nobody', to(), 'InvalidParameterValue'],
    ['to more than fifty', to(...Array.from({ length: 51 }, (_, i) => `u${i}@x.example`)), 'InvalidParameterValue'],
    ['to what is no address', to('so-tu-phap'), 'InvalidParameterValue'],
    ['to an address with a line break', to('a@x.example\r\nBcc: all@x.example'), 'InvalidParameterValue'],
    ['to a name that is not encoded', to('Sở Tư pháp <a@x.example>'), 'InvalidParameterValue'],
    [
      'with a line break in its subject',
      letter({ Message: { Subject: text('a\r\nBcc: all@x.example'), Body: { Text: text('x') } } }),
      'InvalidParameterValue',
    ],
    ['without a body', letter({ Message: { Subject: text('a'), Body: {} } }), 'ValidationError'],
    ['with a tag that SES cannot carry', letter({ Tags: [{ Name: 'unit', Value: 'Sở' }] }), 'InvalidParameterValue'],
  ])('refuses a letter %s', async (_, command, name) => {
    const { kept, client } = await openSes();
    await expect(client().send(command)).rejects.toMatchObject({ name });
    expect(kept).toEqual([]);
  });

  it('refuses a caller that it does not know, and an action that it does not', async () => {
    const { client } = await openSes();
    await expect(client('AKIAOTHER').send(letter())).rejects.toMatchObject({ name: 'InvalidClientTokenId' });
    const raw = new SendRawEmailCommand({ RawMessage: { Data: new Uint8Array([1]) } });
    await expect(client().send(raw)).rejects.toMatchObject({ name: 'InvalidAction' });
  });

  it('takes a display name in ASCII', async () => {
    const { kept, client } = await openSes();
    await client().send(letter({ Source: 'Bao cao <baocao@dienbien.example>' }));
    expect(kept).toHaveLength(1);
  });

  it('keeps to its sending rate', async () => {
    let elapsed = 0;
    const { kept, client } = await openSes(createRateLimit(2, () => elapsed));
    const ses = client();
    await ses.send(letter());
    await ses.send(letter());
    await expect(ses.send(letter())).rejects.toMatchObject({ name: 'Throttling' });
    elapsed += 1001;
    await ses.send(letter());
    expect(kept).toHaveLength(3);
  });

  it.each([
    ['throttling', 'Throttling', 0],
    ['quota', 'Throttling', 0],
    ['outage', 'ServiceUnavailable', 0],
    ['rejected', 'MessageRejected', 0],
    ['no-answer', /.*/, 1],
  ] as const)('fails by %s as often as a test asks', async (failure, name, count) => {
    const { front, kept, client } = await openSes();
    const ses = client();
    front.failNext(1, failure);
    await expect(ses.send(letter())).rejects.toMatchObject({ name: expect.stringMatching(name) });
    expect(kept).toHaveLength(count);
    await ses.send(letter());
    expect(kept).toHaveLength(count + 1);
  });

  it('lets a test act before a letter is taken and before it is answered', async () => {
    const { front, kept, client } = await openSes();
    const seen: string[] = [];
    front.hooks.received = () => void seen.push(`received ${kept.length}`);
    front.hooks.kept = (_, id) => void seen.push(`kept ${kept.length} ${id.slice(0, 5)}`);
    await client().send(letter());
    expect(seen).toEqual(['received 0', 'kept 1 local']);
  });
});
