// The version that the command tells the venue; a test keeps it in step with package.json.

/** The version of this program. */
export const VERSION = '0.1.0';
