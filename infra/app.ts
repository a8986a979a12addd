import { CfnRule, Fn, Validations } from 'aws-cdk-lib';
import { AwsSolutionsChecks } from 'cdk-nag';
import { deploymentSchema, exampleValues, givenSettings, parseSettings, SettingsError } from './settings.ts';
import { buildStack } from './stack.ts';
import { createApp } from './synth.ts';

/**
 * What the CDK's command line runs. `npm run synth` shows the stack with example settings where none are given;
 * `npm run deploy` refuses to.
 */
function main(): void {
  const app = createApp();
  const given = givenSettings((name) => app.node.tryGetContext(name), process.env);
  // The CDK does not tell its app which command it runs for; npm tells which script.
  const deploying = process.env.npm_lifecycle_event === 'deploy';
  const settings = deploying ? parseSettings(given, deploymentSchema) : parseSettings({ ...exampleValues, ...given });
  const stack = buildStack(app, settings);
  const examples = Object.entries(exampleValues).filter(([name]) => name !== 'stage' && !(name in given));
  if (examples.length > 0)
    // For whoever calls `cdk deploy` by hand: CloudFormation itself refuses.
    new CfnRule(stack, 'ExampleSettings', {
      assertions: [
        {
          assert: Fn.conditionEquals('example', 'real'),
          assertDescription: `Example settings are not for deployment: ${examples.map(([name]) => name).join(', ')}`,
        },
      ],
    });
  Validations.of(app).addPlugins(new AwsSolutionsChecks(app));
}

try {
  main();
} catch (error) {
  if (!(error instanceof SettingsError)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 2;
}
