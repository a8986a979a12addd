import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as z from 'zod';
import { type LocalCloud, startLocalCloud } from '../../../../infra/local/cloud.ts';
import { samplePdf } from '../../../samples/pdf.ts';
import { noteGrants } from '../../../support/grants.ts';
import { stackUnderTest } from '../../../support/stack-under-test.ts';
import { sharedFolder } from '../support/folders.ts';

const UNIT = 'so-tu-phap';
const REPORT = `${UNIT}.monthly.2026-10`;
const pdf = samplePdf(['Báo cáo tháng 10']);

const folder = sharedFolder();
let cloud: LocalCloud;
beforeAll(async () => {
  const stack = await stackUnderTest();
  cloud = await startLocalCloud({ dataDir: folder, now: Date.parse('2026-10-21T23:00:00Z'), stack });
});
afterAll(async () => {
  await cloud.stop();
  noteGrants(cloud);
});

async function ask(user: string, method: string, path: string, body?: unknown): Promise<unknown> {
  const headers = { authorization: `Bearer ${await cloud.token(user)}`, 'content-type': 'application/json' };
  const init = body === undefined ? {} : { body: JSON.stringify(body) };
  const response = await fetch(new URL(path, cloud.url), { method, headers, ...init });
  const text = await response.text();
  expect([path, response.ok, response.ok ? '' : text]).toEqual([path, true, '']);
  return text === '' ? undefined : JSON.parse(text);
}

const declaredSchema = z.object({
  id: z.string(),
  uploads: z.array(z.object({ url: z.string(), fields: z.record(z.string(), z.string()) })),
});
const sealsSchema = z.object({ items: z.array(z.object({ date: z.string() })) });
const submissionSchema = z.object({ status: z.string() });

async function file(): Promise<string> {
  const manifest = {
    documentNumber: '215-BC/STP',
    documentDate: '2026-10-21',
    signedBy: 'Nguyễn Văn A',
    secrecy: 'none',
    files: [
      {
        name: 'bao-cao.pdf',
        type: 'application/pdf',
        role: 'main',
        size: pdf.length,
        sha256: createHash('sha256').update(pdf).digest('base64'),
      },
    ],
  };
  const { id, uploads } = declaredSchema.parse(
    await ask(UNIT, 'POST', `/v1/obligations/${REPORT}/submissions`, manifest),
  );
  for (const { url, fields } of uploads) {
    const form = new FormData();
    for (const [name, value] of Object.entries(fields)) form.append(name, value);
    form.append('file', new Blob([Buffer.from(pdf)]));
    expect((await fetch(url, { method: 'POST', body: form })).status).toBe(204);
  }
  return id;
}

describe('the roles of the stack', () => {
  it('allow everything that the system does in a working day', async () => {
    cloud.killAddress('thanh-tra-tinh@dienbien.example');
    const id = await file();
    await expect
      .poll(async () => submissionSchema.parse(await ask(UNIT, 'GET', `/v1/submissions/${id}`)).status, {
        timeout: 30_000,
      })
      .toBe('received');
    await ask(UNIT, 'GET', `/v1/submissions/${id}/files/1`);
    for (const path of [
      '/v1/me',
      '/v1/obligations',
      `/v1/obligations/${REPORT}`,
      '/v1/compliance?period=2026-10',
      '/v1/openapi.json',
    ])
      await ask('office', 'GET', path);
    await ask('office', 'GET', '/v1/units');
    await ask('office', 'PUT', '/v1/accounts/somebody', { role: 'leader', email: 'somebody@dienbien.example' });
    await ask('office', 'DELETE', '/v1/accounts/somebody');

    const { ran } = await cloud.moveTo('2026-10-22T02:00:00Z');
    expect(ran.filter(({ ok }) => !ok)).toEqual([]);
    // A reminder to each unit but the one that filed, its receipt, and the Office's digest of the dead address.
    expect(cloud.mail.length).toBeGreaterThan(80);
    expect(cloud.mail.some(({ subject }) => subject.startsWith('[Biên nhận]'))).toBe(true);
    await cloud.moveTo('2026-10-23T01:00:00Z');
    expect(cloud.mail.at(-1)?.text).toContain('thanh-tra-tinh@dienbien.example');

    // The night between was sealed, and the Office reads it.
    const { items } = sealsSchema.parse(await ask('office', 'GET', '/v1/seals'));
    expect(items.map(({ date }) => date)).toEqual(['2026-10-23']);
    await ask('office', 'GET', '/v1/seals/2026-10-23');

    expect(cloud.deadLetters.items).toEqual([]);
    expect(cloud.denials).toEqual([]);
  }, 120_000);
});
