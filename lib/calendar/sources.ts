import type { Source } from './schema.ts';

export const LABOUR_CODE = '45/2019/QH14';
export const CULTURE_DAY_RESOLUTION = '28/2026/QH16';

/** The acts and notices from which the calendar's days come, by number. */
export const sources: Record<string, Source> = {
  [LABOUR_CODE]: {
    issuer: 'Quốc hội',
    date: '2019-11-20',
    subject: 'Bộ luật Lao động: Điều 112 khoản 1 (ngày nghỉ lễ, tết), Điều 111 khoản 3 (nghỉ bù)',
  },
  [CULTURE_DAY_RESOLUTION]: {
    issuer: 'Quốc hội',
    date: '2026-04-24',
    subject: 'Phát triển văn hóa Việt Nam: Điều 2, Ngày Văn hóa Việt Nam 24/11, hiệu lực từ 01/7/2026',
  },
  '4875/TB-LĐTBXH': {
    issuer: 'Bộ Lao động - Thương binh và Xã hội',
    subject: 'Nghỉ tết Âm lịch và Quốc khánh năm 2021',
  },
  '245/VPCP-KGVX': {
    issuer: 'Văn phòng Chính phủ',
    date: '2022-01-11',
    subject: 'Nghỉ tết Âm lịch và Quốc khánh năm 2022',
  },
  '8056/VPCP-KGVX': {
    issuer: 'Văn phòng Chính phủ',
    date: '2022-12-01',
    subject: 'Nghỉ tết Âm lịch và Quốc khánh năm 2023',
  },
  '5015/TB-LĐTBXH': {
    issuer: 'Bộ Lao động - Thương binh và Xã hội',
    date: '2023-11-22',
    subject: 'Nghỉ tết Âm lịch và Quốc khánh năm 2024',
  },
  '2450/VPCP-KGVX': {
    issuer: 'Văn phòng Chính phủ',
    date: '2024-04-12',
    subject: 'Hoán đổi ngày làm việc dịp 30/4 và 01/5 năm 2024',
  },
  '6150/TB-BLĐTBXH': {
    issuer: 'Bộ Lao động - Thương binh và Xã hội',
    date: '2024-12-03',
    subject: 'Nghỉ tết Âm lịch, Quốc khánh và hoán đổi ngày làm việc năm 2025',
  },
  '9441/TB-BNV': {
    issuer: 'Bộ Nội vụ',
    date: '2025-10-16',
    subject: 'Nghỉ tết Âm lịch, Quốc khánh và hoán đổi ngày làm việc năm 2026',
  },
  '12729/VPCP-KGVX': {
    issuer: 'Văn phòng Chính phủ',
    date: '2025-12-25',
    subject: 'Hoán đổi ngày làm việc dịp Tết Dương lịch năm 2026',
  },
  '10065/VPCP-KGVX': {
    issuer: 'Văn phòng Chính phủ',
    date: '2026-10-02',
    subject: 'Nghỉ một số dịp lễ, tết năm 2026 và năm 2027',
  },
};
