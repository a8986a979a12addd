import { describe, expect, it } from 'vitest';
import { decisionSchema, offSystemSchema } from '../../lib/http/requests/decision.ts';
import { workEndSchema } from '../../lib/http/requests/request.ts';
import { type Draft, emptyDraft, errorsOf, readDraft, type Step } from '../../web/src/pages/review/draft.ts';

const filled: Draft = {
  step: '',
  lastDay: '30/1/2026',
  reason: 'Mưa lũ\nchia cắt địa bàn',
  authority: 'Thường trực Tỉnh ủy',
  note: '',
  receivedDate: '26/01/2026',
  receivedTime: '8h05',
  documentNumber: '15-BC/ĐU',
  documentDate: '25.01.2026',
  signedBy: 'Lò Văn B',
  channel: 'cipher',
  endedOn: '20/01/2026',
};
const schemas = { decisions: decisionSchema, receipts: offSystemSchema, 'work-end': workEndSchema };
const steps: Step[] = ['acceptance', 'return', 'rejection', 'extension', 'waiver', 'off-system', 'work-end'];

describe('the form of decisions', () => {
  it.each(steps)('says of %s what the API takes, and nothing else', (step) => {
    const read = readDraft(filled, step, 3, 1);
    if (!read.ok) throw new Error(JSON.stringify(read.errors));
    const schema = Object.entries(schemas).find(([path]) => path === read.path)?.[1];
    expect(schema?.safeParse(read.body)).toMatchObject({ success: true, data: { version: 3 } });
  });

  it('takes times for those of Điện Biên, and makes one line of several', () => {
    expect(readDraft(filled, 'off-system', 3, undefined)).toMatchObject({
      body: { receivedAt: '2026-01-26T08:05:00+07:00', documentDate: '2026-01-25' },
    });
    expect(readDraft(filled, 'waiver', 3, undefined)).toMatchObject({ body: { reason: 'Mưa lũ chia cắt địa bàn' } });
  });

  it.each([
    ['return', {}, ['lastDay', 'reason', 'authority']],
    ['rejection', {}, ['reason', 'authority']],
    ['extension', { ...filled, lastDay: '30/2/2026' }, ['lastDay']],
    ['off-system', { ...filled, receivedTime: '24:00' }, ['receivedTime']],
    ['off-system', { ...filled, channel: '' }, ['channel']],
    ['work-end', { endedOn: 'hôm qua' }, ['endedOn']],
  ] as const)('of %s with %j says which fields are wrong', (step, change, fields) => {
    const read = readDraft({ ...emptyDraft, ...change }, step, 3, 1);
    expect(read).toMatchObject({ ok: false });
    expect(read.ok ? [] : Object.keys(read.errors)).toEqual(fields);
  });

  it('puts a refusal beside the field that it is about', () => {
    const refused = [
      { field: 'receivedAt', message: 'không được ở tương lai' },
      { field: 'version', message: 'không còn là bản mới nhất' },
    ];
    expect(errorsOf(refused, 'off-system')).toEqual({ receivedDate: 'không được ở tương lai' });
  });
});
