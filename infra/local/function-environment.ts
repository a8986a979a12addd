import { devNull } from 'node:os';
import type { AccessKey } from './access-keys.ts';
import type { FunctionResource } from './template/functions.ts';

/** Where the services listen on this machine. */
export interface Endpoints {
  dynamodb: string;
  s3: string;
  ses: string;
  cognito: string;
}

/** Which values of the template's environment differ from start to start, and so are not part of the synthesised template. */
export type Overrides = Readonly<Record<string, string>>;

/**
 * The environment of a function: the template's, what Lambda adds, and the SDK's own variables that point it at the
 * services here. Nothing of the host's environment gets in.
 */
export function functionEnvironment(
  resource: Pick<FunctionResource, 'name' | 'handler' | 'environment' | 'memoryMb'>,
  { key, region, endpoints, overrides }: { key: AccessKey; region: string; endpoints: Endpoints; overrides: Overrides },
): Record<string, string> {
  const replaced = Object.entries(overrides).filter(([name]) => name in resource.environment);
  return {
    ...resource.environment,
    ...Object.fromEntries(replaced),
    AWS_LAMBDA_FUNCTION_NAME: resource.name,
    AWS_LAMBDA_FUNCTION_MEMORY_SIZE: String(resource.memoryMb),
    _HANDLER: resource.handler,
    TZ: ':UTC',
    AWS_REGION: region,
    AWS_DEFAULT_REGION: region,
    AWS_ACCESS_KEY_ID: key.accessKeyId,
    AWS_SECRET_ACCESS_KEY: key.secretAccessKey,
    AWS_ENDPOINT_URL_DYNAMODB: endpoints.dynamodb,
    AWS_ENDPOINT_URL_S3: endpoints.s3,
    AWS_ENDPOINT_URL_SES: endpoints.ses,
    AWS_ENDPOINT_URL_COGNITO_IDENTITY_PROVIDER: endpoints.cognito,
    // A profile of whoever runs this must not reach the functions.
    AWS_CONFIG_FILE: devNull,
    AWS_SHARED_CREDENTIALS_FILE: devNull,
    AWS_EC2_METADATA_DISABLED: 'true',
  };
}
