// Where the venue's contracts are. An address that is wrong by a digit is money sent to nobody, so
// each stands here once, and everything that signs, approves or calls takes it from here.

/** Polygon and its test network. */
export type ChainId = 137 | 80002;

/** The contracts for which orders are signed. */
export type Exchanges = {
  readonly exchangeV2: string;
  readonly negRiskExchangeV2: string;
  /** Takes both kinds of markets of the second protocol. */
  readonly exchangeV3: string;
};

const SECOND_EXCHANGES = {
  exchangeV2: '0xE111180000d2663C0091e4f400237545B87B996B',
  negRiskExchangeV2: '0xe2222d279d744050d28e00520010520000310F59',
} as const;

/**
 * The exchanges of each chain.
 * Source: @polymarket/clob-client-v2 1.1.0, config.ts, read 2026-11-22.
 */
export const EXCHANGES: Readonly<Record<ChainId, Exchanges>> = {
  137: { ...SECOND_EXCHANGES, exchangeV3: '0xe3333700cA9d93003F00f0F71f8515005F6c00Aa' },
  80002: { ...SECOND_EXCHANGES, exchangeV3: '0x9fE6e61422AdB6F610d8597F9684b16912D50C3D' },
};

/** The chain on which money is moved: several contracts were never published for another one. */
export const POLYGON: ChainId = 137;

/**
 * The other contracts on Polygon.
 * Source: the venue's ts-sdk 0.2.0, environments.ts, and its documentation, read 2026-11-22.
 */
export const CONTRACTS = {
  ...EXCHANGES[POLYGON],
  /** pUSD, the collateral. Unit: 6 decimals. */
  collateral: '0xC011a7E12a19f7B1f670d46F03B03f3342E82DFB',
  /** USDC.e, which becomes collateral one to one. Unit: 6 decimals. */
  bridgedUsdc: '0x2791Bca1f2de4661ED88A30C99A7a9449Aa84174',
  onramp: '0x93070a847efEf7F70739046A929D47a521F5B8ee',
  /** Holds the shares of markets of the first protocol. */
  conditionalTokens: '0x4D97DCd97eC945f40cF65F87097ACe5EA0476045',
  ctfAdapter: '0xAdA100Db00Ca00073811820692005400218FcE1f',
  negRiskCtfAdapter: '0xadA2005600Dec949baf300f4C6120000bDB6eAab',
  /** Holds the shares of markets of the second protocol. */
  positionManager: '0x006F54F7f9A22e0000CC2AB60031000000ae9fEF',
  router: '0x12121212006e4CD160D18e3f00711DA5c3372600',
  autoRedeemer: '0xa1200000d0002264C9a1698e001292D00E1b00af',
  depositWalletFactory: '0x00000000000Fb5C9ADea0298D729A0CB3823Cc07',
  depositWalletImplementation: '0x58CA52ebe0DadfdF531Cde7062e76746de4Db1eB',
  depositWalletBeacon: '0x7A18EDfe055488A3128f01F563e5B479D92ffc3a',
  proxyFactory: '0xaB45c5A4B0c941a2F231C04C3f49182e1A254052',
  relayHub: '0xD216153c06E857cD7f72665E0aF1d7D82172F494',
  safeFactory: '0xaacFeEa03eb1561C4e67d661e40682Bd20E3541b',
  safeMultisend: '0xA238CBeb142c10Ef7Ad8442C6D1f9E89e07e7761',
} as const;
