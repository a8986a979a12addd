import { afterEach, describe, expect, it, vi } from 'vitest';
import { log, withFields } from '../../../lib/log/log.ts';

const lines: unknown[] = [];
vi.spyOn(console, 'info').mockImplementation((line: string) => lines.push(JSON.parse(line)));
afterEach(() => lines.splice(0));

describe('a line of the log', () => {
  it('carries the fields of the work in which it is written, however deep and whenever', async () => {
    await withFields({ request: 'one' }, async () => {
      await Promise.resolve();
      log('info', 'letter-sent', { kind: 'receipt-1' });
    });
    expect(lines).toEqual([{ level: 'info', code: 'letter-sent', request: 'one', kind: 'receipt-1' }]);
  });

  it('carries none of other work under way at the same moment, and none once the work is over', async () => {
    let goOn = () => {};
    const first = withFields({ request: 'one' }, async () => {
      await new Promise<void>((resolve) => {
        goOn = resolve;
      });
      log('info', 'file-stored');
    });
    await withFields({ request: 'two' }, async () => log('info', 'file-stored'));
    goOn();
    await first;
    log('info', 'file-stored');
    const fields = { level: 'info', code: 'file-stored' };
    expect(lines).toEqual([{ ...fields, request: 'two' }, { ...fields, request: 'one' }, fields]);
  });
});
