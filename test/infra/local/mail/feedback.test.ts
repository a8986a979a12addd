import { describe, expect, it } from 'vitest';
import { deliveryEventSchema } from '../../../../functions/record-delivery/event.ts';
import { feedbackOf } from '../../../../infra/local/mail/feedback.ts';

const ALL = new Set(['bounce', 'complaint']);

const sent = (...to: string[]) => ({
  mail: {
    source: 'baocao@dienbien.example',
    to,
    cc: [],
    bcc: [],
    replyTo: [],
    subject: 'Nhắc',
    text: 'x',
    html: '',
    configurationSet: 'letters',
    tags: { unit: 'so-tu-phap' },
  },
  messageId: 'local-1',
  at: '2026-10-27T01:00:00Z',
  account: '000000000000',
  region: 'ap-southeast-1',
});

describe('the feedback of SES', () => {
  it('is a bounce for the simulator’s address, in the words that the system reads', () => {
    const [event] = feedbackOf(sent('bounce+a@simulator.amazonses.com', 'b@x.example'), new Set(), ALL);
    expect(event).toMatchObject({ source: 'aws.ses', detailType: 'Email Bounced', time: '2026-10-27T01:00:00Z' });
    expect(deliveryEventSchema.parse(event)).toMatchObject({
      detail: {
        eventType: 'Bounce',
        mail: { messageId: 'local-1', tags: { unit: ['so-tu-phap'], 'ses:configuration-set': ['letters'] } },
        bounce: { bounceType: 'Permanent', bouncedRecipients: [{ emailAddress: 'bounce+a@simulator.amazonses.com' }] },
      },
    });
  });

  it('is a complaint for the other address of the simulator', () => {
    const [event] = feedbackOf(sent('complaint@simulator.amazonses.com'), new Set(), ALL);
    expect(deliveryEventSchema.parse(event).detail).toMatchObject({ eventType: 'Complaint' });
  });

  it('is a bounce for an address known to be dead, whatever its case', () => {
    expect(feedbackOf(sent('Dead@x.example'), new Set(['dead@x.example']), ALL)).toHaveLength(1);
  });

  it('is nothing for an address that lives, nor for the simulator’s success', () => {
    expect(feedbackOf(sent('a@x.example', 'success@simulator.amazonses.com'), new Set(), ALL)).toEqual([]);
  });

  it('is only what the configuration set publishes', () => {
    const both = sent('bounce@simulator.amazonses.com', 'complaint@simulator.amazonses.com');
    expect(feedbackOf(both, new Set(), new Set(['complaint'])).map(({ detailType }) => detailType)).toEqual([
      'Email Complaint Received',
    ]);
  });
});
