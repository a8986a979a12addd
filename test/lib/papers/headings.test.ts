import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { folded, headingOf } from '../../../lib/papers/sections/headings.ts';
import { checkContents, placeParagraphs } from '../../../lib/papers/sections/placing.ts';
import { regimes } from '../../../lib/regime/index.ts';
import { contentsOfRule, requiredContents } from '../../../lib/regime/required-contents.ts';

const [regime] = regimes;
if (!regime) throw new Error('there is a regime');
const monthly = contentsOfRule(regime, 'monthly');
const annual = contentsOfRule(regime, 'annual');
const plain = (text: string, emphasised = false) => ({ text, place: 'đoạn 1', emphasised });
const named = (text: string, sections = monthly, emphasised = false) =>
  headingOf(plain(text, emphasised), sections)?.sections[0];

describe('headings', () => {
  it.each([
    ['I. CÁC VẤN ĐỀ NỔI LÊN CẦN QUAN TÂM CHỈ ĐẠO', 'emerging'],
    ['1. Những vấn đề nổi bật trong tháng', 'emerging'],
    ['Phần thứ hai: Kết quả thực hiện nhiệm vụ', 'performance'],
    ['II/ TÌNH HÌNH THỰC HIỆN CHỨC NĂNG, NHIỆM VỤ ĐƯỢC GIAO', 'performance'],
    ['3) Tóm tắt hoạt động lãnh đạo, chỉ đạo của cấp ủy', 'leadership'],
    ['IV- NHIỆM VỤ TRỌNG TÂM THÁNG 11', 'priorities'],
    ['B. Phương hướng, nhiệm vụ tháng 11 năm 2026', 'priorities'],
    ['V. Kiến nghị, đề xuất (nếu có)', 'proposals'],
    ['5. de xuat, kien nghi', 'proposals'],
  ])('of a month: %s', (text, section) => {
    expect(named(text)).toBe(section);
  });

  it.each([
    ['II. Hạn chế, tồn tại và nguyên nhân', 'limitations'],
    ['III. NHỮNG TỒN TẠI, HẠN CHẾ', 'limitations'],
    ['3. Khó khăn, vướng mắc', 'limitations'],
    ['I. Đánh giá chung', 'assessment'],
    ['PHẦN II: NHỮNG KẾT QUẢ ĐẠT ĐƯỢC', 'results'],
    ['IV. Phương hướng, nhiệm vụ, giải pháp năm 2027', 'tasks'],
    ['1. Về phát triển kinh tế - xã hội', 'socio-economy'],
    ['2. Lĩnh vực quốc phòng', 'defence'],
    ['4. Công tác xây dựng Đảng, hệ thống chính trị', 'party-building'],
  ])('of a year: %s', (text, section) => {
    expect(named(text, annual)).toBe(section);
  });

  it('are set apart by bold when they have no number', () => {
    expect(named('Kiến nghị, đề xuất', monthly, true)).toBe('proposals');
  });

  it('without a number are lines of few words that begin with a section’s own', () => {
    expect(named('Kiến nghị, đề xuất')).toBe('proposals');
    expect(named('Các kiến nghị, đề xuất')).toBeUndefined();
    expect(named('Kiến nghị của cử tri được trả lời đầy đủ')).toBeUndefined();
  });

  it.each([
    'Còn một số hạn chế trong công tác tuyên truyền.',
    'Đề nghị Tỉnh ủy xem xét kiến nghị của đơn vị.',
    '1. Tiếp tục thực hiện tốt các nhiệm vụ trọng tâm đã đề ra từ đầu năm, bảo đảm tiến độ.',
    'Chỉ tiêu | Kiến nghị | Kết quả',
    '12 hạn chế đã được khắc phục trong tháng',
    '3.5 tỷ đồng kết quả đạt được từ nguồn xã hội hóa',
    'Phần thứ hai của nhiệm vụ trọng tâm đã hoàn thành',
    'V. I. Lênin chỉ rõ những hạn chế, tồn tại của phong trào. Kết quả đạt được là to lớn.',
    '',
  ])('are not sentences that speak of the same: %s', (text) => {
    expect(headingOf(plain(text), annual)?.sections ?? []).toEqual([]);
  });

  it('of defence and security together name both', () => {
    expect(headingOf(plain('3. Quốc phòng - an ninh'), annual)?.sections).toEqual(['defence', 'security']);
  });

  it('fold case, accents and punctuation', () => {
    expect(folded('  HẠN CHẾ, tồn tại - ĐÁNH giá ')).toBe('han che ton tai danh gia');
  });
});

/** Headings as units write them, each with the section that it names. */
const written = fc.constantFrom<[string, string]>(
  ['Hạn chế, tồn tại và nguyên nhân', 'limitations'],
  ['Tồn tại, hạn chế, nguyên nhân', 'limitations'],
  ['Những khó khăn, vướng mắc', 'limitations'],
  ['Đánh giá chung', 'assessment'],
  ['Những kết quả đạt được', 'results'],
  ['Kết quả thực hiện các nhiệm vụ chủ yếu', 'results'],
  ['Phương hướng, nhiệm vụ và giải pháp năm 2027', 'tasks'],
  ['Kiến nghị, đề xuất', 'proposals'],
  ['Những đề xuất, kiến nghị (nếu có)', 'proposals'],
);
const numbers = ['II. ', 'II- ', 'II/ ', 'II.', '2. ', '2.', '2) ', '2- ', '2/ ', '2.1. ', '2.1 ', 'B. ', 'PHẦN II: '];
const casings = [
  (text: string) => text,
  (text: string) => text.toLocaleUpperCase('vi'),
  (text: string) => text.normalize('NFD'),
];

