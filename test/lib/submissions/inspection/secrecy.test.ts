import { describe, expect, it } from 'vitest';
import { findSecrecyMark } from '../../../../lib/submissions/inspection/secrecy.ts';

describe('a mark of secrecy (R19)', () => {
  it.each([
    ['MẬT', 'MẬT'],
    ['TỐI MẬT', 'TỐI MẬT'],
    ['TUYỆT MẬT', 'TUYỆT MẬT'],
    ['  MẬT  ', 'MẬT'],
    ['M Ậ T', 'MẬT'],
    ['M   Ậ   T', 'MẬT'],
    ['T U Y Ệ T  M Ậ T', 'TUYỆT MẬT'],
    ['TỐI\u00a0MẬT', 'TỐI MẬT'],
    ['TỐI-MẬT', 'TỐI MẬT'],
    ['[MẬT]', 'MẬT'],
    ['“TỐI MẬT”', 'TỐI MẬT'],
    ['(MẬT)', 'MẬT'],
    ['*** TUYỆT MẬT ***', 'TUYỆT MẬT'],
    ['│ MẬT │', 'MẬT'],
    ['║TỐI MẬT║', 'TỐI MẬT'],
    ['■ MẬT ■', 'MẬT'],
    ['MẬT.', 'MẬT'],
    [`${'.'.repeat(200)}MẬT${'.'.repeat(200)}`, 'MẬT'],
    ['M\u200bẬ\u200bT', 'MẬT'],
    ['MẬT'.normalize('NFD'), 'MẬT'],
    ['TUYỆT MẬT'.normalize('NFD'), 'TUYỆT MẬT'],
    ['MÂ\u0323T', 'MẬT'],
    ['TÀI LIỆU MẬT', 'MẬT'],
    ['TÀI LIỆU TỐI MẬT', 'TỐI MẬT'],
    ['VĂN BẢN MẬT', 'MẬT'],
    ['HỒ SƠ TUYỆT MẬT', 'TUYỆT MẬT'],
    ['Độ mật: Mật', 'MẬT'],
    ['Độ mật: Tối mật', 'TỐI MẬT'],
    ['Độ mật: Tuyệt mật.', 'TUYỆT MẬT'],
    ['ĐỘ MẬT: MẬT', 'MẬT'],
    ['- Độ mật : “Tối mật”', 'TỐI MẬT'],
    ['Độ mật: ……… Mật', 'MẬT'],
    ['Mức độ mật: Mật', 'MẬT'],
    ['Độ bí mật nhà nước: Tối mật', 'TỐI MẬT'],
    ['BÍ MẬT NHÀ NƯỚC - ĐỘ MẬT', 'MẬT'],
    ['BÍ MẬT NHÀ NƯỚC ĐỘ TỐI MẬT', 'TỐI MẬT'],
    ['BÍ MẬT NHÀ NƯỚC (thuộc độ Tuyệt mật)', 'TUYỆT MẬT'],
    ['TÀI LIỆU BÍ MẬT NHÀ NƯỚC, độ: Mật', 'MẬT'],
    ['Số 12-BC/TU\nMẬT', 'MẬT'],
    ['MẬT\tĐiện Biên, ngày 05 tháng 01 năm 2027', 'MẬT'],
    ['Số 12-BC/TU      TỐI MẬT', 'TỐI MẬT'],
    ['mËt', 'MẬT'],
    ['TèI MËT', 'TỐI MẬT'],
    ['tuyÖt mËt', 'TUYỆT MẬT'],
    ['TOÁI MAÄT', 'TỐI MẬT'],
  ])('%j is %s', (line, mark) => {
    expect(findSecrecyMark([line])).toBe(mark);
    expect(findSecrecyMark(['TỈNH ỦY ĐIỆN BIÊN', line, 'BÁO CÁO'])).toBe(mark);
  });

  it('counts as the gravest one found', () => {
    expect(findSecrecyMark(['MẬT', 'BÁO CÁO', 'TUYỆT MẬT', 'PHỤ LỤC', 'TỐI MẬT'])).toBe('TUYỆT MẬT');
  });

  it('is seen when the label and the level stand in two cells', () => {
    expect(findSecrecyMark(['Độ mật:', 'Mật'])).toBe('MẬT');
    expect(findSecrecyMark(['Độ mật:\tTối mật'])).toBe('TỐI MẬT');
  });

  it('is seen above the stamp for urgency', () => {
    expect(findSecrecyMark(['MẬT', 'ĐỘ KHẨN: HỎA TỐC'])).toBe('MẬT');
  });

  it('is seen when empty lines stand around it', () => {
    expect(findSecrecyMark(['BÁO CÁO', '', ' ', 'MẬT', '', 'A'])).toBe('MẬT');
  });
});

