import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { openApiDocument } from '../../functions/api/openapi.ts';
import { createContract } from './api-contract.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** The folder in which each process notes which operations it called, and what they answered. */
    exercised: string;
  }
}

const answersOf = ({ operationId, responses }: { operationId: string; responses: Record<string, unknown> }) =>
  Object.keys(responses).map((status) => `${operationId} ${status}`);

/** Which operations of the API a run has exercised: told at its end, and of a run of all tests required to be all. */
export default function setup(project: TestProject): () => Promise<void> {
  const directory = mkdtempSync(join(tmpdir(), 'api-exercised-'));
  project.provide('exercised', directory);
  return async () => {
    const lines = readdirSync(directory).flatMap((name) => readFileSync(join(directory, name), 'utf8').split('\n'));
    rmSync(directory, { recursive: true });
    const exercised = new Set(lines.filter((line) => line !== ''));
    if (exercised.size === 0) return;
    const { operations } = createContract(openApiDocument());
    const described = operations.flatMap(answersOf);
    const unseen = operations.filter(({ operationId, responses }) =>
      answersOf({ operationId, responses }).every((answer) => !/ 2\d\d$/.test(answer) || !exercised.has(answer)),
    );
    const seen = described.filter((answer) => exercised.has(answer));
    console.log(`\nAPI: ${operations.length - unseen.length} of ${operations.length} operations exercised,`);
    console.log(`     ${seen.length} of ${described.length} described answers; every one as described.`);
    const { testFiles } = await project.globTestFiles();
    if (project.vitest.state.getFiles().length < testFiles.length || unseen.length === 0) return;
    for (const { operationId, method, path } of unseen)
      console.log(`     not exercised: ${operationId} (${method.toUpperCase()} ${path})`);
    process.exitCode = 1;
  };
}
