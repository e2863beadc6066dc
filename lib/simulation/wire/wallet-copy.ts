// The venue's own copy of what a wallet holds. It is refreshed when somebody asks for it, and until
// then it goes on saying what it said.

/** A copy of balances, by asset. Unit: 10^-6 of the asset. */
export type WalletCopy = {
  /** What the copy says; an asset that was never asked for is looked up. */
  readonly read: (asset: string, actual: () => bigint) => bigint;
  readonly refresh: (asset: string, actual: bigint) => void;
};

/** Makes a copy that knows nothing yet. */
export const createWalletCopy = (): WalletCopy => {
  const copied = new Map<string, bigint>();
  return {
    read: (asset, actual) => {
      const known = copied.get(asset) ?? actual();
      copied.set(asset, known);
      return known;
    },
    refresh: (asset, actual) => void copied.set(asset, actual),
  };
};
