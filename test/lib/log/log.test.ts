import { afterEach, describe, expect, it, vi } from 'vitest';
import { log, withFields } from '../../../lib/log/log.ts';

const lines: unknown[] = [];
vi.spyOn(console, 'info').mockImplementation((line: string) => lines.push(JSON.parse(line)));
afterEach(() => lines.splice(0));

describe('a line of the log', () => {
  it('holds no address of anybody, though a service quotes one, and keeps what only looks like one', () => {
    const refused = 'MessageRejected: Email address is not verified: Đúng hạn <khong-tra-loi@bao-cao.dienbien.gov.vn>';
    log('info', 'letter-delayed', { reason: refused });
    const error = new Error('Illegal address: "can_bo+1@x.example".');
    error.stack = 'at file:///var/task/node_modules/@aws-sdk/client-ses/index.js (ses@3.1169.0)';
    log('info', 'letter-refused', { error, regime: '353-CV/TU@2021-08-24' });
    expect(lines).toEqual([
      expect.objectContaining({ reason: 'MessageRejected: Email address is not verified: Đúng hạn <[address]>' }),
      expect.objectContaining({
        error: { name: 'Error', message: 'Illegal address: "[address]".', stack: error.stack },
        regime: '353-CV/TU@2021-08-24',
      }),
    ]);
  });

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
