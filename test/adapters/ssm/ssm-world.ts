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
  fault: ((exchange: Exchange) => Reply | null) | null;
};

/** An error as AWS writes it. */
export const awsError = (name: string, status = 400, message = 'the words of AWS'): Reply =>
  text(status, JSON.stringify({ __type: name, message }), {
    'content-type': 'application/x-amz-json-1.1',
  });

const put = (world: SsmWorld, body: string): Reply => {
  const asked = JSON.parse(body) as {
    Name: string;
    Value: string;
    Type: string;
    Overwrite: boolean;
  };
  const known = world.parameters[asked.Name];
  if (known !== undefined && !asked.Overwrite) return awsError('ParameterAlreadyExists');
  if (known !== undefined && known.Type !== asked.Type) return awsError('ValidationException');
  const stored = { Type: asked.Type, Value: asked.Value };
  world.parameters = { ...world.parameters, [asked.Name]: stored };
  return json({ Version: 1, Tier: 'Standard' });
};

const get = ({ parameters }: SsmWorld, body: string): Reply => {
  const asked = JSON.parse(body) as { Name: string; WithDecryption?: boolean };
  const found = parameters[asked.Name];
  if (found === undefined) return awsError('ParameterNotFound');
  const isLocked = found.Type === 'SecureString' && asked.WithDecryption !== true;
  const Value = isLocked ? 'AQICAHh...encrypted' : found.Value;
  return json({ Parameter: { ...found, Name: asked.Name, Value } });
};

const answer = (world: SsmWorld, { body, headers }: Exchange): Reply => {
  const target = headers['x-amz-target'];
  if (target === 'AmazonSSM.GetParameter') return get(world, body);
  return target === 'AmazonSSM.PutParameter' ? put(world, body) : awsError('UnknownOperation');
};

/** Starts the server. */
export const serveSsm = async (
  parameters: SsmWorld['parameters'],
): Promise<{ readonly loopback: Loopback; readonly world: SsmWorld }> => {
  const world: SsmWorld = { parameters, fault: null };
  const loopback = await startLoopback(
    (exchange) => world.fault?.(exchange) ?? answer(world, exchange),
  );
  return { loopback, world };
};
