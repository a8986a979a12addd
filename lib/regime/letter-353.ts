import type { RegimeInput } from './schema.ts';

type RuleInput = RegimeInput['rules'][number];

const EFFECTIVE_FROM = '2021-08-24';

const everyUnit = {
  clause: '1',
  quote:
    'Các đảng đoàn, ban cán sự đảng, đảng ủy trực thuộc tỉnh, các ban đảng tỉnh, các sở, ban, ngành tỉnh, Ủy ban MTTQ Việt Nam và các tổ chức chính trị - xã hội tỉnh thực hiện nghiêm chế độ thông tin, báo cáo',
};

const unit: RuleInput['notices']['after'][number]['to'] = ['unit'];
const unitAndHead: typeof unit = ['unit', 'head'];
const all: typeof unit = ['unit', 'head', 'office'];

/** Urging after the last acceptable day, widening to the unit's head and then to the Office. */
const urging: RuleInput['notices']['after'] = [
  { workingDays: 1, at: '08:00', to: unit },
  { workingDays: 3, at: '08:00', to: unitAndHead },
  { workingDays: 5, at: '08:00', to: unitAndHead },
  { workingDays: 7, at: '08:00', to: all },
];

/** What the reports of clause 1.1.c have in common; each differs in its part of the year and its day. */
const longerReport: Pick<
  RuleInput,
  'audience' | 'bound' | 'figuresEstimated' | 'contents' | 'notices' | 'effectiveFrom'
> = {
  audience: { kind: 'all' },
  bound: 'before',
  figuresEstimated: true,
  contents: [
    { id: 'assessment', title: 'Đánh giá tổng quát, toàn diện tình hình và kết quả lãnh đạo, chỉ đạo' },
    { id: 'results', title: 'Những kết quả đạt được' },
    { id: 'limitations', title: 'Những hạn chế, yếu kém và nguyên nhân' },
    { id: 'tasks', title: 'Nhiệm vụ, giải pháp cho thời gian tiếp theo' },
    ...[
      { id: 'socio-economy', title: 'Kinh tế - xã hội' },
      { id: 'defence', title: 'Quốc phòng' },
      { id: 'security', title: 'An ninh' },
      { id: 'party-building', title: 'Xây dựng Đảng và hệ thống chính trị của địa phương' },
    ].map((section) => ({ ...section, onlyFor: ['district-committee', 'commune-committee'] })),
    { id: 'proposals', title: 'Kiến nghị, đề xuất với Ban Thường vụ Tỉnh ủy', optional: true },
  ],
  notices: {
    before: [10, 5, 2].map((workingDays) => ({ workingDays, at: '08:00', to: unit })),
    onLast: [{ at: '08:00', to: unit }],
    after: urging,
  },
  effectiveFrom: EFFECTIVE_FROM,
};

const longerContents = {
  clause: '1.1.c',
  quote:
    'Đánh giá tổng quát, toàn diện tình hình và kết quả lãnh đạo, chỉ đạo của cấp ủy, tổ chức đảng, cơ quan, đơn vị, địa phương trong việc thực hiện chức năng, nhiệm vụ được giao; nêu rõ những kết quả đạt được, những hạn chế, yếu kém và nguyên nhân; đề ra những nhiệm vụ, giải pháp cho thời gian tiếp theo; các kiến nghị, đề xuất với Ban Thường vụ Tỉnh ủy (nếu có). Riêng báo cáo của các huyện, thị, thành ủy cần phản ánh đầy đủ, cụ thể tình hình thực hiện những chủ trương, công tác lớn trên các lĩnh vực kinh tế - xã hội, quốc phòng, an ninh, xây dựng Đảng và hệ thống chính trị của địa phương.',
};

const localities = {
  about: 'contents' as const,
  decision:
    'Từ 01/7/2025, cấp ủy xã, phường kế thừa cấp ủy huyện, thị, thành nên cũng báo cáo các lĩnh vực của địa phương.',
};

