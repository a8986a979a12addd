import { describe, expect, it } from 'vitest';
import type { CorsRule } from '../../../../infra/local/s3/cors.ts';
import { BUCKET, presign, type Store, sendForm, startStore } from './support.ts';

const PORTAL = 'http://localhost:4310';

const asking = (store: Store, origin: string, method: string, headers?: string) =>
  fetch(`${store.url}/${BUCKET}`, {
    method: 'OPTIONS',
    headers: {
      origin,
      'access-control-request-method': method,
      ...(headers ? { 'access-control-request-headers': headers } : {}),
    },
  });

async function withRules(...cors: CorsRule[]) {
  const store = await startStore();
  await store.s3.createBucket(BUCKET, { versioned: true, cors });
  return store;
}

const portalRule = {
  allowedOrigins: [PORTAL],
  allowedMethods: ['POST', 'GET'],
  exposedHeaders: ['ETag'],
  maxAgeSeconds: 60,
};

describe('a page of another origin', () => {
  it('may do what a rule of the bucket allows, and read the answer, be it a refusal', async () => {
    const store = await withRules(portalRule);
    const preflight = await asking(store, PORTAL, 'POST');
    expect(preflight.status).toBe(200);
    expect(preflight.headers.get('access-control-allow-origin')).toBe(PORTAL);
    expect(preflight.headers.get('access-control-max-age')).toBe('60');
    const form = await presign(store.client());
    for (const key of [form.fields.key ?? '', 'another']) {
      const body = new FormData();
      for (const [name, value] of Object.entries({ ...form.fields, key })) body.set(name, value);
      body.set('file', new Blob(['x']));
      const answer = await fetch(form.url, { method: 'POST', body, headers: { origin: PORTAL } });
      expect(answer.status).toBe(key === 'another' ? 403 : 204);
      expect(answer.headers.get('access-control-allow-origin')).toBe(PORTAL);
      expect(answer.headers.get('access-control-expose-headers')).toBe('ETag');
    }
  });

  it.each<[string, CorsRule[], [string, string, string?], number]>([
    ['another origin', [portalRule], ['http://evil.example', 'POST'], 403],
    ['an origin that only begins so', [portalRule], [`${PORTAL}.evil.example`, 'POST'], 403],
    ['another method', [portalRule], [PORTAL, 'PUT'], 403],
    ['a header that is not allowed', [portalRule], [PORTAL, 'POST', 'x-mine'], 403],
    ['a bucket without rules', [], [PORTAL, 'POST'], 403],
    ['a header that is', [{ ...portalRule, allowedHeaders: ['x-*'] }], [PORTAL, 'POST', 'X-Mine'], 200],
    ['any origin, when a rule says so', [{ ...portalRule, allowedOrigins: ['*'] }], ['null', 'GET'], 200],
    [
      'a part of an origin, when a rule says so',
      [{ ...portalRule, allowedOrigins: ['http://*.gov.vn'] }],
      ['http://a.gov.vn', 'GET'],
      200,
    ],
    ['a dot that is no dot', [{ ...portalRule, allowedOrigins: ['http://a.vn'] }], ['http://axvn', 'GET'], 403],
  ])('is answered by the rules: %s', async (_, rules, question, status) => {
    const answer = await asking(await withRules(...rules), ...question);
    expect(answer.status).toBe(status);
    expect(answer.headers.has('access-control-allow-origin')).toBe(status === 200);
  });

  it('reads no answer without a rule, though the upload itself is decided by the form', async () => {
    const store = await startStore();
    const answer = await sendForm(await presign(store.client()), Buffer.from('x'));
    expect(answer.status).toBe(204);
    expect(answer.headers.has('access-control-allow-origin')).toBe(false);
  });
});
