import type { Chance } from './random.ts';

type Choices = readonly [string, ...string[]];

/** How units head the sections of a monthly report; the first wording is the letter's own. */
export const headings = {
  emerging: [
    'Các vấn đề nổi lên cần quan tâm chỉ đạo',
    'Tình hình nổi lên trong tháng',
    'Một số vấn đề nổi bật, phát sinh',
  ],
  performance: [
    'Tình hình thực hiện chức năng, nhiệm vụ được giao',
    'Kết quả thực hiện nhiệm vụ trong tháng',
    'Kết quả công tác tháng',
  ],
  leadership: [
    'Tóm tắt hoạt động lãnh đạo, chỉ đạo trong tháng',
    'Công tác lãnh đạo, chỉ đạo',
    'Hoạt động lãnh đạo, chỉ đạo của cấp ủy',
  ],
  priorities: [
    'Nhiệm vụ trọng tâm trong tháng tiếp theo',
    'Phương hướng, nhiệm vụ tháng tới',
    'Chương trình công tác tháng tiếp theo',
  ],
  proposals: ['Kiến nghị, đề xuất', 'Đề xuất, kiến nghị với Tỉnh ủy'],
} as const satisfies Record<string, Choices>;
export type SectionId = keyof typeof headings;

/** Headings that belong to no section of the letter. */
export const otherHeadings: Choices = ['Công tác khác', 'Thông tin tuyên truyền', 'Công tác cải cách hành chính'];

export const subHeadings: Choices = [
  'Công tác tuyên truyền, vận động',
  'Công tác cán bộ',
  'Công tác dân vận',
  'Công tác tiếp dân',
];

/** What a footnote refers to. */
export const sources: Choices = ['Báo cáo', 'Kết luận', 'Nghị quyết', 'Công văn'];

const places: Choices = [
  'Mường Thanh',
  'Nà Tấu',
  'Thanh Nưa',
  'Mường Ảng',
  'Tủa Chùa',
  'Si Pa Phìn',
  'Mường Nhé',
  'Pú Nhi',
];
const fields: Choices = [
  'xây dựng nông thôn mới',
  'giảm nghèo bền vững',
  'chuyển đổi số',
  'bảo vệ rừng',
  'giải ngân vốn đầu tư công',
  'khám, chữa bệnh cho nhân dân',
  'phòng, chống thiên tai',
];

const sentences: Record<SectionId, readonly [(chance: Chance) => string, ...((chance: Chance) => string)[]]> = {
  emerging: [
    (c) =>
      `Mưa lớn kéo dài tại ${c.pick(places)} làm sạt lở ${c.between(2, 14)} điểm trên tuyến đường liên bản, ${c.between(3, 40)} hộ phải di dời; đơn vị đã phối hợp khắc phục, đến nay giao thông cơ bản thông suốt.`,
    (c) =>
      `Giá vật liệu xây dựng tăng khoảng ${c.between(3, 18)}% so với đầu năm, ảnh hưởng đến tiến độ ${c.between(2, 9)} công trình do đơn vị làm chủ đầu tư.`,
    (c) =>
      `Dịch tả lợn châu Phi xuất hiện tại ${c.between(1, 6)} bản của ${c.pick(places)}, tiêu hủy ${c.between(20, 180)} con; ổ dịch được khoanh vùng, chưa lây lan rộng.`,
    (c) => `Tình hình tư tưởng của cán bộ, đảng viên ổn định; dư luận quan tâm đến việc ${c.pick(fields)} ở cơ sở.`,
  ],
  performance: [
    (c) =>
      `Tiếp nhận, giải quyết ${c.between(120, 2400)} hồ sơ, trong đó trước hạn và đúng hạn ${c.between(95, 100)}%; không có hồ sơ phải xin lỗi người dân.`,
    (c) =>
      `Triển khai kế hoạch ${c.pick(fields)}, đến ngày 25 hoàn thành ${c.between(42, 97)}% khối lượng; riêng địa bàn ${c.pick(places)} đạt ${c.between(60, 99)}%.`,
    (c) =>
      `Tổ chức ${c.between(2, 15)} hội nghị tập huấn cho ${c.between(80, 900)} lượt cán bộ; phát hành ${c.between(10, 60)} văn bản hướng dẫn nghiệp vụ, đôn đốc cơ sở thực hiện.`,
    (c) =>
      `Công tác ${c.pick(fields)} được duy trì thường xuyên; thành lập ${c.between(1, 5)} đoàn kiểm tra, phát hiện và nhắc nhở ${c.between(1, 12)} trường hợp, không để phát sinh vụ việc phức tạp.`,
  ],
  leadership: [
    (c) =>
      `Ban Thường vụ họp ${c.between(1, 4)} phiên, cho ý kiến về ${c.between(5, 26)} nội dung; ban hành ${c.between(1, 4)} nghị quyết, ${c.between(3, 19)} kết luận và ${c.between(8, 50)} công văn chỉ đạo.`,
    (c) =>
      `Lãnh đạo đơn vị làm việc tại cơ sở ${c.between(3, 18)} lượt, trực tiếp chỉ đạo tháo gỡ khó khăn trong ${c.pick(fields)}.`,
    (c) =>
      `Kết nạp ${c.between(1, 32)} đảng viên mới; trao Huy hiệu Đảng cho ${c.between(1, 20)} đồng chí dịp kỷ niệm tháng 11.`,
  ],
  priorities: [
    (c) =>
      `Tập trung hoàn thành các chỉ tiêu của năm, nhất là ${c.pick(fields)}; phấn đấu đạt trên ${c.between(90, 100)}% kế hoạch.`,
    (c) => `Chuẩn bị các nội dung trình kỳ họp cuối năm; tổng kết ${c.between(3, 12)} chương trình, kế hoạch công tác.`,
    (c) =>
      `Duy trì chế độ trực, nắm chắc tình hình địa bàn ${c.pick(places)}, báo cáo kịp thời những vấn đề phát sinh.`,
  ],
  proposals: [
    (c) =>
      `Đề nghị Tỉnh ủy xem xét, bố trí thêm ${c.between(1, 20)} tỷ đồng để thực hiện ${c.pick(fields)} tại ${c.pick(places)}.`,
    (c) => `Đề nghị các cơ quan cấp tỉnh sớm có hướng dẫn về ${c.pick(fields)} để địa phương thống nhất thực hiện.`,
  ],
};

/** A paragraph such as a unit writes under a section. */
export const sentence = (section: SectionId, chance: Chance): string => chance.pick(sentences[section])(chance);
