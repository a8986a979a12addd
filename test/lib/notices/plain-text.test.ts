import { describe, expect, it } from 'vitest';
import { composeReceipt } from '../../../lib/notices/text/answer.ts';
import { composeDigest } from '../../../lib/notices/text/digest.ts';
import { render } from '../../../lib/notices/text/markup.ts';

const PORTAL = 'https://dunghan.dienbien.example/';
const NOW = '2026-01-29T01:00:00Z';

describe('a letter in plain text', () => {
  it('says facts a line each, and leaves out what there is nothing to say of', () => {
    const { text } = render('', [
      {
        facts: [
          ['Hạn mới', 'chậm nhất hết ngày 30/01/2026'],
          ['Ghi chú', ''],
        ],
      },
    ]);
    expect(text).toBe('- Hạn mới: chậm nhất hết ngày 30/01/2026\n');
  });

  it('lists the rows of a table under what each is about, numbered when there are several', () => {
    const head = ['Báo cáo', 'Hạn gửi'];
    const [first, second] = [
      ['Báo cáo tháng 1/2026', '27/01/2026'],
      ['Báo cáo tuần 4/2026', '30/01/2026'],
    ] as const;
    const textOf = (...rows: (readonly string[])[]) =>
      render('', [{ table: { head, rows: rows.map((row) => [...row]) } }]).text;
    expect(textOf(first)).toBe('Báo cáo tháng 1/2026\n- Hạn gửi: 27/01/2026\n');
    expect(textOf(first, second)).toBe(
      '1. Báo cáo tháng 1/2026\n- Hạn gửi: 27/01/2026\n\n2. Báo cáo tuần 4/2026\n- Hạn gửi: 30/01/2026\n',
    );
  });

  it('of a receipt can be read from the greeting to the signature', () => {
    const { text } = composeReceipt(
      {
        ...{ number: 'BN-so-y-te.monthly.2026-01.1', submission: 'so-y-te.monthly.2026-01.1' },
        obligation: 'so-y-te.monthly.2026-01',
        unit: { id: 'so-y-te', name: 'Sở Y tế' },
        report: {
          ...{ rule: 'monthly', name: 'Báo cáo tháng 1/2026', period: '2026-01' },
          ...{ from: '2025-12-26', to: '2026-01-25', lastDay: '2026-01-27' },
        },
        ...{ version: 1, documentNumber: '12-BC/SYT', documentDate: '2026-01-26', signedBy: 'Lò Văn A' },
        files: [{ name: 'bao-cao.pdf', size: 2048, type: 'application/pdf', role: 'main', sha256: 'uU0n' }],
        ...{ receivedAt: '2026-01-26T02:00:00Z', early: false, verdict: 'on-time' },
        ...{ regimeVersion: '353-CV/TU@2021-08-24', historyHash: 'c0ffee' },
      },
      PORTAL,
    );
    expect(text.split('\n\n')).toEqual([
      'Kính gửi: Sở Y tế',
      'Văn phòng Tỉnh ủy xác nhận đã nhận đủ báo cáo của đơn vị, cụ thể như sau:',
      [
        '- Số biên nhận: BN-so-y-te.monthly.2026-01.1',
        '- Đơn vị gửi: Sở Y tế',
        '- Báo cáo: Báo cáo tháng 1/2026 (kỳ từ ngày 26/12/2025 đến hết ngày 25/01/2026), lần gửi thứ 1',
        '- Số, ngày văn bản: 12-BC/SYT, ngày 26/01/2026',
        '- Người ký: Lò Văn A',
        '- Thời điểm nhận đủ: 09:00, thứ Hai, 26/01/2026',
        '- Hạn gửi: chậm nhất hết ngày 27/01/2026',
        '- Kết quả: đúng hạn',
        '- Quy định áp dụng: văn bản số 353-CV/TU, áp dụng từ ngày 24/08/2021',
        '- Mã xác thực: c0ffee',
      ].join('\n'),
      'Các tệp đã nhận:',
      'bao-cao.pdf\n- Loại: văn bản chính\n- Dung lượng: 2 KB\n- SHA-256 (base64): uU0n',
      `Xem báo cáo đã gửi tại: ${PORTAL}`,
      expect.stringContaining('Không gửi tài liệu, thông tin thuộc bí mật nhà nước'),
      'Trân trọng./.',
      'VĂN PHÒNG TỈNH ỦY',
      expect.stringContaining('Thư được gửi tự động'),
    ]);
  });

  it('of the morning gives a line to each report, so that a long list stays short', () => {
    const late = { period: '2026-01', lastDay: '2026-01-27', dueBefore: '2026-01-27T17:00:00Z' };
    const today = { period: '2026-W05', lastDay: '2026-01-29', dueBefore: '2026-01-29T17:00:00Z' };
    const { text } = composeDigest(
      {
        dueToday: [{ unitName: 'Công an tỉnh', ...today }],
        newlyLate: [
          { unitName: 'Sở Y tế', ...late },
          { unitName: 'Sở Nội vụ', ...late, supplement: true },
        ],
        ...{ overdue: [], dead: [], findings: [] },
      },
      NOW,
      PORTAL,
    );
    expect(text).toContain('\nCông an tỉnh: Báo cáo tuần 5/2026, hạn gửi hết hôm nay, 29/01/2026\n');
    expect(text).toContain(
      '\n1. Sở Y tế: Báo cáo tháng 1/2026, hạn gửi 27/01/2026, chậm 2 ngày\n2. Sở Nội vụ: Bổ sung Báo cáo tháng 1/2026, hạn gửi 27/01/2026, chậm 2 ngày\n',
    );
  });
});
