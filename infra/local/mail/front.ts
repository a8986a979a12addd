import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { type Listening, listen } from '../http/listen.ts';
import { discardRest, readBody } from '../http/problem.ts';
import { type MailRequest, readMailRequest } from './message.ts';
import type { Refusal } from './rules.ts';

/** How a test lets SES fail: a quota, an outage, a refusal, or an answer that never comes. */
export type MailFailure = 'throttling' | 'quota' | 'outage' | 'rejected' | 'no-answer';

const FAILURES: Readonly<Record<Exclude<MailFailure, 'no-answer'>, Refusal>> = {
  throttling: { status: 400, code: 'Throttling', message: 'Maximum sending rate exceeded.' },
  quota: { status: 400, code: 'Throttling', message: 'Daily message quota exceeded.' },
  outage: { status: 503, code: 'ServiceUnavailable', message: 'Service is unavailable.' },
  rejected: { status: 400, code: 'MessageRejected', message: 'Rejected by a test.' },
};

/** What a test may do at the moments that matter: before SES has taken a letter, and after, before it says so. */
export interface MailHooks {
  received?: (mail: MailRequest) => void | Promise<void>;
  kept?: (mail: MailRequest, messageId: string) => void | Promise<void>;
}

export interface MailFront {
  endpoint: string;
  hooks: MailHooks;
  /** Lets the next `count` letters fail. */
  failNext(count: number, failure: MailFailure): void;
  close(graceMs: number): Promise<void>;
}

export interface MailFrontOptions {
  /** The function that signed a request; undefined when none of ours did. */
  callerOf: (request: IncomingMessage) => string | undefined;
  /** Why the caller may not send the letter; undefined when it may. */
  denialOf: (mail: MailRequest, caller: string) => string | undefined;
  /** What SES has against the letter. */
  faultOf: (mail: MailRequest) => Refusal | undefined;
  admits: () => boolean;
  /** Takes the letter: from now on it is sent. */
  keep: (mail: MailRequest, messageId: string, caller: string) => void;
}

const BODY_MAX_BYTES = 32 * 1024 * 1024;
const NAMESPACE = 'http://ses.amazonaws.com/doc/2010-12-01/';

const escapeXml = (text: string) =>
  text.replace(/[&<>"]/g, (c) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;' })[c] ?? '&quot;');

function sendXml(response: ServerResponse, status: number, xml: string): void {
  response.writeHead(status, { 'content-type': 'text/xml', 'content-length': Buffer.byteLength(xml) });
  response.end(xml);
}

function sendRefusal(response: ServerResponse, { status, code, message }: Refusal): void {
  const type = status >= 500 ? 'Receiver' : 'Sender';
  sendXml(
    response,
    status,
    `<ErrorResponse xmlns="${NAMESPACE}"><Error><Type>${type}</Type><Code>${code}</Code><Message>${escapeXml(message)}</Message></Error><RequestId>${randomUUID()}</RequestId></ErrorResponse>`,
  );
}

const refusal = (status: number, code: string, message: string): Refusal => ({ status, code, message });

/** Speaks SES's query protocol as far as `SendEmail`, with the rules that SES has. */
export async function openMailFront(options: MailFrontOptions): Promise<MailFront> {
  const { callerOf, denialOf, faultOf, admits, keep } = options;
  const failures: MailFailure[] = [];
  const hooks: MailHooks = {};

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await readBody(request, BODY_MAX_BYTES);
    if (!body) {
      sendRefusal(response, refusal(413, 'RequestEntityTooLarge', 'The request is too large.'));
      return discardRest(request);
    }
    const caller = callerOf(request);
    if (!caller)
      return sendRefusal(
        response,
        refusal(403, 'InvalidClientTokenId', 'The security token included in the request is invalid.'),
      );
    const form = new URLSearchParams(body.toString('utf8'));
    if (form.get('Action') !== 'SendEmail')
      return sendRefusal(
        response,
        refusal(400, 'InvalidAction', `${form.get('Action')} is not known to the local cloud.`),
      );
    const mail = readMailRequest(form);
    const denial = denialOf(mail, caller);
    if (denial) return sendRefusal(response, refusal(403, 'AccessDenied', denial));
    await hooks.received?.(mail);
    const failure = failures.shift();
    if (failure && failure !== 'no-answer') return sendRefusal(response, FAILURES[failure]);
    const fault = faultOf(mail) ?? (admits() ? undefined : FAILURES.throttling);
    if (fault) return sendRefusal(response, fault);
    const messageId = `local-${randomUUID()}`;
    keep(mail, messageId, caller);
    await hooks.kept?.(mail, messageId);
    if (failure === 'no-answer') return void response.destroy();
    sendXml(
      response,
      200,
      `<SendEmailResponse xmlns="${NAMESPACE}"><SendEmailResult><MessageId>${messageId}</MessageId></SendEmailResult><ResponseMetadata><RequestId>${randomUUID()}</RequestId></ResponseMetadata></SendEmailResponse>`,
    );
  }

  const listening: Listening = await listen((request, response) => {
    // A hook that throws stands for a crash of SES: the connection ends without an answer.
    answer(request, response).catch(() => response.destroy());
  });
  return {
    endpoint: listening.url,
    hooks,
    failNext: (count, failure) => failures.push(...Array.from({ length: count }, () => failure)),
    close: listening.close,
  };
}
