import type { DeclaredType } from '../../lib/submissions/file-types.ts';
import type { InspectionCode } from '../../lib/submissions/inspection/reasons.ts';

/** A file that must be refused: what it is, what it is sent as, and the code that must be among the reasons. */
export type HostileSample = {
  title: string;
  name: string;
  type?: DeclaredType;
  code: InspectionCode;
  bytes: () => Uint8Array;
};

/** The head of a Windows program; it does not run. */
export function sampleProgram(): Uint8Array {
  const bytes = Buffer.alloc(512);
  bytes.write('MZ', 0, 'latin1');
  bytes.writeUInt32LE(0x80, 0x3c);
  bytes.write('PE\0\0', 0x80, 'latin1');
  return new Uint8Array(bytes);
}
