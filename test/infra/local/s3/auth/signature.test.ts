import { describe, expect, it } from 'vitest';
import {
  canonicalRequest,
  sameText,
  sha256Hex,
  sign,
  signingKey,
  stringToSign,
} from '../../../../../infra/local/s3/auth/signature.ts';

/** The examples of "Authenticating Requests (AWS Signature Version 4)" in the Amazon S3 API Reference. */
const SECRET = 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY';
const SCOPE = { date: '20130524', region: 'us-east-1', service: 's3' };
const DATE = '20130524T000000Z';
const EMPTY = sha256Hex('');

interface Example {
  method?: string;
  path?: string;
  query?: [string, string][];
  headers?: Record<string, string>;
  payloadHash?: string;
}

function signatureOf({ method = 'GET', path = '/', query = [], headers = {}, payloadHash = EMPTY }: Example): string {
  const all = new Map(Object.entries({ host: 'examplebucket.s3.amazonaws.com', ...headers }));
  const canonical = canonicalRequest({
    method,
    path,
    query,
    headers: all,
    signedHeaders: [...all.keys()],
    payloadHash,
  });
  return sign(signingKey(SECRET, SCOPE), stringToSign(DATE, SCOPE, canonical));
}

const dated = { 'x-amz-content-sha256': EMPTY, 'x-amz-date': DATE };
const welcome = sha256Hex('Welcome to Amazon S3.');

describe('Signature Version 4, against the examples of its documentation', () => {
  it.each<[string, Example, string]>([
    [
      'GET Object',
      { path: '/test.txt', headers: { ...dated, range: 'bytes=0-9' } },
      'f0e8bdb87c964420e857bd35b5d6ed310bd44f0170aba48dd91039c6036bdb41',
    ],
    [
      'PUT Object',
      {
        method: 'PUT',
        path: '/test$file.text',
        headers: {
          date: 'Fri, 24 May 2013 00:00:00 GMT',
          'x-amz-content-sha256': welcome,
          'x-amz-date': DATE,
          'x-amz-storage-class': 'REDUCED_REDUNDANCY',
        },
        payloadHash: welcome,
      },
      '98ad721746da40c64f1a55b78f14c238d841ea1380cd77a1b5971af0ece108bd',
    ],
    [
      'a parameter without a value',
      { query: [['lifecycle', '']], headers: dated },
      'fea454ca298b7da1c68078a5d1bdbfbbe0d65c699e0f91ac7a200a0136783543',
    ],
    [
      'GET Bucket, whatever the order of its parameters',
      {
        query: [
          ['prefix', 'J'],
          ['max-keys', '2'],
        ],
        headers: dated,
      },
      '34b48302e7b5fa45bde8084f4b7868a86f0a534bc59db6670ed5711ef69dc6f7',
    ],
    [
      'a presigned link',
      {
        path: '/test.txt',
        query: [
          ['X-Amz-Algorithm', 'AWS4-HMAC-SHA256'],
          ['X-Amz-Credential', 'AKIAIOSFODNN7EXAMPLE/20130524/us-east-1/s3/aws4_request'],
          ['X-Amz-Date', DATE],
          ['X-Amz-Expires', '86400'],
          ['X-Amz-SignedHeaders', 'host'],
        ],
        payloadHash: 'UNSIGNED-PAYLOAD',
      },
      'aeeed9bbccd4d02ee5c0109b86d86835f995330da4c265957d157751f604d404',
    ],
  ])('%s', (_, example, expected) => {
    expect(signatureOf(example)).toBe(expected);
  });

  it('is the same however much white space a header value holds', () => {
    expect(signatureOf({ headers: { ...dated, 'x-amz-meta-a': '  a   b ' } })).toBe(
      signatureOf({ headers: { ...dated, 'x-amz-meta-a': 'a b' } }),
    );
  });

  it('differs when dot segments of the path are resolved: keys are not paths', () => {
    expect(signatureOf({ path: '/a/../b' })).not.toBe(signatureOf({ path: '/b' }));
  });
});

describe('comparing signatures', () => {
  it('tells equal from different, also in length', () => {
    expect(sameText('abc', 'abc')).toBe(true);
    expect(sameText('abd', 'abc')).toBe(false);
    expect(sameText('ab', 'abc')).toBe(false);
    expect(sameText('', 'abc')).toBe(false);
  });
});
