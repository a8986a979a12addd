import { officePages } from './office.ts';
import type { Pictured } from './pictured.ts';

/** Every main page, one line each, pictured in this order on the demo's data. */
export const pages: readonly Pictured[] = [
  { name: 'don-vi-bao-cao-phai-gui', user: 'so-tu-phap', path: '/' },
  ...officePages,
];
