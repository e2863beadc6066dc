// No property is looked at for longer than it takes to have taken every branch.

import fc from 'fast-check';

const LOOK_MS = 400;

// The plugin that replaces this can only be given to a single property, not to all of them.
// eslint-disable-next-line @typescript-eslint/no-deprecated
fc.configureGlobal({ interruptAfterTimeLimit: LOOK_MS });
