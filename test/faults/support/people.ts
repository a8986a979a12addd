import { createHash } from 'node:crypto';
import { samplePdf } from '../../samples/pdf.ts';
import { aManifest } from '../../support/manifest.ts';
import { aUnit } from '../../support/units.ts';
import type { Process } from './functions.ts';

/** Friday 23 October 2026, 09:00 in Điện Biên: no notice is planned for the hour that follows. */
export const FRIDAY = '2026-10-23T02:00:00Z';
/** 08:00 on Thursday 22 October: three working days before October's last acceptable day. */
export const REMINDED = '2026-10-22T01:00:00Z';
/** 08:00 on Wednesday 28 October: October's report is late. */
export const LATE = '2026-10-28T01:00:00Z';
export const OPENED = '2026-10-01T02:00:00Z';

export const UNITS = ['huyen-uy-tuan-giao', 'so-tu-phap'] as const;
export const UNIT = UNITS[0];
export const OTHER = UNITS[1];
export const keyOf = (unit: string) => ({ unit, rule: 'monthly', period: '2026-10' });
export const idOf = (unit: string) => `${unit}.monthly.2026-10`;
export const SO_TU_PHAP = aUnit({
  id: OTHER,
  name: 'Sở Tư pháp',
  category: 'department',
  contactEmail: 'stp@x.example',
  headEmail: 'thutruong.stp@x.example',
});

export const pdf = samplePdf(['Báo cáo tháng 10']);
export const manifest = aManifest({
  files: [
    {
      name: 'bao-cao.pdf',
      size: pdf.length,
      type: 'application/pdf',
      sha256: createHash('sha256').update(pdf).digest('base64'),
      role: 'main',
    },
  ],
});

/** Two units with an account each, and one of a leader. */
export async function settle({ world, accounts }: Process): Promise<void> {
  for (const unit of [aUnit(), SO_TU_PHAP]) await world.units.put(unit);
  for (const unit of UNITS) await accounts.put({ user: unit, role: 'unit', unit, active: true });
  await accounts.put({ user: 'leader', role: 'leader', active: true, email: 'bithu@x.example' });
}

/** The same, with October's report opened and reminded of. */
export async function settleInOctober(process: Process): Promise<void> {
  await settle(process);
  await process.world.open(OPENED);
  await process.world.sweep(REMINDED);
}
