// What the rules of AWS Solutions find and we keep, each where it is found and with its reason.
// Anything else that they find is an error.

import { Validations } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';

/** A finding that is kept: the rule that finds it, and why it stays. */
export type KeptFinding = { readonly id: string; readonly reason: string };

/** Findings of a queue that takes dead letters. */
export const DEAD_LETTER_QUEUE: KeptFinding = {
  id: 'AwsSolutions::AwsSolutions-SQS3',
  reason:
    'It is the dead-letter queue of the schedules and of the functions, which the rule does not ' +
    'look at: it only knows those of other queues.',
};

/** Keeps a finding at a construct. */
export const keepFinding = (at: IConstruct, finding: KeptFinding): void => {
  Validations.of(at).acknowledge(finding);
};
