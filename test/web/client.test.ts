import { describe, expect, it } from 'vitest';
import { createApi } from '../../web/src/api/client.ts';
import { ApiProblem, ConnectionLost, SessionEnded } from '../../web/src/api/problem.ts';

type Step = Response | 'lost';
const json = (status: number, body: unknown) =>
  new Response(JSON.stringify(body), { status, headers: { 'content-type': 'application/json' } });

/** A client whose requests are answered step by step, and which waits for nothing. */
function client(...steps: Step[]) {
  const asked: { path: string; token: string | null }[] = [];
  const waited: number[] = [];
  let ended = false;
  const api = createApi({
    credentials: {
      token: async () => 'first',
      renew: async (refused) => `after ${refused}`,
      end: () => {
        ended = true;
      },
    },
    fetch: async (input, init) => {
      asked.push({ path: String(input), token: new Headers(init?.headers).get('authorization') });
      const step = steps.shift();
      if (step === undefined) throw new Error('nobody expected this request');
      if (step === 'lost') throw new TypeError('Failed to fetch');
      return step;
    },
    wait: async (ms) => void waited.push(ms),
  });
  return { api, asked, waited, ended: () => ended };
}

describe('reading', () => {
  it('is tried again when the connection was lost or what is behind the gateway was away', async () => {
    const { api, waited } = client('lost', new Response('', { status: 503 }), json(200, { ok: true }));
    expect(await api.get('/v1/me')).toEqual({ ok: true });
    expect(waited).toEqual([400, 1500]);
  });

  it('is tried again when too much was asked just now, and changing something is not', async () => {
    const tooMuch = () => json(429, { title: 'Gửi quá nhiều yêu cầu', code: 'too-many-requests', detail: 'Chờ.' });
    const { api, waited } = client(tooMuch(), json(200, { ok: true }), tooMuch());
    expect(await api.get('/v1/me')).toEqual({ ok: true });
    await expect(api.send('POST', '/v1/x', {})).rejects.toMatchObject({ code: 'too-many-requests' });
    expect(waited).toEqual([400]);
  });

  it('ends with a lost connection when no attempt is left', async () => {
    const { api, asked } = client('lost', 'lost', 'lost', 'lost');
    await expect(api.get('/v1/me')).rejects.toThrow(ConnectionLost);
    expect(asked).toHaveLength(4);
  });

  it('is not repeated after a refusal', async () => {
    const document = {
      type: '/problems/not-found',
      title: 'Không tìm thấy',
      status: 404,
      detail: 'Không có.',
      code: 'not-found',
    };
    const { api, asked } = client(json(404, document));
    await expect(api.get('/v1/x')).rejects.toMatchObject({
      name: 'ApiProblem',
      code: 'not-found',
      title: 'Không tìm thấy',
    });
    expect(asked).toHaveLength(1);
  });
});

describe('changing', () => {
  it('is never repeated by itself: nobody knows whether it arrived', async () => {
    const { api, asked } = client('lost');
    await expect(api.send('POST', '/v1/x', {})).rejects.toThrow(ConnectionLost);
    expect(asked).toHaveLength(1);
  });

  it('tells which field is wrong', async () => {
    const errors = [{ field: 'documentNumber', message: 'không được để trống' }];
    const { api } = client(json(422, { title: 'T', status: 422, detail: 'D', code: 'invalid-manifest', errors }));
    const error: unknown = await api.send('POST', '/v1/x', {}).catch((thrown: unknown) => thrown);
    expect(error instanceof ApiProblem && error.ofField('documentNumber')).toBe('không được để trống');
  });
});

describe('a token that is refused', () => {
  it('is renewed once, and the request goes on with the new one', async () => {
    const { api, asked, ended } = client(json(401, { message: 'Unauthorized' }), json(200, { ok: true }));
    expect(await api.send('POST', '/v1/x', {})).toEqual({ ok: true });
    expect(asked.map(({ token }) => token)).toEqual(['Bearer first', 'Bearer after first']);
    expect(ended()).toBe(false);
  });

  it('ends the session when the new one is refused as well', async () => {
    const { api, ended } = client(json(401, {}), json(401, {}));
    await expect(api.get('/v1/me')).rejects.toThrow(SessionEnded);
    expect(ended()).toBe(true);
  });
});

describe('the gateway’s own refusals, which are no problem documents', () => {
  it.each([
    [403, 'Không có quyền thực hiện'],
    [429, 'Hệ thống đang bận'],
    [500, 'Hệ thống gặp lỗi'],
  ])('%d gets words for people', async (status, title) => {
    const { api } = client(json(status, { message: 'x' }));
    await expect(api.send('POST', '/v1/x')).rejects.toMatchObject({ title, status });
  });
});
