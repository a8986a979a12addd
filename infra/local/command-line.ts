import { writeFileSync } from 'node:fs';
import type { AccessKey } from './access-keys.ts';
import type { Endpoints } from './function-environment.ts';

export interface CommandLineAccess {
  key: AccessKey;
  region: string;
  endpoints: Pick<Endpoints, 'dynamodb' | 's3'>;
  tables: readonly string[];
}

/**
 * Writes what a shell needs for `aws dynamodb`, `aws s3` and `aws s3api` to work on what is here, as an administrator's does on AWS.
 * Addresses hold until the local cloud stops.
 */
export function writeCommandLineAccess(file: string, { key, region, endpoints, tables }: CommandLineAccess): void {
  const variables = {
    AWS_REGION: region,
    AWS_DEFAULT_REGION: region,
    AWS_ACCESS_KEY_ID: key.accessKeyId,
    AWS_SECRET_ACCESS_KEY: key.secretAccessKey,
    AWS_ENDPOINT_URL_DYNAMODB: endpoints.dynamodb,
    AWS_ENDPOINT_URL_S3: endpoints.s3,
    // No pager, which waits for a key.
    AWS_PAGER: '',
    TABLE: tables[0] ?? '',
  };
  const lines = Object.entries(variables).map(([name, value]) => `export ${name}='${value}'\n`);
  writeFileSync(file, lines.join(''), { mode: 0o600 });
}
