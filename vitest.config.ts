import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.{ts,tsx}'],
    globalSetup: ['test/support/api-coverage.ts', 'test/support/grant-coverage.ts'],
    // The end-to-end files each start a whole local cloud; two cores carry two of them.
    maxWorkers: 2,
    // As Node imports CommonJS, so that what runs in a test is what runs.
    deps: { interopDefault: false },
    testTimeout: 120_000,
    hookTimeout: 240_000,
  },
});