describe('no mark of secrecy', () => {
  it.each([
    'công tác bảo vệ bí mật nhà nước',
    'Công tác bảo vệ bí mật nhà nước được thực hiện nghiêm túc.',
    'CÔNG TÁC BẢO VỆ BÍ MẬT NHÀ NƯỚC',
    'BÍ MẬT NHÀ NƯỚC',
    'mật ong',
    'MẬT ONG',
    'mật độ dân số',
    'MẬT ĐỘ DÂN SỐ',
    'Mật độ',
    'MẬT MÃ',
    'MẬT KHẨU',
    'BẢO MẬT',
    'BÍ MẬT',
    'CƠ MẬT',
    'mật thiết',
    'không mật',
    'Không mật',
    'KHÔNG MẬT',
    'Độ mật: Không',
    'Độ mật: Không mật',
    'ĐỘ MẬT: KHÔNG',
    'Độ mật:',
    'Độ mật',
    'ĐỘ MẬT',
    'Độ mật: Mật / Tối mật / Tuyệt mật / Không',
    'Độ mật (Mật, Tối mật, Tuyệt mật)',
    'GIẢI MẬT',
    'Mật',
    'mật',
    'Tối mật',
    'tuyệt mật',
    'MẬT: 03 văn bản',
    'MẬT 3',
    'Danh mục bí mật nhà nước độ Mật',
    'DANH MỤC BÍ MẬT NHÀ NƯỚC ĐỘ TỐI MẬT',
    'Văn bản có độ mật: Tối mật phải được gửi qua đường cơ yếu.',
    'Bộ Công an quy định mẫu dấu "TUYỆT MẬT", "TỐI MẬT", "MẬT".',
    'Trong kỳ đã tiếp nhận 05 văn bản MẬT, 02 văn bản TỐI MẬT.',
    `${'Thực hiện nghiêm các quy định của Đảng và Nhà nước; '.repeat(4)}giữ gìn BÍ MẬT`,
    'constructor',
    '',
    '...',
  ])('in %j', (line) => {
    expect(findSecrecyMark([line])).toBeUndefined();
    expect(findSecrecyMark(['TỈNH ỦY ĐIỆN BIÊN', line, 'BÁO CÁO'])).toBeUndefined();
  });

  it.each([
    [['CÔNG TÁC BẢO', 'MẬT']],
    [['BÁO CÁO CÔNG TÁC BẢO VỆ BÍ', 'MẬT', 'NHÀ NƯỚC']],
    [['ĐỘ', 'MẬT']],
    [['TÀI LIỆU KHÔNG', 'MẬT']],
    [['GIẢI', 'MẬT']],
    [['DÂN SỐ', 'MẬT', 'ĐỘ']],
    [['MẬT', 'ĐỘ DÂN SỐ']],
    [['MẬT', 'ONG']],
  ])('in a heading broken into the lines %j', (lines) => {
    expect(findSecrecyMark(lines)).toBeUndefined();
  });

  it.each([
    [['TỔNG SỐ', 'TUYỆT MẬT', 'TỐI MẬT', 'MẬT', 'GHI CHÚ']],
    [['TỔNG SỐ\tTUYỆT MẬT\tTỐI MẬT\tMẬT']],
    [['Độ mật', 'Tuyệt mật', 'Tối mật', 'Mật']],
  ])('in a table that counts documents by level: %j', (lines) => {
    expect(findSecrecyMark(lines)).toBeUndefined();
  });

  it('in a column of levels below its head', () => {
    expect(findSecrecyMark(['Tên văn bản', 'Độ mật', 'Mật'])).toBeUndefined();
  });
});
