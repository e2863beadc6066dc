// An app whose stacks are checked before anything is deployed: by the template validation that
// comes with the CDK, and by the rules of AWS Solutions. Whatever either of them finds is an error,
// what they would only warn of included: a warning on a terminal is read by nobody.

import { AwsSolutionsChecks } from 'cdk-nag';
import { App, CloudFormationValidatePlugin, Validations } from 'aws-cdk-lib';
import type { AppProps, IPolicyValidationContext, PolicyValidationPluginReport } from 'aws-cdk-lib';

class StrictTemplateValidation extends CloudFormationValidatePlugin {
  // Its own type says of these two that they may be missing, that of a plugin that they are there.
  override get version(): string {
    return super.version ?? 'unknown';
  }

  override get ruleIds(): string[] {
    return super.ruleIds ?? [];
  }

  override validate(context: IPolicyValidationContext): PolicyValidationPluginReport {
    const report = super.validate(context);
    const violations = report.violations.map((one) => ({ ...one, severity: 'error' }));
    return { ...report, violations, success: violations.length === 0 };
  }
}

// One for all apps of a process: its engine takes seconds to start.
const TEMPLATE_VALIDATION = new StrictTemplateValidation();

/** Makes an app under all checks, which is synthesised when it is told to and not by itself. */
export const checkedApp = (props: AppProps = {}): App => {
  const app = new App({ ...props, autoSynth: false });
  Validations.of(app).addPlugins(TEMPLATE_VALIDATION, new AwsSolutionsChecks(app));
  return app;
};
