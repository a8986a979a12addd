import { createWriteStream, type WriteStream } from 'node:fs';
import { join } from 'node:path';

/** What the functions print, a file each. */
export interface FunctionLogs {
  write(name: string, line: string): void;
  close(): Promise<void>;
}

/** Opens the log files in a directory; a line that a function logged as an error is shown as well. */
export function openFunctionLogs(directory: string, show: (line: string) => void): FunctionLogs {
  const streams = new Map<string, WriteStream>();
  return {
    write(name, line) {
      const stream = streams.get(name) ?? createWriteStream(join(directory, `${name}.log`), { flags: 'a' });
      streams.set(name, stream);
      stream.write(`${line}\n`);
      if (line.includes('"level":"error"')) show(`${name}: ${line}`);
    },
    close: async () => {
      await Promise.all([...streams.values()].map((stream) => new Promise((resolve) => stream.end(resolve))));
    },
  };
}
