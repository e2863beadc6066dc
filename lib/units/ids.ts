// Identifiers are text that must not be mixed up. They carry no arithmetic: a tagged string serves.

declare const id: unique symbol;
type Id<Name extends string> = string & { readonly [id]: Name };

/** A market: the venue's condition id, 0x and 64 hex digits. */
export type ConditionId = Id<'ConditionId'>;
/** One outcome token of a market: a decimal uint256. */
export type TokenId = Id<'TokenId'>;
/** A set of related markets, as Gamma groups them. */
export type EventId = Id<'EventId'>;
/** An order: its digest, known before it is sent. */
export type OrderId = Id<'OrderId'>;
/** A trade of the venue. */
export type TradeId = Id<'TradeId'>;
/** A wallet, in checksummed hex. */
export type WalletAddress = Id<'WalletAddress'>;
/** A portfolio: the key of all its state. */
export type PortfolioId = Id<'PortfolioId'>;
/** One trading signal, so that it is acted on at most once. */
export type SignalKey = Id<'SignalKey'>;
/** One run of the cycle function, to recognise our own lease. */
export type InvocationId = Id<'InvocationId'>;
/** Everything that decides what is traded, as one digest. */
export type ConfigHash = Id<'ConfigHash'>;

/** Tags text from a trusted source (a parser that has checked it, or a test) as an identifier. */
export const conditionId = (text: string): ConditionId => text as ConditionId;
/** Tags text as a token id. */
export const tokenId = (text: string): TokenId => text as TokenId;
/** Tags text as an event id. */
export const eventId = (text: string): EventId => text as EventId;
/** Tags text as an order id. */
export const orderId = (text: string): OrderId => text as OrderId;
/** Tags text as a trade id. */
export const tradeId = (text: string): TradeId => text as TradeId;
/** Tags text as a wallet address. */
export const walletAddress = (text: string): WalletAddress => text as WalletAddress;
/** Tags text as a portfolio id. */
export const portfolioId = (text: string): PortfolioId => text as PortfolioId;
/** Tags text as a signal key. */
export const signalKey = (text: string): SignalKey => text as SignalKey;
/** Tags text as an invocation id. */
export const invocationId = (text: string): InvocationId => text as InvocationId;
/** Tags text as the digest of a configuration. */
export const configHash = (text: string): ConfigHash => text as ConfigHash;
