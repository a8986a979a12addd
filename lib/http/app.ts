import type { APIGatewayProxyEventV2WithJWTAuthorizer } from 'aws-lambda';
import { type Context, Hono } from 'hono';
import { handle } from 'hono/aws-lambda';
import { type Instant, toInstant } from '../calendar/dates.ts';
import { type Log, withFields } from '../log/log.ts';
import type { Account, AccountStore, Role } from '../store/accounts.ts';
import { Problem, problemDocument, TooManyRequests } from './problem.ts';
import type { RateLimit } from './rate-limit.ts';

export type ApiEvent = APIGatewayProxyEventV2WithJWTAuthorizer;

export interface HttpEnv {
  Bindings: { event: ApiEvent };
  Variables: { now: Instant; caller: Account; requestId: string };
}
export type HttpContext = Context<HttpEnv>;

export interface HttpDeps {
  accounts: Pick<AccountStore, 'get'>;
  bootstrapOfficeUser: string;
  /** How many seconds an account has to wait before it may ask again. No function goes without: its routes do work for anybody signed in. */
  waitFor: RateLimit;
  log: Log;
}

/** JSON bodies are manifests and small forms; registries come as CSV with a limit of their own. */
const MAX_JSON_BYTES = 256 * 1024;

function answer(c: HttpContext, problem: Problem) {
  const document = problemDocument(problem);
  const wait = problem instanceof TooManyRequests ? { 'retry-after': String(problem.seconds) } : {};
  return c.body(JSON.stringify(document), document.status, { 'content-type': 'application/problem+json', ...wait });
}

async function identify(c: HttpContext, deps: HttpDeps): Promise<Account> {
  const user = c.env.event.requestContext.authorizer?.jwt.claims.username;
  if (typeof user !== 'string') throw new Problem('unauthorized', 'Vui lòng đăng nhập lại.');
  const wait = deps.waitFor(user, c.env.event.requestContext.timeEpoch);
  if (wait > 0) throw new TooManyRequests(wait);
  const account = await deps.accounts.get(user);
  if (account?.active) return account;
  if (!account && user === deps.bootstrapOfficeUser) return { user, role: 'office', active: true };
  throw new Problem('no-account', 'Tài khoản chưa được Văn phòng Tỉnh ủy cấp quyền hoặc đã bị thu hồi.');
}

/**
 * The frame that all HTTP functions share: time from the gateway, the caller from the register, and one mapper
 * from any error to a problem document. Paths that are public need no caller.
 */
export function createHttpApp(deps: HttpDeps, isPublic: (path: string) => boolean = () => false): Hono<HttpEnv> {
  const app = new Hono<HttpEnv>();
  app.use(async (c, next) => {
    c.set('now', toInstant(c.env.event.requestContext.timeEpoch));
    c.set('requestId', c.env.event.requestContext.requestId);
    // First, so that a refused caller's answer has them as well.
    c.header('cache-control', 'no-store');
    c.header('x-content-type-options', 'nosniff');
    if (!isPublic(c.req.path)) c.set('caller', await identify(c, deps));
    await next();
  });
  app.notFound((c) => answer(c, new Problem('not-found', 'Không có địa chỉ này.')));
  app.onError((error, c) => {
    if (error instanceof Problem) {
      deps.log('info', 'request-refused', { problem: error.code });
      return answer(c, error);
    }
    deps.log('error', 'request-failed', { error });
    return answer(c, new Problem('internal-error', `Vui lòng thử lại; mã yêu cầu: ${c.var.requestId}.`));
  });
  return app;
}

/**
 * The Lambda handler of an app; every line that it logs carries the gateway's id of the request. A body on a GET means nothing
 * (RFC 9110, 9.3.1) and is dropped before it can do harm.
 */
export function toLambda(app: Hono<HttpEnv>) {
  const answerTo = handle(app);
  return (event: ApiEvent) => {
    const { http, requestId } = event.requestContext;
    const body = ['GET', 'HEAD'].includes(http.method) ? null : (event.body ?? null);
    // No client shows a certificate here, and the frame's type of an event knows of none.
    const requestContext = { ...event.requestContext, authentication: null };
    return withFields({ request: requestId }, () => answerTo({ ...event, body, requestContext }));
  };
}
/** An HTTP function as the gateway calls it. */
export type HttpFunction = ReturnType<typeof toLambda>;

/** The JSON body of a request; refuses what is too large or not JSON. */
export async function readJson(c: HttpContext): Promise<unknown> {
  const text = await c.req.text();
  if (text.length > MAX_JSON_BYTES) throw new Problem('payload-too-large', 'Nội dung JSON vượt quá 256 KB.');
  try {
    return JSON.parse(text);
  } catch {
    throw new Problem('invalid-json', 'Không đọc được nội dung JSON.');
  }
}

/** Refuses callers whose role is not among the given ones. */
export function requireRole(caller: Account, ...allowed: Role[]): void {
  if (!allowed.includes(caller.role)) throw new Problem('forbidden', 'Tài khoản này không có quyền thực hiện.');
}

/** Whether the caller may read a unit's affairs: the unit itself, the Office, leaders. */
export const maySee = (caller: Account, unit: string): boolean => caller.role !== 'unit' || caller.unit === unit;

/** Whether the caller may read this report: what is about a named official is for its unit and the Office only (R16). */
export const maySeeObligation = (
  caller: Account,
  obligation: { unit: string; restricted?: true | undefined },
): boolean => maySee(caller, obligation.unit) && (caller.role !== 'leader' || !obligation.restricted);
