import { posix } from 'node:path';
import { type Findings, Refusal } from './reasons.ts';
import { attribute, scanXml } from './xml.ts';
import { inflate, type ZipEntry } from './zip.ts';

type Relationship = { kind: string; target: string; external: boolean };

const embeddedKinds =
  /^(?:vbaproject|attachedtoolbars|oleobject|control|activexcontrolbinary|afchunk|xlmacrosheet|xlintlmacrosheet)$/;
// Links a reader follows only when asked to (a hyperlink, another workbook) or that only show a picture.
const passiveExternalKinds =
  /^(?:hyperlink|image|externallinkpath|xlexternallinkpath.*|xlpathmissing|xlstartup|xllibrary)$/;

/** Reports relationships that embed something active or fetch something from elsewhere when the document opens. */
export function checkRelationships(part: Uint8Array, findings: Findings): void {
  for (const { kind, target, external } of readRelationships(part)) {
    if (embeddedKinds.test(kind)) findings.add('macros', 'Tệp có macro hoặc đối tượng nhúng.');
    else if (external && !passiveExternalKinds.test(kind) && !isLocalTemplate(kind, target)) {
      findings.add('macros', 'Tệp lấy nội dung hoặc mẫu từ nơi khác khi mở.');
    }
  }
}

/** The part that an Office document's root relationship names as the document itself. */
export function mainPartOf(entries: ZipEntry[]): ZipEntry | undefined {
  const byName = new Map(entries.map((entry) => [entry.name.toLowerCase(), entry]));
  const root = byName.get('_rels/.rels');
  if (root === undefined) throw new Refusal('malformed');
  const [main, ...others] = readRelationships(inflate(root)).filter(({ kind }) => kind === 'officedocument');
  if (main === undefined || others.length > 0 || main.external) return undefined;
  return byName.get(
    decodeTarget(main.target)
      .replace(/^\.?\/+/, '')
      .toLowerCase(),
  );
}

/** The parts of a package that a part of it names, by kind: `styles`, `footnotes`; the first of a kind. */
export function relatedParts(entries: ZipEntry[], part: ZipEntry): Map<string, ZipEntry> {
  const byName = new Map(entries.map((entry) => [entry.name.toLowerCase(), entry]));
  const { dir, base } = posix.parse(part.name);
  const relationships = byName.get(posix.join(dir, '_rels', `${base}.rels`).toLowerCase());
  const found = new Map<string, ZipEntry>();
  for (const { kind, target, external } of relationships ? readRelationships(inflate(relationships)) : []) {
    const path = posix.resolve('/', dir, decodeTarget(target)).slice(1);
    const entry = external ? undefined : byName.get(path.toLowerCase());
    if (entry && !found.has(kind)) found.set(kind, entry);
  }
  return found;
}

function readRelationships(part: Uint8Array): Relationship[] {
  const found: Relationship[] = [];
  scanXml(part, {
    open(element, attributes) {
      if (element !== 'Relationship') return;
      const type = attribute(attributes, 'Type') ?? '';
      found.push({
        kind: type.slice(type.lastIndexOf('/') + 1).toLowerCase(),
        target: attribute(attributes, 'Target') ?? '',
        external: attribute(attributes, 'TargetMode')?.toLowerCase() === 'external',
      });
    },
    close() {},
    text() {},
  });
  return found;
}

// Word notes the template a document was made from; one on the author's own disk is never fetched from a server.
function isLocalTemplate(kind: string, target: string): boolean {
  if (kind !== 'attachedtemplate') return false;
  return isLocalPath(decodeTarget(target));
}

/** Whether a path stays on the machine that opens it: no server, no address. */
export function isLocalPath(path: string): boolean {
  const bare = path.replace(/^file:/i, '').replaceAll('\\', '/');
  if (/^\/\/\/[a-z]:\//i.test(bare) || /^\/{0,1}[a-z]:\//i.test(bare)) return true;
  return !bare.startsWith('//') && !/^[a-z][a-z0-9+.-]*:/i.test(bare);
}

function decodeTarget(target: string): string {
  try {
    return decodeURIComponent(target);
  } catch {
    return target;
  }
}
