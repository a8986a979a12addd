import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as schemas from '../../functions/api/schemas/index.ts';
import { run as verify } from '../../infra/tools/history-verify.ts';
import { samplePdf } from '../samples/pdf.ts';
import { type Office, openOffice, PDF, type UploadFile } from './office.ts';

/** A Friday morning. */
const OPENING = '2026-03-13T02:00:00Z';
const report: UploadFile[] = [
  { name: 'bao-cao.pdf', type: PDF, role: 'main', bytes: samplePdf(['Báo cáo chuyên đề']) },
];
const letter = { name: 'cong-van.pdf', type: PDF, bytes: samplePdf(['Công văn yêu cầu báo cáo']) };
const ID = 'r-2026-125-cv-tu';
const ASKED = ['so-noi-vu', 'so-tai-chinh', 'so-tu-phap', 'so-xay-dung'];

let office: Office;
beforeAll(async () => {
  office = await openOffice(OPENING, { goLive: '2026-03-01' });
});
afterAll(() => office.close());

const as = (user: string, method: string, path: string, body?: unknown) => office.as(user, method, `/v1/${path}`, body);
const read = async (id: string, user = 'office') =>
  schemas.obligation.parse((await as(user, 'GET', `obligations/${id}`)).body);
const mailTo = (unit: string) => (m: { to: string[] }) => m.to.includes(`${unit}@dienbien.example`);

describe('a thematic request, from the document to the figures', () => {
  it('is opened with an attachment, told, reminded, answered, waived, counted and closed', async () => {
    const opened = await as('office', 'POST', 'requests', {
      documentNumber: '125-CV/TU',
      documentDate: '2026-03-13',
      subject: 'Kết quả thực hiện Nghị quyết số 18-NQ/TW',
      kind: 'inspection',
      audience: { kind: 'units', units: ASKED },
      deadline: { kind: 'date', date: '2026-03-20', bound: 'before' },
      sections: ['Kết quả đạt được', 'Hạn chế, nguyên nhân'],
      secrecy: 'none',
      attachments: [office.describeFile(letter)],
    });
    expect(opened.status).toBe(201);
    const { id, lastDay, uploads } = schemas.openedRequest.parse(opened.body);
    expect({ id, lastDay }).toEqual({ id: ID, lastDay: '2026-03-19' });
    const [form] = uploads;
    if (!form) throw new Error('no form for the attachment');
    expect((await office.upload(form, letter.bytes)).ok).toBe(true);

    await office.moveTo('2026-03-13T02:15:00Z');
    for (const unit of ASKED)
      expect(
        (await office.mailed((m) => mailTo(unit)(m) && m.subject.startsWith('[Yêu cầu báo cáo]')))[0]?.text,
      ).toContain('chậm nhất hết ngày 19/03/2026');

    const link = schemas.download.parse((await as('so-tu-phap', 'GET', `requests/${ID}/attachments/1`)).body);
    expect(new Uint8Array(await (await fetch(link.url)).arrayBuffer())).toEqual(letter.bytes);
    expect((await as('so-cong-thuong', 'GET', `requests/${ID}`)).status).toBe(404);

    expect(await office.file('so-tu-phap', `so-tu-phap.thematic.${ID}`, report)).toMatchObject({
      status: 'received',
      early: false,
      receipt: { verdict: 'on-time', report: { name: 'Báo cáo theo văn bản số 125-CV/TU ngày 13/03/2026' } },
    });
    const waived = await read(`so-noi-vu.thematic.${ID}`);
    const grounds = { reason: 'Không thuộc phạm vi', authority: 'Ý kiến của Thường trực Tỉnh ủy' };
    await as('office', 'POST', `obligations/${waived.id}/decisions`, {
      kind: 'waiver',
      version: waived.version,
      ...grounds,
    });

    // Three working days before Thursday 19 March, and the first working day after it.
    await office.moveTo('2026-03-20T02:00:00Z');
    const name = 'Báo cáo theo văn bản số 125-CV/TU ngày 13/03/2026';
    const toFinance = (await office.mail()).filter((m) => mailTo('so-tai-chinh')(m) && m.text.includes(name));
    expect(toFinance.map(({ at }) => at)).toEqual([
      '2026-03-13T02:15:00Z',
      ...['16', '19', '20'].map((day) => `2026-03-${day}T01:00:00Z`),
    ]);
    expect(toFinance[1]?.subject).toBe(`[Nhắc gửi báo cáo] ${name}: chậm nhất hết ngày 19/03/2026`);
    expect(toFinance[2]?.subject).toBe(`[Hạn cuối hôm nay] ${name}`);
    // The letter of the 20th also reminds of the report for the first quarter.
    expect(toFinance[3]?.subject).toBe('[Đôn đốc] 1 báo cáo quá hạn, 1 báo cáo sắp đến hạn');
    const others = (await office.mail()).filter((m) => mailTo('so-tu-phap')(m) && m.text.includes(name));
    expect(others.map(({ subject }) => subject.split(']')[0])).toEqual(['[Yêu cầu báo cáo', '[Biên nhận']);

    await office.file('so-tai-chinh', `so-tai-chinh.thematic.${ID}`, report);
    expect(
      schemas.compliance.parse((await as('leader', 'GET', `compliance?rule=thematic&period=${ID}`)).body),
    ).toMatchObject({ expected: 4, onTime: 1, late: 1, missing: 1, notYetDue: 0, waived: 1 });
    expect(await as('office', 'POST', `requests/${ID}/closing`)).toMatchObject({ status: 409 });
    await office.file('so-xay-dung', `so-xay-dung.thematic.${ID}`, report);
    expect(await as('office', 'POST', `requests/${ID}/closing`)).toMatchObject({ status: 200 });
    const closed = schemas.request.parse((await as('leader', 'GET', `requests/${ID}`)).body);
    expect(closed).toMatchObject({ compliance: { expected: 4, onTime: 1, late: 2, waived: 1, missing: 0 } });
    expect(closed.closedAt).toBeDefined();
    expect(closed.attachments).toMatchObject([{ name: 'cong-van.pdf', size: letter.bytes.length }]);
  });

  it('is opened again by a rejection, and closed once the report has come anew', async () => {
    const id = `so-xay-dung.thematic.${ID}`;
    const rejection = { kind: 'rejection', submission: 1, reason: 'Thiếu phần hạn chế', authority: 'Chánh Văn phòng' };
    const { version } = await read(id);
    expect((await as('office', 'POST', `obligations/${id}/decisions`, { ...rejection, version })).status).toBe(201);
    const reopened = schemas.request.parse((await as('office', 'GET', `requests/${ID}`)).body);
    expect(reopened.closedAt).toBeUndefined();
    expect(reopened.closings).toHaveLength(1);
    expect((await as('office', 'POST', `requests/${ID}/closing`)).status).toBe(409);
    await office.file('so-xay-dung', id, report);
    expect((await as('office', 'POST', `requests/${ID}/closing`)).status).toBe(200);
  });

  it('says why: the letter’s words, the document and how its words are read', async () => {
    const { why } = await read(`so-tu-phap.thematic.${ID}`, 'so-tu-phap');
    expect(why).toMatchObject({
      source: { clause: '1.2' },
      bound: 'before',
      basis: 'văn bản số 125-CV/TU ngày 13/03/2026',
    });
    expect(why?.formula.join(' ')).toContain('“trước ngày 20/03/2026”: không tính chính ngày được nêu');
    expect(why?.formula.join(' ')).toContain('Chậm nhất hết ngày 19/03/2026');
  });
});

