import { type Duration, Tags } from 'aws-cdk-lib';
import { PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Architecture, Code, Function as LambdaFunction, LoggingFormat, Runtime } from 'aws-cdk-lib/aws-lambda';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import type { Construct } from 'constructs';
import { bundleFunction, ENTRY_POINT } from '../bundle.ts';

export interface HandlerProps {
  /** The function's folder under `functions/`. */
  readonly name: string;
  /** Longer than the slowest run that is still right. */
  readonly timeout: Duration;
  /**
   * In MB; the share of a processor grows with it.
   * @default 1024
   */
  readonly memorySize?: number;
}

/** The tag that carries a function's folder name: on the bill, and for whoever reads the template. */
export const FUNCTION_TAG = 'function';

const pascal = (name: string) => name.replace(/(^|-)([a-z])/g, (_, _dash, letter: string) => letter.toUpperCase());

/**
 * One of the system's functions: `functions/<name>` in a bundle of its own, with a role that may write its own log and
 * nothing else until a capability grants more, and gives the environment names that go with it.
 */
export class Handler extends LambdaFunction {
  readonly name: string;
  readonly executionRole: Role;

  constructor(scope: Construct, { name, timeout, memorySize = 1024 }: HandlerProps) {
    const id = pascal(name);
    const logGroup = new LogGroup(scope, `${id}Log`, { retention: RetentionDays.ONE_YEAR });
    const role = new Role(scope, `${id}Role`, { assumedBy: new ServicePrincipal('lambda.amazonaws.com') });
    logGroup.grantWrite(role);
    super(scope, id, {
      description: `functions/${name}`,
      code: Code.fromAsset(bundleFunction(name)),
      handler: ENTRY_POINT,
      runtime: Runtime.NODEJS_24_X,
      architecture: Architecture.ARM_64,
      timeout,
      memorySize,
      role,
      logGroup,
      loggingFormat: LoggingFormat.JSON,
    });
    this.name = name;
    this.executionRole = role;
    Tags.of(this).add(FUNCTION_TAG, name);
  }

  /** Allows actions on resources, under a condition if one is given. */
  allow(actions: string[], resources: string[], conditions?: Record<string, Record<string, unknown>>): void {
    this.addToRolePolicy(new PolicyStatement({ actions, resources, ...(conditions ? { conditions } : {}) }));
  }

  /** Sets environment variables; the names are those of a settings schema in `functions/environment.ts`. */
  configure(variables: Record<string, string>): void {
    for (const [name, value] of Object.entries(variables)) this.addEnvironment(name, value);
  }
}
