import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { createApiClient } from '../../../infra/tools/shared/api-client.ts';

const answers = z.object({ ok: z.boolean() });

/** A client of a system that refuses the first requests for want of patience, and what it waited. */
function client(refusals: (string | undefined)[]) {
  const waited: number[] = [];
  const fetch = async () => {
    if (refusals.length === 0) return Response.json({ ok: true });
    const after = refusals.shift();
    return new Response('{}', { status: 429, headers: after === undefined ? {} : { 'retry-after': after } });
  };
  const api = createApiClient(new URL('http://localhost:1'), fetch, async (seconds) => void waited.push(seconds));
  return { api, waited };
}

describe('a command that asks too often', () => {
  it('waits as long as it is told, or a second when the gateway does not say, and goes on', async () => {
    const { api, waited } = client(['7', undefined]);
    expect(await api.get('/v1/me', 'token', answers)).toEqual({ ok: true });
    expect(waited).toEqual([7, 1]);
  });

  it('gives up in words when it is refused for good', async () => {
    const { api } = client(Array.from({ length: 100 }, () => '1'));
    await expect(api.get('/v1/me', 'token', answers)).rejects.toThrow('answers 429');
  });
});
