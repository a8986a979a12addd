import { App, type AppProps } from 'aws-cdk-lib';
import cdkJson from '../cdk.json' with { type: 'json' };
import { exampleValues, parseSettings } from './settings.ts';
import { buildStack } from './stack.ts';

export interface SynthOptions {
  /**
   * Where the template and the bundles are written.
   * @default what the CDK's command line says, or else a temporary folder
   */
  readonly outdir?: string;
}

/**
 * An app that gives the same template wherever it is built: by the CDK's command line, a test, the local cloud. The
 * library's feature flags are those of cdk.json everywhere.
 */
export const createApp = (options: SynthOptions & Pick<AppProps, 'builtinCloudFormationValidation'> = {}): App =>
  new App({ ...options, context: cdkJson.context, analyticsReporting: false });

export interface Synthesized {
  /** The CloudFormation template, as JSON. */
  readonly template: Record<string, unknown>;
  /** Holds the bundle of the function whose `Code.S3Key` is `<hash>.zip` in the folder `asset.<hash>`. */
  readonly assetsDir: string;
}

/**
 * Synthesises the template that is deployed, without AWS and without a network; settings not given have the values of
 * the example. Throws a SettingsError on a wrong setting.
 */
export function synthTemplate(settings: Readonly<Record<string, unknown>>, options: SynthOptions = {}): Synthesized {
  // The CDK's own check of the template takes longer than all the rest; `npm run synth` and a test have it.
  const app = createApp({ ...options, builtinCloudFormationValidation: false });
  const stack = buildStack(app, parseSettings({ ...exampleValues, ...settings }));
  const { template } = app.synth().getStackArtifact(stack.artifactId);
  return { template, assetsDir: app.outdir };
}
