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
  load: () => Promise<PageModule>;
}

/** Every page of the portal, one line each; each is loaded when it is first opened. */
export const routes: readonly Route[] = [
  { path: '/', roles: ['unit'], menu: 'Báo cáo phải gửi', load: () => import('./pages/home/home.tsx') },
  { path: '/van-ban', roles: ['office', 'leader'], menu: 'Văn bản', load: () => import('./pages/papers/papers.tsx') },
];
