import { appendFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import formats from 'ajv-formats';
import { inject } from 'vitest';
import * as z from 'zod';
import { openApiDocument } from '../../functions/api/openapi.ts';

/** A request to the API and its answer, bodies read as what they are. */
export interface Exchange {
  method: string;
  /** Without the query. */
  path: string;
  sent?: unknown;
  status: number;
  /** The answer's media type, without parameters. */
  type: string;
  /** JSON read; empty text or null for none. */
  body: unknown;
}

const contentSchema = z.record(z.string(), z.object({ schema: z.unknown() }));
const operationSchema = z.object({
  operationId: z.string(),
  requestBody: z.object({ content: contentSchema }).optional(),
  responses: z.record(z.string(), z.object({ content: contentSchema.optional() })),
});
const documentSchema = z.object({ paths: z.record(z.string(), z.record(z.string(), operationSchema)) });
export type DescribedOperation = z.infer<typeof operationSchema> & { method: string; path: string };

const DOCUMENT = 'openapi';
const PROBLEM = 'application/problem+json';
/** What the frame says before it looks at the address, and that there is none. */
const UNKNOWN_ADDRESS = [401, 403, 404];

const pointer = (...parts: string[]) =>
  parts.map((part) => `/${part.replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');

/** Compares what is sent and answered with a description of the API. Throws an Error that says what is not as described. */
export function createContract(document: Record<string, unknown>) {
  const operations = Object.entries(documentSchema.parse(document).paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]): DescribedOperation => ({ ...operation, method, path })),
  );
  const ajv = new Ajv2020({ strict: true, allErrors: true });
  formats.default(ajv);
  // The document is no schema itself, but schemas within it refer to each other through it.
  ajv.addVocabulary(Object.keys(document));
  ajv.addSchema({ $id: DOCUMENT, ...document }, DOCUMENT, false, false);
  const compiled = new Map<string, ValidateFunction>();

  function check(at: string, value: unknown, what: string): void {
    const validate = compiled.get(at) ?? ajv.compile({ $ref: `${DOCUMENT}#${encodeURI(at)}` });
    compiled.set(at, validate);
    if (!validate(value))
      throw new Error(`${what}: ${ajv.errorsText(validate.errors)}\n${JSON.stringify(value, null, 2)}`);
  }

  const find = (method: string, path: string): DescribedOperation | undefined => {
    const matching = operations.filter(
      (operation) =>
        operation.method === method.toLowerCase() &&
        new RegExp(`^${operation.path.replaceAll('.', '\\.').replace(/\{\w+\}/g, '[^/]+')}$`).test(path),
    );
    // A fixed path before one with a parameter in its place, as OpenAPI says.
    return matching.sort((a, b) => a.path.split('{').length - b.path.split('{').length)[0];
  };

  function checkUnknown(name: string, { status, type, body }: Exchange): void {
    if (!UNKNOWN_ADDRESS.includes(status) || type !== PROBLEM)
      throw new Error(`${name} is not described, and answers ${status} ${type}`);
    check(pointer('components', 'schemas', 'Problem'), body, name);
  }

  return {
    operations,
    /** The operation that was called; undefined when the address is not described, and was refused as it must be. */
    check(exchange: Exchange): DescribedOperation | undefined {
      const { method, path, sent, status, type, body } = exchange;
      const name = `${method} ${path}`;
      const operation = find(method, path);
      if (!operation) {
        checkUnknown(name, exchange);
        return undefined;
      }
      const place = ['paths', operation.path, operation.method];
      const response = operation.responses[status];
      if (!response) throw new Error(`${name} answers ${status}, which is not described`);
      const contents = Object.keys(response.content ?? {});
      if (contents.length === 0) {
        if (body !== null && body !== '')
          throw new Error(`${name} answers ${status} with a body that is not described`);
      } else {
        if (!contents.includes(type))
          throw new Error(`${name} answers ${status} as ${type}, described are ${contents}`);
        check(pointer(...place, 'responses', String(status), 'content', type, 'schema'), body, `${name}, ${status}`);
      }
      // A body on a GET means nothing, and is dropped.
      if (status < 300 && method !== 'GET' && (operation.requestBody || sent !== undefined)) {
        const [accepted] = Object.keys(operation.requestBody?.content ?? {});
        if (accepted === undefined) throw new Error(`${name} takes a body that is not described`);
        const isJson = accepted.endsWith('json');
        const value = isJson && typeof sent === 'string' ? JSON.parse(sent) : sent;
        check(pointer(...place, 'requestBody', 'content', accepted, 'schema'), value, `${name}, the body sent`);
      }
      return operation;
    },
  };
}

let contract: ReturnType<typeof createContract> | undefined;

/**
 * Holds an exchange with the system against the description that the system gives of itself. Both harnesses, `call` and
 * the office of the end-to-end tests, pass everything through here, so that no test can get round it.
 */
export function checkContract(exchange: Exchange): void {
  contract ??= createContract(openApiDocument());
  const operation = contract.check(exchange);
  // The pictures of the user guide are made by a script of its own, which counts nothing.
  const directory = process.env.VITEST ? inject('exercised') : undefined;
  if (operation && directory)
    appendFileSync(join(directory, `${process.pid}.txt`), `${operation.operationId} ${exchange.status}\n`);
}
