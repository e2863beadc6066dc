// The venue's error catalogue as its reference prints it, row by row, with what each text means for
// an order of ours to buy.

const ID = `0x${'9f'.repeat(32)}`;

/** A status, the text, and what it means. */
export type Row = readonly [status: number, text: string, means: string];

/** Whether what a text means leaves it open whether the order was taken. */
export const provesNothing = (means: string): boolean =>
  ['unknown', 'delayed', 'refused'].includes(means);

/** Refusals that are said in JSON. */
export const REFUSALS: readonly Row[] = [
  [400, 'Invalid order payload', 'rejected invalid'],
  [400, 'invalid signature', 'rejected invalid'],
  [400, `order ${ID} is invalid`, 'rejected invalid'],
  [400, 'the order owner has to be the owner of the API KEY', 'rejected authentication'],
  [400, 'the order signer address has to be the address of the API KEY', 'rejected authentication'],
  [400, 'order_version_mismatch', 'rejected version'],
  [400, 'invalid order version, please use the latest clob-client', 'rejected version'],
  [400, 'maker address not allowed, please use the deposit wallet flow', 'rejected authentication'],
  [400, "'0xf39F' address banned", 'rejected closed-only'],
  [400, "'0xf39F' address in closed only mode", 'rejected closed-only'],
  [
    400,
    `order ${ID} is invalid. Price (0.505) breaks minimum tick size rule: 0.01`,
    'rejected tick',
  ],
  [400, `order ${ID} is invalid. Size (4) lower than the minimum: 5`, 'rejected size'],
  [400, 'invalid amount for a marketable BUY order ($0.5), min size: $1', 'rejected size'],
  [
    400,
    'invalid amounts, the market buy orders maker amount supports a max accuracy of 2 decimals, ' +
      'taker amount a max of 4 decimals',
    'rejected size',
  ],
  [400, `order ${ID} is invalid. Duplicated.`, 'placed'],
  [400, 'invalid post-only order: order crosses book', 'rejected post-only-cross'],
  [400, `order ${ID} crosses the book`, 'rejected post-only-cross'],
  [400, 'invalid post-only order: only GTC and GTD order types are allowed', 'rejected invalid'],
  [400, 'not enough balance / allowance', 'rejected funds'],
  [
    400,
    'not enough balance / allowance: the balance is not enough -> balance: 1, order amount: 2',
    'rejected funds',
  ],
  [
    400,
    'not enough balance / allowance: the allowance is not enough -> spender: 0xE1, allowance: 0',
    'rejected approval',
  ],
  [400, 'invalid expiration', 'rejected expiration'],
  [400, 'invalid nonce', 'rejected invalid'],
  [400, 'order canceled in the CTF exchange contract', 'rejected invalid'],
  [400, "order couldn't be fully filled. FOK orders are fully filled or killed.", 'no-fill'],
  [
    400,
    'no orders found to match with FAK order. FAK orders are partially filled or killed if no ' +
      'match is found.',
    'no-fill',
  ],
  [400, 'order match delayed due to market conditions', 'delayed'],
  [400, 'the market is not yet ready to process new orders', 'rejected not-ready'],
  [400, 'Too many orders in payload: 16, max allowed: 15', 'rejected invalid'],
  [401, 'Unauthorized/Invalid api key', 'rejected authentication'],
  [401, 'Invalid L1 Request headers', 'rejected authentication'],
  [
    403,
    'Trading restricted in your region, please refer to available regions - https://docs',
    'rejected region',
  ],
  [404, 'No orderbook exists for the requested token id', 'rejected invalid'],
  [404, 'market not found', 'rejected invalid'],
  [404, 'fee rate not found for market', 'rejected invalid'],
  [425, 'Too Early', 'not-sent restarting'],
  [429, 'Too Many Requests', 'not-sent rate-limited'],
  [500, 'could not insert order', 'unknown'],
  [500, 'could not run the execution', 'unknown'],
  [500, 'there are no matching orders', 'unknown'],
  [500, 'FOK orders are filled or killed', 'unknown'],
  [500, 'the trade contains rounding issues', 'unknown'],
  [
    500,
    "the price of the taker's order has a discrepancy greater than allowed with the worst maker " +
      'order',
    'unknown',
  ],
  [500, 'Internal server error', 'unknown'],
  [503, 'Trading is currently disabled. Check polymarket.com for updates', 'not-sent unavailable'],
  [503, 'trading is disabled', 'not-sent unavailable'],
  [
    503,
    'Trading is currently cancel-only. New orders are not accepted, but cancels are allowed.',
    'not-sent unavailable',
  ],
  [503, 'post-only mode: only post-only orders and cancels are allowed', 'not-sent post-only'],
  [503, 'anything else', 'unknown'],
  [503, '', 'unknown'],
  [400, 'context canceled', 'unknown'],
  [400, 'not enough balance / allowance: context canceled', 'unknown'],
  [400, 'a text that nobody has seen', 'refused'],
  [404, 'order not found', 'refused'],
  [405, 'a text that nobody has seen', 'unknown'],
  [400, 'INVALID_ORDER_MIN_TICK_SIZE', 'rejected tick'],
  [400, 'INVALID_ORDER_MIN_SIZE', 'rejected size'],
  [400, 'INVALID_ORDER_DUPLICATED', 'placed'],
  [400, 'INVALID_ORDER_NOT_ENOUGH_BALANCE', 'rejected funds'],
  [400, 'INVALID_ORDER_EXPIRATION', 'rejected expiration'],
  [400, 'INVALID_ORDER_ERROR', 'unknown'],
  [400, 'EXECUTION_ERROR', 'unknown'],
  [400, 'ORDER_DELAYED', 'delayed'],
  [400, 'DELAYING_ORDER_ERROR', 'unknown'],
  [400, 'FOK_ORDER_NOT_FILLED_ERROR', 'no-fill'],
  [400, 'MARKET_NOT_READY', 'rejected not-ready'],
];

/** Statuses whose bodies nobody understands. */
export const BARE: readonly Row[] = [
  [403, '<!DOCTYPE html><title>Attention Required! | Cloudflare</title>', 'rejected region'],
  [425, 'service not ready', 'not-sent restarting'],
  [429, 'error code: 1015', 'not-sent rate-limited'],
  [502, '<html>Bad gateway</html>', 'unknown'],
  [504, '', 'unknown'],
  [520, '', 'unknown'],
  [521, '', 'unknown'],
  [522, '', 'unknown'],
  [523, '', 'unknown'],
  [524, '<html>A timeout occurred</html>', 'unknown'],
  [400, '', 'unknown'],
  [400, '[{"error":"invalid signature"}]', 'unknown'],
  [400, 'invalid signature', 'rejected invalid'],
];