describe('an ad hoc report, from the telephone to the paper', () => {
  it('alerts at once, urges each working day, and is quiet once the written report is there', async () => {
    const log = {
      reportedAt: '2026-03-20T01:50:00Z',
      reporter: 'Lò Văn A',
      receiver: 'Quàng Thị B',
      channel: 'telephone',
    };
    const logged = await as('dang-uy-xa-tuan-giao', 'POST', 'ad-hoc-reports', log);
    const { id } = schemas.openedReport.parse(logged.body);
    const [alert] = await office.mailed(({ subject }) => subject.startsWith('[Báo cáo đột xuất]'));
    expect(alert?.to).toContain('lanhdao.tinhuy@dienbien.example');
    expect(alert?.text).not.toMatch(/Lò Văn A|Quàng Thị B/);
    expect(await read(id, 'leader')).toMatchObject({
      log,
      verdict: 'not-yet-due',
      daysElapsed: 0,
      since: '2026-03-20',
    });

    await office.moveTo('2026-03-24T02:00:00Z');
    const urged = async () =>
      (await office.mail()).filter(
        (m) => mailTo('dang-uy-xa-tuan-giao')(m) && m.text.includes('Báo cáo đột xuất số 001/2026'),
      );
    expect((await urged()).map(({ at }) => at)).toEqual(['2026-03-23T01:00:00Z', '2026-03-24T01:00:00Z']);
    await office.file('dang-uy-xa-tuan-giao', id, report);
    await office.moveTo('2026-03-25T02:00:00Z');
    expect((await urged()).filter(({ subject }) => !subject.startsWith('[Biên nhận]'))).toHaveLength(2);
    expect(await read(id)).toMatchObject({ verdict: 'on-time', daysElapsed: 4 });
  });
});

describe('a copy to the centre, and a report that nobody asked for', () => {
  it('are put on record by the unit, filed, and counted', async () => {
    const copy = { agency: 'Bộ Tài chính', subject: 'Số liệu thu ngân sách', sentOn: '2026-03-25' };
    const { id } = schemas.openedReport.parse((await as('so-tai-chinh', 'POST', 'central-copies', copy)).body);
    expect(await office.file('so-tai-chinh', id, report)).toMatchObject({ receipt: { verdict: 'on-time' } });
    const own = { kind: 'pilot', subject: 'Mô hình chuyển đổi số', endedOn: '2026-03-24' };
    const { id: unasked } = schemas.openedReport.parse(
      (await as('so-tai-chinh', 'POST', 'thematic-reports', own)).body,
    );
    expect(await office.file('so-tai-chinh', unasked, report)).toMatchObject({ receipt: { verdict: 'on-time' } });
    expect((await as('office', 'GET', 'compliance?rule=central-copy')).body).toMatchObject({ expected: 1, onTime: 1 });
    const all = schemas.obligationList.parse(
      (await as('office', 'GET', 'obligations?year=2026&unit=so-tai-chinh')).body,
    );
    expect(all.items.map(({ id: each }) => each)).toEqual(expect.arrayContaining([id, unasked]));
  });

  it('leave histories that hold together', async () => {
    const { exitCode, stdout } = await verify(['--url', office.cloud.url], { fetch, token: undefined });
    expect({ exitCode, stdout }).toMatchObject({ exitCode: 0 });
  });
});
