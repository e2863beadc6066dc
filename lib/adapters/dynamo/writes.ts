// The writes under a lease: the journal of intents, the save of the state, and the paper venue
// beside it.

import { ConditionalCheckFailedException, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { err, ok } from '../../units/result.ts';
import { msOfEpoch } from '../../units/time.ts';
import { unavailable, updateState } from './conditional.ts';
import { IS_MINE, isMineIn, lost, mineValues } from './lease.ts';
import { billedBytes, packed } from './packed.ts';
import { digestOf, FORMER_ATTRIBUTES, leaseIn, stateAttributes, textIn } from './state-item.ts';
import { encodeIntent, encodeState } from './stored-state.ts';
import { keyOf, sortKeys } from './table.ts';
import type { Intent } from '../../domain/intent.ts';
import type { Lease, Save, Saved, StoreError } from '../../ports/state-store.ts';
import type { Result } from '../../units/result.ts';
import type { StatePlace, StateUpdate } from './conditional.ts';
import type { StoredState } from './stored-state.ts';
import type { Item } from './table.ts';

/** Adds intents before their orders are sent. Doing it twice changes nothing. */
export const journalIntents = async (
  place: StatePlace,
  lease: Lease,
  intents: readonly Intent[],
): Promise<Result<Lease, StoreError>> => {
  if (intents.length === 0) return ok(lease);
  const numbered = intents.map((intent, index) => ({
    name: `#i${String(index)}`,
    value: `:i${String(index)}`,
    id: intent.id,
    text: encodeIntent(intent),
  }));
  const written = await updateState(place, {
    update: `SET ${numbered.map(({ name, value }) => `intents.${name} = ${value}`).join(', ')}`,
    condition: `${IS_MINE} AND attribute_exists(version)`,
    names: Object.fromEntries(numbered.map(({ name, id }) => [name, id])),
    values: {
      ...mineValues(lease),
      ...Object.fromEntries(numbered.map(({ value, text }) => [value, packed(text)])),
    },
    isIn: (item) =>
      isMineIn(lease, item) &&
      numbered.every(({ id, text }) => textIn(item['intents']?.M?.[id]) === text),
  });
  if (!written.ok) return written;
  return written.value.kind === 'written' ? ok(lease) : err(lost(lease, written.value.lease));
};

// IsAsRead: nobody saved since we read; a portfolio that was never saved has no version.
const IS_AS_READ = '(version = :read OR (attribute_not_exists(version) AND :read = :zero))';

type Replacing = { readonly stored: StoredState; readonly attributes: Item };

const saveUpdate = (lease: Lease, save: Save, replacing: Replacing): StateUpdate => {
  const digest = digestOf(replacing.stored);
  const attributes = Object.entries(replacing.attributes);
  const sets = attributes.map(([name]) => `#${name} = :${name}`);
  const renewal = save.lease.kind === 'renew' ? ', leaseEnd = :end' : '';
  const gone = FORMER_ATTRIBUTES.map((name) => `#${name}`);
  const removed = save.lease.kind === 'renew' ? gone : [...gone, 'holder', 'leaseEnd'];
  const names = [...Object.keys(replacing.attributes), ...FORMER_ATTRIBUTES];
  return {
    update:
      `SET ${sets.join(', ')}, version = :next, saveDigest = :digest${renewal} ` +
      `REMOVE ${removed.join(', ')}`,
    condition: `${IS_MINE} AND ${IS_AS_READ}`,
    names: Object.fromEntries(names.map((name) => [`#${name}`, name])),
    values: {
      ...mineValues(lease),
      ...Object.fromEntries(attributes.map(([name, value]) => [`:${name}`, value])),
      ':read': { N: String(lease.version) },
      ':next': { N: String(lease.version + 1) },
      ':zero': { N: '0' },
      ':digest': { S: digest },
      ...(save.lease.kind === 'renew' && { ':end': { N: msOfEpoch(save.lease.end).toString() } }),
    },
    isIn: (item) => {
      const { saveDigest, version } = leaseIn(item);
      return saveDigest === digest && version === lease.version + 1;
    },
  };
};

/**
 * Replaces the whole state. An item that shows our own digest under the next version tells of an
 * earlier answer that got lost, and counts as done.
 */
export const saveState = async (
  place: StatePlace,
  lease: Lease,
  save: Save,
): Promise<Result<Saved, StoreError>> => {
  const stored = encodeState(save.state);
  const attributes = stateAttributes(stored);
  const written = await updateState(place, saveUpdate(lease, save, { stored, attributes }));
  if (!written.ok) return written;
  if (written.value.kind === 'refused') return err(lost(lease, written.value.lease));
  const end = save.lease.kind === 'renew' ? save.lease.end : lease.end;
  return ok({
    lease: { ...lease, version: lease.version + 1, end },
    bytes: billedBytes(attributes),
  });
};

/** Keeps the simulated venue, unless a later holder has kept its own already. */
export const savePaperVenue = async (
  place: StatePlace,
  lease: Lease,
  text: string,
): Promise<Result<null, StoreError>> => {
  try {
    await place.client.send(
      new PutItemCommand({
        TableName: place.table,
        Item: {
          ...keyOf(place.partition, sortKeys.paper),
          body: packed(text),
          fence: { N: String(lease.fence) },
        },
        ConditionExpression: 'attribute_not_exists(fence) OR fence <= :fence',
        ExpressionAttributeValues: { ':fence': { N: String(lease.fence) } },
      }),
    );
    return ok(null);
  } catch (error) {
    if (!(error instanceof ConditionalCheckFailedException)) return err(unavailable(error));
    const detail = `a later holder than fence ${String(lease.fence)} kept the paper venue`;
    return err({ kind: 'LEASE_LOST', detail });
  }
};
