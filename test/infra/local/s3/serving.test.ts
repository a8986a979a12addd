import { createServer } from 'node:http';
import { connect } from 'node:net';
import { GetObjectCommand, PutObjectCommand } from '@aws-sdk/client-s3';
import { describe, expect, it } from 'vitest';
import { BUCKET, presign, startStore } from './support.ts';

const at = { Bucket: BUCKET, Key: 'a' };

describe('serving', () => {
  it('may be left to a server that someone else listens with', async () => {
    const store = await startStore();
    const outer = createServer((message, response) => void store.s3.handle(message, response));
    await new Promise<void>((resolve) => outer.listen(0, '127.0.0.1', resolve));
    const address = outer.address();
    if (address === null || typeof address === 'string') throw new Error('no port');
    const sdk = store.client({ endpoint: `http://127.0.0.1:${address.port}` });
    await sdk.send(new PutObjectCommand({ ...at, Body: 'bytes' }));
    expect(await (await sdk.send(new GetObjectCommand(at))).Body?.transformToString()).toBe('bytes');
    sdk.destroy();
    await new Promise((resolve) => outer.close(resolve));
  });

  it.each([
    ['before its file is read', { key: 'another' }, 403],
    ['in the middle of its file', {}, 400],
  ])(
    'reads a form off the connection that was refused %s, and goes on with what follows',
    async (_, change, status) => {
      const store = await startStore();
      const { url, fields } = await presign(store.client(), { Conditions: [['content-length-range', 0, 10]] });
      const { host, pathname } = new URL(url);
      const parts = Object.entries({ ...fields, ...change, file: 'x'.repeat(20 * 1024 ** 2) }).map(
        ([name, value]) => `--b\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`,
      );
      const body = `${parts.join('')}--b--`;
      const type = 'multipart/form-data; boundary=b';
      const post = `POST ${pathname} HTTP/1.1\r\nHost: ${host}\r\nContent-Type: ${type}\r\nContent-Length: ${body.length}\r\n\r\n`;
      const get = `GET ${pathname} HTTP/1.1\r\nHost: ${host}\r\nConnection: close\r\n\r\n`;
      const answers = await new Promise<string>((resolve, reject) => {
        let text = '';
        const socket = connect(store.port, '127.0.0.1', () => socket.write(post + body + get));
        socket.on('error', reject).on('close', () => resolve(text));
        socket.on('data', (data) => {
          text += data.toString();
        });
      });
      expect(answers.match(/HTTP\/1\.1 \d+/g)).toEqual([`HTTP/1.1 ${status}`, 'HTTP/1.1 403']);
    },
  );

  it('refuses a bucket whose name S3 would refuse', async () => {
    const { s3 } = await startStore();
    for (const name of ['..', 'a', 'A-bucket', 'a/b', 'a..b', '-ab', 'x'.repeat(64)])
      await expect(s3.createBucket(name, { versioned: true })).rejects.toThrow('not a bucket');
  });

  it('refuses a port that is taken', async () => {
    const { port } = await startStore();
    const { s3 } = await startStore();
    await s3.close();
    await expect(s3.listen(port)).rejects.toThrow('EADDRINUSE');
  });
});
