import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as schemas from '../../functions/api/schemas/index.ts';
import { sampleDocx } from '../samples/office.ts';
import { samplePdf } from '../samples/pdf.ts';
import { DOCX, type Office, openOffice, PDF, type UploadFile } from './office.ts';

const MORNING = '2026-10-26T01:00:00Z';
const LAST_SECOND = '2026-10-27T16:59:59Z';
const FIRST_LATE = '2026-10-27T17:00:00Z';
const report: UploadFile[] = [
  {
    name: 'Báo cáo tháng 10.pdf',
    type: PDF,
    role: 'main',
    bytes: samplePdf(['Báo cáo tháng 10 năm 2026', 'Tình hình chung']),
  },
  { name: 'Phụ lục.docx', type: DOCX, role: 'annex', bytes: sampleDocx(['Phụ lục số liệu']) },
];
const obligationOf = (unit: string) => `${unit}.monthly.2026-10`;

let office: Office;
beforeAll(async () => {
  office = await openOffice(MORNING, { goLive: '2026-10-01' });
});
afterAll(() => office.close());

describe('a unit files its report', () => {
  it('finds what it owes, sends a PDF and a DOCX, and reads on time with a receipt', async () => {
    const owed = schemas.obligationList.parse((await office.as('so-tu-phap', 'GET', '/v1/obligations')).body);
    expect(owed.items[0]).toMatchObject({
      id: obligationOf('so-tu-phap'),
      verdict: 'not-yet-due',
      lastDay: '2026-10-27',
    });

    const received = await office.file('so-tu-phap', obligationOf('so-tu-phap'), report);
    expect(received).toMatchObject({ status: 'received', receivedAt: MORNING });
    expect(received.receipt).toMatchObject({ verdict: 'on-time', unit: { name: 'Sở Tư pháp' } });
    expect(received.receipt?.files.map((f) => f.name)).toEqual(['Báo cáo tháng 10.pdf', 'Phụ lục.docx']);

    const shown = schemas.obligation.parse(
      (await office.as('so-tu-phap', 'GET', `/v1/obligations/${obligationOf('so-tu-phap')}`)).body,
    );
    expect(shown).toMatchObject({ verdict: 'on-time', status: 'received', receivedAt: MORNING });
    expect(shown.history.at(-1)?.hash).toBe(received.receipt?.historyHash);
  });

  it('is told by mail, with the number and the hash of each file', async () => {
    const mails = await office.mailed((m) => m.to.includes('so-tu-phap@dienbien.example'));
    expect(mails.map((m) => m.subject)).toEqual(['[Biên nhận] Báo cáo tháng 10/2026: đúng hạn']);
    expect(mails[0]).toMatchObject({ at: MORNING });
    expect(mails[0]?.text).toContain('BN-so-tu-phap.monthly.2026-10.1');
  });

  it('lets the Office fetch the very bytes that were sent', async () => {
    const path = `/v1/submissions/${obligationOf('so-tu-phap')}.1/files/1`;
    const { url } = schemas.download.parse((await office.as('office', 'GET', path)).body);
    const fetched = await fetch(url);
    expect(fetched.headers.get('content-disposition')).toContain('attachment');
    expect(new Uint8Array(await fetched.arrayBuffer())).toEqual(report[0]?.bytes);
  });

  it('is on time one second before the first late instant, and late at it', async () => {
    await office.moveTo(LAST_SECOND);
    const inTime = await office.file('so-noi-vu', obligationOf('so-noi-vu'), report);
    expect(inTime).toMatchObject({ receivedAt: LAST_SECOND, receipt: { verdict: 'on-time' } });

    await office.moveTo(FIRST_LATE);
    const late = await office.file('so-tai-chinh', obligationOf('so-tai-chinh'), report);
    expect(late).toMatchObject({ receivedAt: FIRST_LATE, receipt: { verdict: 'late', daysLate: 1 } });
  });

  it('counts as received when the last of its files is stored: an annex after midnight makes it late', async () => {
    const unit = 'so-xay-dung';
    const declared = schemas.declared.parse((await office.declare(unit, obligationOf(unit), report)).body);
    const [main, annex] = declared.uploads;
    if (!main || !annex || !report[0] || !report[1]) throw new Error('two forms');
    expect((await office.upload(annex, report[1].bytes)).status).toBe(204);
    const half = schemas.submission.parse((await office.as(unit, 'GET', `/v1/submissions/${declared.id}`)).body);
    expect(half.status).toBe('pending');
    expect((await office.upload(main, report[0].bytes)).status).toBe(204);
    expect(await office.settled(unit, declared.id)).toMatchObject({ receipt: { verdict: 'late' } });
  });

  it('may send a correction: both versions are kept and the first receipt stands', async () => {
    const corrected = await office.file('so-noi-vu', obligationOf('so-noi-vu'), report);
    expect(corrected).toMatchObject({ version: 2, receivedAt: FIRST_LATE, receipt: { verdict: 'on-time' } });
    const shown = schemas.obligation.parse(
      (await office.as('office', 'GET', `/v1/obligations/${obligationOf('so-noi-vu')}`)).body,
    );
    expect(shown).toMatchObject({ verdict: 'on-time', receivedAt: LAST_SECOND });
    expect(shown.submissions.map((s) => s.status)).toEqual(['received', 'received']);
  });

  it('is counted', async () => {
    const answer = await office.as('leader', 'GET', '/v1/compliance?rule=monthly&period=2026-10');
    const { onTime, late, missing, expected } = schemas.compliance.parse(answer.body);
    expect([onTime, late]).toEqual([2, 2]);
    expect(onTime + late + missing).toBe(expected);
  });
});
