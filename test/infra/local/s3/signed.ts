import { request as httpRequest } from 'node:http';
import {
  canonicalRequest,
  scopeText,
  sha256Hex,
  sign,
  signingKey,
  stringToSign,
} from '../../../../infra/local/s3/auth/signature.ts';
import { Query } from '../../../../infra/local/s3/request.ts';
import { OWNER, REGION, type Store } from './support.ts';

/** A request whose parts a test may bend before or after it is signed, which no SDK would do. */
export interface Bent {
  method?: string;
  /** As it is sent, query included. */
  target: string;
  body?: string;
  /** Headers that are signed. */
  headers?: Record<string, string>;
  payloadHash?: string;
  /** Headers that are added, replaced or (undefined) left out after signing. */
  after?: Record<string, string | undefined>;
  /** Changes the value of the Authorization header. */
  authorization?: (header: string) => string;
  date?: Date;
  service?: string;
}

const amzDate = (date: Date) => date.toISOString().replace(/[-:]|\.\d+/g, '');

/** Signs by hand, and sends without touching path or headers. */
export async function sendSigned(store: Pick<Store, 'port'>, bent: Bent) {
  const { method = 'GET', target, body = '', date = new Date(), service = 's3' } = bent;
  const payloadHash = bent.payloadHash ?? sha256Hex(body);
  const [path = '', query = ''] = target.split('?');
  const scope = { date: amzDate(date).slice(0, 8), region: REGION, service };
  const headers: Record<string, string> = {
    host: `127.0.0.1:${store.port}`,
    'x-amz-content-sha256': payloadHash,
    'x-amz-date': amzDate(date),
    ...(method === 'GET' || method === 'HEAD' ? {} : { 'content-length': String(Buffer.byteLength(body)) }),
    ...bent.headers,
  };
  const signedHeaders = Object.keys(headers).sort();
  const canonical = canonicalRequest({
    method,
    path: decodeURIComponent(path),
    query: new Query(query).entries,
    headers: new Map(Object.entries(headers)),
    signedHeaders,
    payloadHash,
  });
  const signature = sign(signingKey(OWNER.secretAccessKey, scope), stringToSign(amzDate(date), scope, canonical));
  const authorization = [
    `AWS4-HMAC-SHA256 Credential=${OWNER.accessKeyId}/${scopeText(scope)}`,
    `SignedHeaders=${signedHeaders.join(';')}`,
    `Signature=${signature}`,
  ].join(', ');
  const { authorization: bend = (header: string) => header } = bent;
  const all = { ...headers, authorization: bend(authorization), ...bent.after };
  const sent = Object.fromEntries(
    Object.entries(all).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  );
  return send(store, method, target, sent, body);
}

/** Sends a request as it is. */
export function send(
  { port }: Pick<Store, 'port'>,
  method: string,
  target: string,
  headers: Record<string, string> = {},
  body = '',
) {
  type Answer = {
    status: number;
    headers: Record<string, string | string[] | undefined>;
    text: string;
    code: string | undefined;
  };
  return new Promise<Answer>((resolve, reject) => {
    const request = httpRequest(
      { host: '127.0.0.1', port, method, path: target, headers, agent: false },
      (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('error', reject);
        response.on('end', () => {
          const text = Buffer.concat(chunks).toString();
          const code = /<Code>([^<]*)<\/Code>/.exec(text)?.[1];
          resolve({ status: response.statusCode ?? 0, headers: response.headers, text, code });
        });
      },
    );
    request.on('error', reject).end(body);
  });
}
