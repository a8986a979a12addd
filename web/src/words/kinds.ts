/** Names of what the API tells by a code. A code that is not here yet is shown as it is. */
type Names = Readonly<Record<string, string>>;

/** The letter's addressees (Kính gửi). */
export const categoryNames: Names = {
  'party-group': 'Đảng đoàn, ban cán sự đảng',
  'advisory-agency': 'Cơ quan tham mưu, giúp việc Tỉnh ủy',
  department: 'Sở, ban, ngành',
  'mass-organisation': 'Mặt trận Tổ quốc và đoàn thể',
  'district-committee': 'Huyện ủy, thị ủy, thành ủy',
  'commune-committee': 'Đảng ủy xã, phường',
  'directly-under': 'Đảng ủy trực thuộc Tỉnh ủy',
};
export const tagNames: Names = { 'armed-forces': 'Lực lượng vũ trang' };

/** What a thematic report may be about (clause 1.2). */
export const requestKindNames: Names = {
  direction: 'Nội dung phục vụ lãnh đạo, chỉ đạo',
  'self-review': 'Kiểm điểm hằng năm của tập thể, cá nhân',
  foreigners: 'Làm việc với người nước ngoài có liên quan đến an ninh chính trị',
  inspection: 'Kiểm tra, giám sát, sơ kết, tổng kết',
  pilot: 'Thí điểm, mô hình, khảo sát, nghiên cứu',
  other: 'Nội dung khác',
};

/** How a report came that did not come through the system, or the first word of an event (clause 1.3); as letters say it. */
export const channelNames: Names = {
  cipher: 'đường cơ yếu',
  'in-person': 'trực tiếp',
  post: 'đường bưu điện',
  telephone: 'điện thoại',
};

export const nameIn = (names: Names, code: string): string => names[code] ?? code;
