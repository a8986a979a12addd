import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { JWTVerifyGetKey } from 'jose';
import type { Clock } from '../clock.ts';
import type { FunctionHost } from '../functions/host.ts';
import { discardRest, type LocalProblem, readBody, sendProblem } from '../http/problem.ts';
import type { Route } from '../template/access.ts';
import type { RequestContext } from './access-log.ts';
import { httpAnswer } from './answer.ts';
import { authorize } from './authorizer.ts';
import { proxyEvent, targetOf } from './event.ts';
import { createRouter } from './routes.ts';

const problems = {
  unauthorized: {
    status: 401,
    code: 'unauthorized',
    title: 'Chưa đăng nhập hoặc phiên đăng nhập đã hết hạn',
    detail: 'Vui lòng đăng nhập lại.',
  },
  forbidden: {
    status: 403,
    code: 'forbidden',
    title: 'Không có quyền thực hiện',
    detail: 'Mã truy cập này không dùng được cho địa chỉ được yêu cầu.',
  },
  notFound: { status: 404, code: 'not-found', title: 'Không tìm thấy', detail: 'Không có địa chỉ này.' },
  tooLarge: {
    status: 413,
    code: 'payload-too-large',
    title: 'Nội dung gửi lên quá lớn',
    detail: 'Nội dung của một yêu cầu không được vượt quá 6 MB.',
  },
  failed: {
    status: 500,
    code: 'internal-error',
    title: 'Hệ thống gặp lỗi',
    detail: 'Vui lòng thử lại.',
  },
} satisfies Record<string, LocalProblem>;

/** What Lambda takes; of a larger body nothing reaches the function. */
const BODY_MAX_BYTES = 6 * 1024 * 1024;

export interface GatewayOptions {
  routes: readonly Route[];
  keys: JWTVerifyGetKey;
  host: Pick<FunctionHost, 'invoke'>;
  clock: Clock;
  account: string;
  /** Told of every request that was answered. */
  onAnswered?: (context: RequestContext & { status: number }) => void;
  /** Told of every answer of a function. */
  onAnswer?: (method: string, path: string, status: number, body: Buffer) => void;
}

const textOf = (claim: unknown): string | undefined => (typeof claim === 'string' ? claim : undefined);

/** Answers requests by the template's HTTP API: route, token, function. */
export function createGateway(options: GatewayOptions) {
  const { routes, keys, host, clock, account, onAnswer, onAnswered } = options;
  const find = createRouter(routes);

  /** Gives what there is to know of the request beside what everybody can see of it. */
  async function answer(
    request: IncomingMessage,
    response: ServerResponse,
    requestId: string,
  ): Promise<RequestContext> {
    const method = request.method ?? 'GET';
    const { path } = targetOf(request);
    const refuse = (problem: LocalProblem, context: RequestContext = {}): RequestContext => {
      sendProblem(response, problem);
      discardRest(request);
      return context;
    };
    const match = find(method, path);
    if (!match) return refuse(problems.notFound);
    const { token: rule, key: routeKey } = match.route;
    const authorization = rule && (await authorize(request.headers.authorization, rule, keys));
    if (authorization && !authorization.ok)
      return refuse(problems[authorization.code], { routeKey, 'authorizer.error': authorization.code });
    const known = { routeKey, 'authorizer.claims.username': textOf(authorization?.claims.username) };
    const body = await readBody(request, BODY_MAX_BYTES);
    if (!body) return refuse(problems.tooLarge, known);
    const event = proxyEvent({ request, match, body, requestId, account, now: clock.now(), token: authorization });
    const outcome = await host.invoke(match.route.function, event);
    const result = outcome.ok ? httpAnswer(outcome.result) : undefined;
    if (!result) {
      const tooLarge = !outcome.ok && outcome.error.errorType === 'RequestEntityTooLarge';
      return refuse(
        tooLarge ? problems.tooLarge : { ...problems.failed, detail: `Vui lòng thử lại; mã yêu cầu: ${requestId}.` },
        { ...known, integrationErrorMessage: outcome.ok ? 'the answer makes no sense' : outcome.error.errorType },
      );
    }
    onAnswer?.(method, path, result.status, result.body);
    const bodiless = result.status === 204 || result.status === 304;
    response.writeHead(result.status, {
      ...result.headers,
      ...(bodiless ? {} : { 'content-length': result.body.length }),
    });
    response.end(method === 'HEAD' || bodiless ? undefined : result.body);
    return { ...known, responseLength: result.body.length };
  }

  return async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const requestId = randomUUID();
    const began = performance.now();
    // By the name that API Gateway's HTTP APIs give it.
    response.setHeader('apigw-requestid', requestId);
    try {
      const context = await answer(request, response, requestId);
      onAnswered?.({
        requestTimeEpoch: clock.now(),
        requestId,
        'identity.sourceIp': request.socket.remoteAddress,
        httpMethod: request.method,
        path: targetOf(request).path,
        status: response.statusCode,
        responseLatency: Math.round(performance.now() - began),
        ...context,
      });
    } catch (error) {
      // The client went away in the middle of its request; there is nobody to answer.
      if (request.errored) return;
      throw error;
    }
  };
}
