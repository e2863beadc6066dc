// The test contracts, compiled in this process by the compiler from npm. Nothing is downloaded.

import { readFileSync, readdirSync } from 'node:fs';
import solc from 'solc';

/** A compiled contract: its description and the code that deploys it. */
export type Compiled = { readonly abi: string; readonly bytecode: string };

const FOLDER = new URL('./contracts/', import.meta.url);

type Output = {
  readonly errors?: readonly { readonly severity: string; readonly formattedMessage: string }[];
  readonly contracts: Record<
    string,
    Record<string, { abi: unknown; evm: { bytecode: { object: string } } }>
  >;
};

const read = (name: string): string => readFileSync(new URL(name, FOLDER), 'utf8');

/** Compiles every contract of the folder. */
export const compileContracts = (): ReadonlyMap<string, Compiled> => {
  const names = readdirSync(FOLDER);
  const input = {
    language: 'Solidity',
    sources: Object.fromEntries(names.map((name) => [name, { content: read(name) }])),
    settings: {
      evmVersion: 'cancun',
      viaIR: false,
      optimizer: { enabled: true },
      outputSelection: { '*': { '*': ['abi', 'evm.bytecode.object'] } },
    },
  };
  const compiled = solc.compile(JSON.stringify(input), {
    import: (path) => ({ contents: read(path) }),
  });
  const output = JSON.parse(compiled) as Output;
  const faults = (output.errors ?? []).filter(({ severity }) => severity === 'error');
  if (faults.length > 0) throw new Error(faults.map((one) => one.formattedMessage).join('\n'));
  return new Map(
    Object.values(output.contracts).flatMap((file) =>
      Object.entries(file).map(([name, { abi, evm }]): [string, Compiled] => [
        name,
        { abi: JSON.stringify(abi), bytecode: `0x${evm.bytecode.object}` },
      ]),
    ),
  );
};
