import { type LocalCloud, startLocalCloud } from './cloud.ts';
import { DataDirectoryError } from './data-dir.ts';
import { DirectoryInUse } from './lock.ts';
import { type CommandLine, parseCommandLine, UsageError } from './options.ts';

const say = (line: string) => process.stdout.write(`${line}\n`);
const complain = (line: string) => process.stderr.write(`${line}\n`);

/** Faults of whoever started us, or of the machine: one line is enough, a stack trace would only hide it. */
function explain(error: unknown): string {
  if (error instanceof DirectoryInUse || error instanceof DataDirectoryError) return error.message;
  if (error instanceof Error && 'code' in error && error.code === 'EADDRINUSE')
    return 'the port is in use; choose another with --port (0 picks a free one)';
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}

/** Stops on the first signal, in good order once everything is up; at once on the second. */
function stopOnSignals(running: () => LocalCloud | undefined): void {
  let stopping = false;
  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    process.on(signal, () => {
      const cloud = running();
      if (stopping || !cloud) process.exit(stopping ? 1 : 0);
      stopping = true;
      cloud.stop().then(
        () => process.exit(0),
        (error: unknown) => {
          complain(explain(error));
          process.exit(1);
        },
      );
    });
}

async function run({ port, dataDir, fresh, now, goLive, demo }: CommandLine): Promise<void> {
  let cloud: LocalCloud | undefined;
  stopOnSignals(() => cloud);
  cloud = await startLocalCloud({
    dataDir,
    port,
    fresh,
    demo,
    log: complain,
    onFatal(reason) {
      complain(reason);
      process.exit(1);
    },
    ...(now === undefined ? {} : { now }),
    ...(goLive === undefined ? {} : { goLive }),
  });
  say(`Ready: ${cloud.url}`);
}

// The functions run in UTC, as on Lambda.
process.env.TZ = 'UTC';
try {
  await run(parseCommandLine(process.argv.slice(2)));
} catch (error) {
  complain(error instanceof UsageError ? error.message : explain(error));
  process.exit(error instanceof UsageError ? 2 : 1);
}
