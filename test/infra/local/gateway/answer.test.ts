import { describe, expect, it } from 'vitest';
import { httpAnswer } from '../../../../infra/local/gateway/answer.ts';

describe('the answer of a function in HTTP', () => {
  it('has the status, headers, cookies and body that the function says', () => {
    const result = { statusCode: 201, headers: { 'X-Count': 3 }, cookies: ['a=1'], body: 'Đã nhận' };
    expect(httpAnswer(JSON.stringify(result))).toEqual({
      status: 201,
      headers: { 'x-count': '3', 'set-cookie': ['a=1'] },
      body: Buffer.from('Đã nhận'),
    });
  });

  it('has the bytes of a body in base64', () => {
    const body = Buffer.from([0, 255, 1]);
    const result = { statusCode: 200, body: body.toString('base64'), isBase64Encoded: true };
    expect(httpAnswer(JSON.stringify(result))?.body).toEqual(body);
  });

  it('is the result itself as JSON when it names no status', () => {
    expect(httpAnswer('{"a":1}')).toMatchObject({ status: 200, headers: { 'content-type': 'application/json' } });
    expect(httpAnswer('"text"')?.body.toString()).toBe('"text"');
  });

  it('is none when the status makes no sense', () => {
    expect(httpAnswer('{"statusCode":"200"}')).toBeUndefined();
    expect(httpAnswer('{"statusCode":99}')).toBeUndefined();
  });
});