describe('laws of headings', () => {
  it('a section’s heading is known under any number, in any case, with or without a colon', () => {
    fc.assert(
      fc.property(
        ...([written, fc.constantFrom(...numbers), fc.constantFrom(...casings), fc.constantFrom('', ':')] as const),
        ([text, section], number, casing, end) => {
          expect(named(`${number}${casing(text)}${end}`.normalize('NFC'), annual)).toBe(section);
        },
      ),
    );
  });

  it('a section’s heading that is set apart is known without a number', () => {
    fc.assert(
      fc.property(written, fc.constantFrom(...casings), ([text, section], casing) => {
        expect(named(casing(text).normalize('NFC'), annual, true)).toBe(section);
      }),
    );
  });

  it('a sentence is no heading, whatever it speaks of, however it begins, bold or not', () => {
    const beginning = fc.constantFrom(
      '',
      '12 ',
      '3.5 ',
      '1. ',
      '2.1. ',
      'a) ',
      '- ',
      'I. ',
      'Phần thứ hai của ',
      'Trong tháng, ',
    );
    const rest = 'đã được cấp ủy các cấp quan tâm, tập trung lãnh đạo và chỉ đạo thực hiện có hiệu quả.';
    fc.assert(
      fc.property(beginning, written, fc.boolean(), (start, [text], bold) => {
        expect(headingOf(plain(`${start}${text} ${rest}`, bold), annual)).toBeUndefined();
      }),
    );
  });

  it('a count at the beginning of a line is no number of a heading', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 99 }), written, (n, [text]) => {
        expect(headingOf(plain(`${n} ${text.toLocaleLowerCase('vi')}`), annual)).toBeUndefined();
      }),
    );
  });
});

const placedIn = (texts: string[], sections = annual) =>
  placeParagraphs(
    texts.map((text) => plain(text)),
    sections,
  ).placed.map(({ section }) => section ?? '-');

describe('placing', () => {
  it('follows fields within the results, and leaves the tasks to themselves', () => {
    expect(
      placedIn([
        'BÁO CÁO',
        'I. ĐÁNH GIÁ CHUNG',
        'Tình hình ổn định.',
        'II. KẾT QUẢ ĐẠT ĐƯỢC',
        '1. Phát triển kinh tế - xã hội',
        'Thu ngân sách đạt 120 tỷ đồng.',
        '2. Quốc phòng, an ninh',
        'An ninh giữ vững.',
        'III. HẠN CHẾ, TỒN TẠI VÀ NGUYÊN NHÂN',
        'Giải ngân chậm.',
        'IV. NHIỆM VỤ, GIẢI PHÁP',
        '1. Phát triển kinh tế - xã hội',
        'Đẩy mạnh thu ngân sách.',
      ]),
    ).toEqual([
      '-',
      ...['assessment', 'assessment', 'results', 'socio-economy', 'socio-economy', 'defence', 'defence'],
      ...['limitations', 'limitations', 'tasks', 'tasks', 'tasks'],
    ]);
  });

  it('puts what stands under a heading of no section under none, and takes up the next that is known', () => {
    expect(placedIn(['I. KẾT QUẢ ĐẠT ĐƯỢC', 'a', 'II. CÔNG TÁC KHÁC', 'b', 'III. KIẾN NGHỊ, ĐỀ XUẤT', 'c'])).toEqual([
      'results',
      'results',
      '-',
      '-',
      'proposals',
      'proposals',
    ]);
  });

  it('takes a part’s number on a line of its own with the heading under it', () => {
    expect(
      placedIn([
        'PHẦN THỨ NHẤT',
        'ĐÁNH GIÁ CHUNG',
        'a',
        'Phần thứ hai',
        'Kết quả đạt được',
        '1. Kinh tế - xã hội',
        'b',
      ]),
    ).toEqual(['assessment', 'assessment', 'assessment', 'results', 'results', 'socio-economy', 'socio-economy']);
  });

  it('keeps a sub-heading of no section with the section that it stands in', () => {
    expect(placedIn(['I. KẾT QUẢ ĐẠT ĐƯỢC', '1. Kinh tế - xã hội', 'a', '2. Công tác dân vận', 'b'])).toEqual([
      'results',
      'socio-economy',
      'socio-economy',
      'results',
      'results',
    ]);
  });
});

describe('the contents check', () => {
  const found = placeParagraphs(
    [plain('I. ĐÁNH GIÁ CHUNG'), plain('II. KẾT QUẢ ĐẠT ĐƯỢC'), plain('1. Kinh tế - xã hội')],
    annual,
  ).found;

  it('asks localities for their fields, and departments not', () => {
    const absent = (category: string) =>
      checkContents(found, requiredContents(regime, 'annual', category)).absent.map(({ section }) => section);
    const fields = ['defence', 'security', 'party-building'];
    expect(absent('commune-committee').filter((section) => !absent('department').includes(section))).toEqual(fields);
    expect(absent('department')).toEqual(expect.arrayContaining(['limitations', 'tasks']));
  });

  it('tells where each section was found, misses what a folded month asks for, and never what is optional', () => {
    const check = checkContents(found, requiredContents(regime, 'annual', 'department'));
    expect(check.found.map(({ section, place }) => [section, place])).toEqual([
      ['assessment', 'đoạn 1'],
      ['results', 'đoạn 1'],
    ]);
    const absent = check.absent.map(({ section }) => section);
    expect(absent).toContain('emerging');
    expect(absent).not.toContain('proposals');
  });
});