/** Clauses 1.2 and 1.3: reports that are asked for, or that an event calls for (R14 to R18). */
const occasions: RegimeInput['occasions'] = [
  {
    id: 'thematic',
    name: 'Báo cáo chuyên đề',
    audience: { kind: 'all' },
    citations: {
      deadline: {
        clause: '1.2',
        quote:
          'Báo cáo chuyên đề gửi ngay khi kết thúc các công việc đã thực hiện hoặc theo thời hạn xác định trong văn bản yêu cầu.',
      },
      contents: {
        clause: '1.2',
        quote:
          'Các vấn đề nổi bật cần báo cáo, xin ý kiến chỉ đạo của Thường trực Tỉnh ủy, Ban Thường vụ Tỉnh ủy hoặc theo yêu cầu của Thường trực Tỉnh ủy, Ban Thường vụ Tỉnh ủy.',
      },
    },
    notices: {
      before: [{ workingDays: 3, at: '08:00', to: unit }],
      onLast: [{ at: '08:00', to: unit }],
      after: urging,
    },
  },
  {
    id: 'ad-hoc',
    name: 'Báo cáo đột xuất',
    audience: { kind: 'all' },
    contents: [
      { id: 'facts', title: 'Sự việc phát sinh' },
      { id: 'development', title: 'Dự kiến chiều hướng phát triển' },
      { id: 'direction', title: 'Đề xuất xin ý kiến chỉ đạo' },
    ],
    citations: {
      deadline: {
        clause: '1.3',
        quote:
          'Báo cáo bằng hình thức nhanh nhất và bảo đảm bí mật (bằng điện thoại, báo cáo trực tiếp), sau đó báo cáo bằng văn bản với Thường trực Tỉnh ủy để có ý kiến chỉ đạo kịp thời.',
      },
      contents: {
        clause: '1.3',
        quote:
          'Nội dung báo cáo phải đầy đủ, chính xác sự việc phát sinh, dự kiến chiều hướng phát triển; đề xuất xin ý kiến chỉ đạo.',
      },
    },
    notices: { before: [], onLast: [], after: [], daily: { at: '08:00', to: unitAndHead } },
  },
  {
    id: 'central-copy',
    name: 'Bản sao báo cáo gửi cơ quan Trung ương',
    audience: { kind: 'category', categories: ['department', 'mass-organisation'] },
    citations: {
      deadline: {
        clause: '1.2',
        quote:
          'Các sở, ban, ngành, đoàn thể tỉnh khi gửi báo cáo, văn bản cung cấp thông tin, số liệu về các cơ quan Trung ương theo yêu cầu, đồng thời gửi 01 bản về Thường trực Tỉnh ủy.',
      },
      contents: {
        clause: '1.2',
        quote: 'báo cáo, văn bản cung cấp thông tin, số liệu về các cơ quan Trung ương theo yêu cầu',
      },
    },
    notices: { before: [], onLast: [], after: urging },
  },
];

const endOf = (period: string) => ({
  about: 'window' as const,
  decision: `Công văn không nêu khoảng thời gian; kỳ báo cáo tính từ ngày 01/01 đến hết ngày ${period}, số liệu từ ngày gửi đến cuối kỳ là ước tính.`,
});

