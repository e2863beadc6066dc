// Which outcomes a request may have, by what it is.

import { RELAYER_PATH } from '../../simulator/relayer/relayer.ts';
import { CANCELLING, MORE_CANCELLING } from './cancelling.ts';
import { HANDING } from './handing.ts';
import { ASKING, SENDING, UNMINED } from './moving.ts';
import { CATALOGUE, MORE_PLACING, PLACING } from './placing.ts';
import { READING, STORING, SWITCHING } from './serving.ts';
import type { Outcome } from './outcome.ts';

/** A kind of requests. */
export type RequestKind =
  | 'placing'
  | 'cancelling'
  | 'sending'
  | 'handing'
  | 'asking'
  | 'storing'
  | 'switching'
  | 'reading';

/** What kind a request is, by its label. */
export const kindOf = (label: string): RequestKind => {
  if (/^POST \/orders?$/.test(label)) return 'placing';
  if (label.startsWith('DELETE ')) return 'cancelling';
  if (label.endsWith('eth_sendRawTransaction')) return 'sending';
  if (label === `POST ${RELAYER_PATH}/submit`) return 'handing';
  if (label.startsWith('POST /rpc') || label.includes(` ${RELAYER_PATH}/`)) return 'asking';
  if (label.startsWith('DynamoDB ')) return 'storing';
  return /^(SSM|KMS) /.test(label) ? 'switching' : 'reading';
};

/** The outcomes that are gone through together. */
export type OutcomeFamily = RequestKind | 'more placing' | 'more cancelling' | 'errors';

const FAMILIES: Readonly<Record<RequestKind, readonly OutcomeFamily[]>> = {
  placing: ['placing', 'more placing', 'errors'],
  cancelling: ['cancelling', 'more cancelling'],
  sending: ['sending'],
  handing: ['handing'],
  asking: ['asking'],
  storing: ['storing'],
  switching: ['switching'],
  reading: ['reading'],
};

const OUTCOMES: Readonly<Record<OutcomeFamily, readonly Outcome[]>> = {
  placing: PLACING,
  'more placing': MORE_PLACING,
  errors: CATALOGUE,
  cancelling: CANCELLING,
  'more cancelling': MORE_CANCELLING,
  sending: SENDING,
  handing: HANDING,
  asking: ASKING,
  storing: STORING,
  switching: SWITCHING,
  reading: READING,
};

/** What may become of a request, of one family. */
export const outcomesIn = (family: OutcomeFamily, label: string): readonly Outcome[] => {
  if (!FAMILIES[kindOf(label)].includes(family)) return [];
  const isLanding = family === 'asking' && label.includes('Receipt');
  return isLanding ? [...OUTCOMES[family], UNMINED] : OUTCOMES[family];
};

/** What may become of a request. */
export const outcomesOf = (label: string): readonly Outcome[] =>
  FAMILIES[kindOf(label)].flatMap((family) => outcomesIn(family, label));
