// What the risk manager says. The breaker lines are a contract: operators search for their words.

/** One line for the log. */
export type RiskMessage = {
  readonly level: 'info' | 'warn' | 'error';
  readonly message: string;
};

/** A breaker has opened. */
export const breakerTriggered = (reason: string): RiskMessage => ({
  level: 'error',
  message: `[RiskManager] 🚨 CIRCUIT BREAKER TRIGGERED: ${reason}`,
});

/** A breaker has closed. */
export const breakerReset = (reason: string): RiskMessage => ({
  level: 'info',
  message: `[RiskManager] ✅ CIRCUIT BREAKER RESET: ${reason}`,
});

/** Something to know. */
export const notice = (text: string): RiskMessage => ({
  level: 'info',
  message: `[RiskManager] ${text}`,
});

/** Something that a person must look after. */
export const alarm = (text: string): RiskMessage => ({
  level: 'error',
  message: `[RiskManager] ${text}`,
});
