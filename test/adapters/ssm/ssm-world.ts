// AWS SSM as a server of this machine: the JSON protocol in front of a few parameters, with answers
// that tests may replace.

import { json, startLoopback, text } from '../../loopback/server.ts';
import type { Exchange, Loopback, Reply } from '../../loopback/server.ts';

/** A parameter as SSM holds it. */
export type StoredParameter = { readonly Type: string; readonly Value: string };

/** The parameters by name, and what goes wrong; both may be changed while the server runs. */
export type SsmWorld = {
  parameters: Readonly<Record<string, StoredParameter>>;
  /** Replaces an answer; null lets it pass. */
  fault: (() => Reply) | null;
};

/** An error as AWS writes it. */
export const awsError = (name: string, status = 400, message = 'the words of AWS'): Reply =>
  text(status, JSON.stringify({ __type: name, message }), {
    'content-type': 'application/x-amz-json-1.1',
  });

const answer = ({ parameters }: SsmWorld, { body, headers }: Exchange): Reply => {
  if (headers['x-amz-target'] !== 'AmazonSSM.GetParameter') return awsError('UnknownOperation');
  const asked = JSON.parse(body) as { Name: string; WithDecryption?: boolean };
  const found = parameters[asked.Name];
  if (found === undefined) return awsError('ParameterNotFound');
  const isLocked = found.Type === 'SecureString' && asked.WithDecryption !== true;
  const Value = isLocked ? 'AQICAHh...encrypted' : found.Value;
  return json({ Parameter: { ...found, Name: asked.Name, Value } });
};

/** Starts the server. */
export const serveSsm = async (
  parameters: SsmWorld['parameters'],
): Promise<{ readonly loopback: Loopback; readonly world: SsmWorld }> => {
  const world: SsmWorld = { parameters, fault: null };
  const loopback = await startLoopback((exchange) => world.fault?.() ?? answer(world, exchange));
  return { loopback, world };
};
