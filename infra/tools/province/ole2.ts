const sectorBytes = 512;
const miniSectorBytes = 64;
const miniCutoff = 4096;
const endOfChain = 0xfffffffe;
const fatSector = 0xfffffffd;
const free = 0xffffffff;

type Node = { name: string; data?: Uint8Array; children: Node[]; index: number; start: number; sibling?: Node };

/** An OLE2 compound file (version 3) with these streams; a path's earlier names become storages, a null one stays empty. */
export function makeOle2(streams: Record<string, Uint8Array | null>): Uint8Array {
  const root: Node = { name: 'Root Entry', children: [], index: 0, start: endOfChain };
  for (const [path, data] of Object.entries(streams)) addNode(root, path.split('/'), data);
  const nodes: Node[] = [];
  number(root, nodes);

  const fat: number[] = [];
  const sectors: Buffer[] = [];
  const append = (data: Uint8Array) => {
    const start = sectors.length;
    const count = Math.ceil(data.length / sectorBytes);
    for (let index = 0; index < count; index += 1) {
      sectors.push(padded(data.subarray(index * sectorBytes, (index + 1) * sectorBytes), sectorBytes));
      fat.push(index + 1 < count ? start + index + 1 : endOfChain);
    }
    return count === 0 ? endOfChain : start;
  };
  const { miniStream, miniFat } = placeStreams(nodes, append);
  root.start = append(miniStream);
  const miniFatStart = append(words(miniFat));
  const directoryStart = append(directoryOf(nodes, miniStream.length));
  // The table covers itself and, above 109 sectors of it, the sectors that list the others (DIFAT).
  const perSector = sectorBytes / 4;
  let fatCount = Math.ceil(fat.length / (perSector - 1));
  const listCount = Math.max(0, Math.ceil((fatCount + 1 - 109) / (perSector - 1)));
  while (fatCount * perSector < fat.length + fatCount + listCount) fatCount += 1;
  const fatStart = sectors.length;
  const listStart = fatStart + fatCount;
  fat.push(...Array<number>(fatCount).fill(fatSector), ...Array<number>(listCount).fill(fatSector - 1));
  while (fat.length % perSector !== 0) fat.push(free);
  const listed = Array.from({ length: 109 + listCount * (perSector - 1) }, (_, index) =>
    index < fatCount ? fatStart + index : free,
  );
  const lists = Array.from({ length: listCount }, (_, index) => {
    const from = 109 + index * (perSector - 1);
    return words([
      ...listed.slice(from, from + perSector - 1),
      index + 1 < listCount ? listStart + index + 1 : endOfChain,
    ]);
  });

  const header = Buffer.alloc(sectorBytes);
  header.write('d0cf11e0a1b11ae1', 0, 'hex');
  for (const [at, value] of [
    [24, 0x3e],
    [26, 3],
    [28, 0xfffe],
    [30, 9],
    [32, 6],
  ] as const)
    header.writeUInt16LE(value, at);
  header.writeUInt32LE(fatCount, 44);
  header.writeUInt32LE(directoryStart, 48);
  header.writeUInt32LE(miniCutoff, 56);
  header.writeUInt32LE(miniFatStart, 60);
  header.writeUInt32LE(Math.ceil(miniFat.length / (sectorBytes / 4)), 64);
  header.writeUInt32LE(listCount > 0 ? listStart : endOfChain, 68);
  header.writeUInt32LE(listCount, 72);
  header.set(words(listed.slice(0, 109)), 76);
  return new Uint8Array(Buffer.concat([header, ...sectors, words(fat), ...lists]));
}

function addNode(parent: Node, [name = '', ...rest]: string[], data: Uint8Array | null): void {
  let node = parent.children.find((child) => child.name === name);
  if (!node) {
    node = { name, children: [], index: 0, start: endOfChain };
    parent.children.push(node);
  }
  if (rest.length > 0) addNode(node, rest, data);
  else if (data) node.data = data;
}

function number(node: Node, nodes: Node[]): void {
  node.index = nodes.length;
  nodes.push(node);
  // The order that readers search by: shorter names first, then by capital letters.
  const key = ({ name }: Node) => name.toUpperCase();
  node.children.sort((a, b) => a.name.length - b.name.length || (key(a) < key(b) ? -1 : 1));
  node.children.forEach((child, index) => {
    const sibling = node.children[index + 1];
    if (sibling) child.sibling = sibling;
    number(child, nodes);
  });
}

function placeStreams(nodes: Node[], append: (data: Uint8Array) => number): { miniStream: Buffer; miniFat: number[] } {
  const miniSectors: Buffer[] = [];
  const miniFat: number[] = [];
  for (const node of nodes) {
    if (!node.data || node.data.length === 0) continue;
    if (node.data.length >= miniCutoff) {
      node.start = append(node.data);
      continue;
    }
    node.start = miniSectors.length;
    const count = Math.ceil(node.data.length / miniSectorBytes);
    for (let index = 0; index < count; index += 1) {
      miniSectors.push(
        padded(node.data.subarray(index * miniSectorBytes, (index + 1) * miniSectorBytes), miniSectorBytes),
      );
      miniFat.push(index + 1 < count ? node.start + index + 1 : endOfChain);
    }
  }
  while (miniFat.length % (sectorBytes / 4) !== 0) miniFat.push(free);
  return { miniStream: Buffer.concat(miniSectors), miniFat };
}

function directoryOf(nodes: Node[], miniStreamBytes: number): Buffer {
  const unused = Buffer.alloc(128);
  for (const at of [68, 72, 76]) unused.writeUInt32LE(free, at);
  const entries = nodes.map((node) => directoryEntry(node, miniStreamBytes));
  while (entries.length % (sectorBytes / 128) !== 0) entries.push(unused);
  return Buffer.concat(entries);
}

function directoryEntry(node: Node, miniStreamBytes: number): Buffer {
  const entry = Buffer.alloc(128);
  const isRoot = node.index === 0;
  entry.write(node.name, 0, 'utf16le');
  entry.writeUInt16LE(2 * node.name.length + 2, 64);
  entry[66] = isRoot ? 5 : node.data ? 2 : 1;
  entry[67] = 1;
  entry.writeUInt32LE(free, 68);
  entry.writeUInt32LE(node.sibling?.index ?? free, 72);
  entry.writeUInt32LE(node.children[0]?.index ?? free, 76);
  entry.writeUInt32LE(node.start, 116);
  entry.writeUInt32LE(isRoot ? miniStreamBytes : (node.data?.length ?? 0), 120);
  return entry;
}

function padded(data: Uint8Array, length: number): Buffer {
  const buffer = Buffer.alloc(length);
  buffer.set(data);
  return buffer;
}

function words(values: number[]): Buffer {
  const buffer = Buffer.alloc(values.length * 4);
  values.forEach((value, index) => {
    buffer.writeUInt32LE(value, index * 4);
  });
  return buffer;
}
