import type { Manifest } from '../../lib/submissions/manifest.ts';

/** A manifest with nothing remarkable about it: one PDF. */
export const aManifest = (change: Partial<Manifest> = {}): Manifest => ({
  documentNumber: '215-BC/HU',
  documentDate: '2026-10-26',
  signedBy: 'Nguyễn Văn A',
  secrecy: 'none',
  files: [
    {
      name: 'bao-cao.pdf',
      size: 1000,
      type: 'application/pdf',
      sha256: '47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=',
      role: 'main',
    },
  ],
  ...change,
});
