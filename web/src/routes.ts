import type { ComponentType } from 'preact';
import type { Role } from './api/types.ts';
import type { Params } from './router/match.ts';

export interface PageModule {
  default: ComponentType<{ params: Params }>;
}

export interface Route {
  /** `/bao-cao/:id/gui`; the first route that fits the path and the role is shown. */
  path: string;
  roles: readonly Role[];
  /** In the navigation under this name; pages without one are reached from others. */
  menu?: string;
  /** Takes the whole width of the screen: for tables and documents, which lines of text would not want. */
  wide?: true;
  load: () => Promise<PageModule>;
}

const everyone: readonly Role[] = ['unit', 'office', 'leader'];

/** Every page of the portal, one line each; each is loaded when it is first opened. */
export const routes: readonly Route[] = [
  { path: '/', roles: ['unit'], menu: 'Báo cáo phải gửi', load: () => import('./pages/home/home.tsx') },
  { path: '/bao-cao/:id', roles: everyone, load: () => import('./pages/report/report.tsx') },
  { path: '/bao-cao/:id/gui', roles: ['unit'], load: () => import('./pages/filing/filing.tsx') },
  { path: '/lan-gui/:id', roles: everyone, load: () => import('./pages/submission/submission.tsx') },
  { path: '/', roles: ['office'], menu: 'Việc cần làm', load: () => import('./pages/worklist/worklist.tsx') },
  {
    path: '/',
    roles: ['leader'],
    menu: 'Tình hình thực hiện',
    load: () => import('./pages/leader-home/leader-home.tsx'),
  },
  {
    path: '/bang-theo-doi',
    roles: ['office', 'leader'],
    menu: 'Theo dõi',
    wide: true,
    load: () => import('./pages/board/board.tsx'),
  },
  { path: '/xem-xet/:id', roles: ['office'], wide: true, load: () => import('./pages/review/review.tsx') },
  { path: '/don-doc', roles: ['office'], menu: 'Đôn đốc', load: () => import('./pages/urging/urging.tsx') },
  {
    path: '/yeu-cau',
    roles: ['office', 'leader'],
    menu: 'Yêu cầu báo cáo',
    load: () => import('./pages/requests/list.tsx'),
  },
  { path: '/yeu-cau/moi', roles: ['office'], load: () => import('./pages/requests/new.tsx') },
  {
    path: '/yeu-cau/:id',
    roles: ['unit', 'office', 'leader'],
    load: () => import('./pages/requests/request.tsx'),
  },
  { path: '/so-lieu', roles: ['office', 'leader'], menu: 'Số liệu', load: () => import('./pages/figures/figures.tsx') },
  { path: '/don-vi', roles: ['office'], menu: 'Đơn vị', load: () => import('./pages/registry/registry.tsx') },
  { path: '/don-vi/nap', roles: ['office'], load: () => import('./pages/registry/load.tsx') },
  { path: '/don-vi/:id', roles: ['office'], load: () => import('./pages/registry/unit.tsx') },
  { path: '/tai-khoan', roles: ['office'], menu: 'Tài khoản', load: () => import('./pages/accounts/accounts.tsx') },
  { path: '/van-ban', roles: ['office', 'leader'], menu: 'Văn bản', load: () => import('./pages/papers/papers.tsx') },
  { path: '/dot-xuat', roles: everyone, menu: 'Đột xuất', load: () => import('./pages/ad-hoc/ad-hoc.tsx') },
  { path: '/gui-khac', roles: ['unit'], menu: 'Gửi khác', load: () => import('./pages/other-filing/other-filing.tsx') },
  { path: '/lich', roles: ['unit'], menu: 'Lịch hạn gửi', load: () => import('./pages/calendar/calendar.tsx') },
];
