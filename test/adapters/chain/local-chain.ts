// A real EVM on this machine, behind real JSON-RPC, with our test contracts at the addresses of the
// venue's. It is a chain of its own for each test file, and each test has it as new.

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createRequire } from 'node:module';
import { Contract, ContractFactory, JsonRpcProvider, Network, Wallet } from 'ethers';
import { CONTRACTS } from '../../../lib/domain/contracts.ts';
import { invariant } from '../../../lib/units/invariant.ts';
import { compileContracts } from './compile.ts';
import type { ChildProcess } from 'node:child_process';
import type { InterfaceAbi } from 'ethers';
import type { Compiled } from './compile.ts';

/** A running chain. */
export type LocalChain = {
  readonly url: string;
  /** Asks the node anything, its own test methods included. */
  readonly ask: (method: string, parameters?: readonly unknown[]) => Promise<unknown>;
  /** A contract at an address, called in the name of nobody in particular. */
  readonly at: (name: string, address: string) => Contract;
  /** Puts a contract's code at an address. */
  readonly place: (name: string, address: string, parameters?: readonly unknown[]) => Promise<void>;
  readonly reset: () => Promise<void>;
  readonly stop: () => Promise<void>;
};

// Account 9 of every local chain: it deploys, and nothing that is tested is its own.
const DEPLOYER = '0x2a871d0798f97d79848a013d4936a73bf4cc922c825d33c1cf7073dff6d409c6';

const binary = (): string => {
  const machine = `${process.platform}-${process.arch === 'x64' ? 'amd64' : process.arch}`;
  return createRequire(import.meta.url).resolve(`@foundry-rs/anvil-${machine}/bin/anvil`);
};

const listening = async (child: ChildProcess): Promise<string> => {
  let said = '';
  for await (const chunk of child.stdout ?? []) {
    said += String(chunk);
    const port = /Listening on 127\.0\.0\.1:(\d+)/.exec(said)?.[1];
    if (port !== undefined) return `http://127.0.0.1:${port}`;
  }
  throw new Error(`the chain did not start: ${said}`);
};

const startNode = async (): Promise<{ child: ChildProcess; url: string }> => {
  const child = spawn(binary(), ['--host', '127.0.0.1', '--port', '0', '--chain-id', '137'], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  process.on('exit', () => child.kill());
  const url = await listening(child);
  // Leaving the loop has closed our end; the node goes on without anybody to read it.
  return { child, url };
};

type Placer = LocalChain['place'];

const placeVenue = async (place: Placer): Promise<void> => {
  const { collateral, bridgedUsdc, conditionalTokens, positionManager } = CONTRACTS;
  await place('Dollars', collateral);
  await place('Dollars', bridgedUsdc);
  await place('Onramp', CONTRACTS.onramp, [collateral, bridgedUsdc]);
  await place('Shares', conditionalTokens);
  await place('Shares', positionManager);
  await place('Adapter', CONTRACTS.ctfAdapter, [conditionalTokens, collateral, bridgedUsdc]);
  const kind = '0x3A3BD7bb9528E159577F7C2e685CC81A765002E2';
  await place('Adapter', CONTRACTS.negRiskCtfAdapter, [conditionalTokens, collateral, kind]);
  await place('Router', CONTRACTS.router, [positionManager, collateral]);
  await place('Multisend', CONTRACTS.safeMultisend);
  await place('ProxyFactory', CONTRACTS.proxyFactory);
};

const compiledNamed = (all: ReadonlyMap<string, Compiled>, name: string) => {
  const compiled = all.get(name);
  invariant(compiled !== undefined, `${name} is a test contract`);
  return { bytecode: compiled.bytecode, abi: JSON.parse(compiled.abi) as InterfaceAbi };
};

/** Starts a chain with every contract in its place. */
export const startLocalChain = async (): Promise<LocalChain> => {
  const compiled = compileContracts();
  const { child, url } = await startNode();
  const network = new Network('local', 137);
  const provider = new JsonRpcProvider(url, network, { staticNetwork: network, cacheTimeout: -1 });
  provider.pollingInterval = 20;
  const deployer = new Wallet(DEPLOYER, provider);
  const ask: LocalChain['ask'] = async (method, parameters = []) => {
    const answer: unknown = await provider.send(method, [...parameters]);
    return answer;
  };
  const place: Placer = async (name, address, parameters = []) => {
    const { abi, bytecode } = compiledNamed(compiled, name);
    const factory = new ContractFactory(abi, bytecode, deployer);
    const deployed = await (await factory.deploy(...parameters)).waitForDeployment();
    await ask('anvil_setCode', [address, await deployed.getDeployedCode()]);
  };
  await placeVenue(place);
  let snapshot = await ask('evm_snapshot');
  return {
    url,
    ask,
    place,
    at: (name, address) => new Contract(address, compiledNamed(compiled, name).abi, deployer),
    reset: async () => {
      await ask('anvil_dropAllTransactions');
      await ask('evm_revert', [snapshot]);
      snapshot = await ask('evm_snapshot');
      await ask('evm_setAutomine', [true]);
    },
    stop: async () => {
      provider.destroy();
      const closed = once(child, 'close');
      child.kill();
      await closed;
    },
  };
};
