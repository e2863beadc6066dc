// List prices of AWS in eu-west-1 in US dollars, without tax, and what an account gets free of
// charge every month for good. Source: the pricing pages of the services, as of 2026-11; they have
// to be looked at again when they are older than a year.

/** A price, and how much of it is free each month. */
export type Price = { readonly usd: number; readonly free: number; readonly unit: string };

/** When the table was last compared with the pricing pages. */
export const PRICES_OF = '2026-11';

/** The prices by what is used. */
export const PRICES = {
  'custom metric series': { usd: 0.3, free: 10, unit: 'series' },
  'alarm, by metric': { usd: 0.1, free: 10, unit: 'metrics' },
  'composite alarm': { usd: 0.5, free: 0, unit: 'alarms' },
  dashboard: { usd: 3, free: 3, unit: 'dashboards' },
  'log, taken in': { usd: 0.57, free: 5, unit: 'GB' },
  'log, kept': { usd: 0.03, free: 5, unit: 'GB' },
  'table, write units': { usd: 0.705e-6, free: 0, unit: 'units' },
  'table, read units': { usd: 0.141e-6, free: 0, unit: 'units' },
  'table, storage': { usd: 0.283, free: 25, unit: 'GB' },
  'table, point-in-time recovery': { usd: 0.226, free: 0, unit: 'GB' },
  'functions, time on arm64': { usd: 1.33334e-5, free: 400_000, unit: 'GB-s' },
  'functions, calls': { usd: 0.2e-6, free: 1_000_000, unit: 'calls' },
  'schedules, calls': { usd: 1e-6, free: 14_000_000, unit: 'calls' },
  'data sent to the internet': { usd: 0.09, free: 100, unit: 'GB' },
  'standard parameters': { usd: 0, free: 10_000, unit: 'parameters' },
  'KMS key': { usd: 1, free: 0, unit: 'keys' },
  'KMS signatures': { usd: 0.15e-4, free: 0, unit: 'signatures' },
} as const satisfies Readonly<Record<string, Price>>;

/** What has a price. */
export type Priced = keyof typeof PRICES;