/** Dispatch 353-CV/TU of 24 August 2021 on the information-and-reporting regime, clause 1.1, as data. */
export const letter353: RegimeInput = {
  id: '353-CV/TU',
  version: '353-CV/TU@2021-08-24',
  title: 'Chế độ thông tin, báo cáo phục vụ sự lãnh đạo, chỉ đạo của Tỉnh ủy',
  source: {
    number: '353-CV/TU',
    date: '2021-08-24',
    issuer: 'Tỉnh ủy Điện Biên',
    file: 'docs/letter-353-CV-TU.vi.txt',
  },
  effectiveFrom: EFFECTIVE_FROM,
  nonWorkingDayPolicy: 'unchanged',
  sendingHours: { from: '08:00', to: '17:00' },
  occasions,
  rules: [
    {
      id: 'weekly',
      name: 'Báo cáo tuần',
      audience: { kind: 'tag', tag: 'armed-forces' },
      schedule: { kind: 'weekly', weekday: 5 },
      bound: 'within',
      window: { kind: 'week', endsOn: 5 },
      figuresEstimated: false,
      contents: [{ id: 'prominent', title: 'Những vấn đề nổi lên cần báo cáo theo chức năng, nhiệm vụ' }],
      citations: {
        audience: { clause: '1.1.a', quote: 'đối với lực lượng vũ trang tỉnh' },
        deadline: {
          clause: '1.1.a',
          quote: 'Báo cáo tuần gửi Thường trực Tỉnh ủy trong ngày thứ Sáu hằng tuần.',
        },
        contents: {
          clause: '1.1.a',
          quote:
            'Nội dung phản ánh tóm tắt thông tin về những vấn đề nổi nên cần báo cáo theo chức năng, nhiệm vụ của cơ quan, đơn vị.',
        },
      },
      silences: [
        {
          about: 'window',
          decision: 'Công văn không nêu khoảng thời gian; kỳ báo cáo tính từ thứ Bảy tuần trước đến hết thứ Sáu.',
        },
      ],
      notices: {
        before: [],
        onLast: [
          { at: '08:00', to: unit },
          { at: '14:00', to: unit },
        ],
        after: urging.slice(0, 2),
      },
      effectiveFrom: EFFECTIVE_FROM,
    },
    {
      id: 'monthly',
      name: 'Báo cáo tháng',
      audience: { kind: 'all' },
      schedule: { kind: 'monthly', day: 28, months: [1, 2, 4, 5, 7, 8, 10, 11] },
      bound: 'before',
      window: { kind: 'monthly-from-to', fromDay: 26, toDay: 25 },
      figuresEstimated: false,
      contents: [
        { id: 'emerging', title: 'Các vấn đề nổi lên cần quan tâm chỉ đạo' },
        { id: 'performance', title: 'Tình hình thực hiện chức năng, nhiệm vụ được giao' },
        { id: 'leadership', title: 'Tóm tắt hoạt động lãnh đạo, chỉ đạo trong tháng' },
        { id: 'priorities', title: 'Nhiệm vụ trọng tâm trong tháng tiếp theo' },
        { id: 'proposals', title: 'Kiến nghị, đề xuất', optional: true },
      ],
      citations: {
        audience: everyUnit,
        window: {
          clause: '1.1.b',
          quote: 'Mốc thời gian báo cáo tháng tính từ ngày 26 tháng trước đến ngày 25 tháng làm báo cáo',
        },
        deadline: { clause: '1.1.b', quote: 'gửi Thường trực Tỉnh ủy trước ngày 28 hằng tháng.' },
        contents: {
          clause: '1.1.b',
          quote:
            'Phản ánh các vấn đề nổi lên cần quan tâm chỉ đạo; tình hình thực hiện chức năng, nhiệm vụ được giao; tóm tắt hoạt động lãnh đạo, chỉ đạo của cấp ủy, tổ chức đảng, cơ quan, đơn vị, địa phương trong tháng; nhiệm vụ trọng tâm trong tháng tiếp theo và những kiến nghị, đề xuất (nếu có).',
        },
      },
      notices: {
        before: [{ workingDays: 3, at: '08:00', to: unit }],
        onLast: [{ at: '08:00', to: unit }],
        after: urging,
      },
      effectiveFrom: EFFECTIVE_FROM,
    },
    {
      ...longerReport,
      id: 'q1',
      name: 'Báo cáo quý I',
      schedule: { kind: 'yearly', part: 'Q1', month: 3, day: 25 },
      window: { kind: 'yearly-from-to', from: { month: 1, day: 1 }, to: { month: 3, day: 31 } },
      folds: { rule: 'monthly', months: [3] },
      citations: {
        audience: everyUnit,
        deadline: { clause: '1.1.c', quote: 'Báo cáo quý I gửi trước ngày 25/3' },
        contents: longerContents,
        folds: { clause: '1.1', quote: 'báo cáo tháng 3 được lồng ghép vào báo cáo quý I' },
      },
      silences: [endOf('31/3'), localities],
    },
    {
      ...longerReport,
      id: 'half-year',
      name: 'Báo cáo 6 tháng',
      schedule: { kind: 'yearly', part: 'H1', month: 6, day: 10 },
      window: { kind: 'yearly-from-to', from: { month: 1, day: 1 }, to: { month: 6, day: 30 } },
      folds: { rule: 'monthly', months: [6] },
      citations: {
        audience: everyUnit,
        deadline: { clause: '1.1.c', quote: 'báo cáo 6 tháng gửi trước ngày 10/6' },
        contents: longerContents,
        folds: { clause: '1.1', quote: 'báo cáo tháng 6 được lồng ghép vào báo cáo 6 tháng' },
      },
      silences: [endOf('30/6'), localities],
    },
    {
      ...longerReport,
      id: 'nine-month',
      name: 'Báo cáo 9 tháng',
      schedule: { kind: 'yearly', part: '9M', month: 9, day: 25 },
      window: { kind: 'yearly-from-to', from: { month: 1, day: 1 }, to: { month: 9, day: 30 } },
      folds: { rule: 'monthly', months: [9] },
      citations: {
        audience: everyUnit,
        deadline: { clause: '1.1.c', quote: 'báo cáo 9 tháng gửi trước ngày 25/9' },
        contents: longerContents,
        folds: { clause: '1.1', quote: 'báo cáo tháng 9 được lồng ghép vào báo cáo 9 tháng' },
      },
      silences: [endOf('30/9'), localities],
    },
    {
      ...longerReport,
      id: 'annual',
      name: 'Báo cáo năm',
      schedule: { kind: 'yearly', month: 11, day: 30 },
      window: { kind: 'yearly-from-to', from: { month: 1, day: 1 }, to: { month: 12, day: 31 } },
      folds: { rule: 'monthly', months: [12] },
      citations: {
        audience: everyUnit,
        deadline: { clause: '1.1.c', quote: 'báo cáo năm gửi trước ngày 30/11 của năm báo cáo' },
        contents: longerContents,
        folds: { clause: '1.1', quote: 'báo cáo tháng 12 được lồng ghép vào báo cáo năm' },
      },
      silences: [endOf('31/12'), localities],
    },
  ],
};
