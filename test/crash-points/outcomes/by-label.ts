// Which outcomes a request may have, by what it is.

import { CANCELLING } from './cancelling.ts';
import { ASKING, SENDING, UNMINED } from './moving.ts';
import { CATALOGUE, PLACING } from './placing.ts';
import { READING, STORING, SWITCHING } from './serving.ts';
import type { Outcome } from './outcome.ts';

/** The kinds of requests that have outcomes of their own. */
export const REQUEST_KINDS = [
  'placing',
  'cancelling',
  'sending',
  'asking',
  'storing',
  'switching',
  'reading',
] as const;

/** A kind of requests. */
export type RequestKind = (typeof REQUEST_KINDS)[number];

/** What kind a request is, by its label. */
export const kindOf = (label: string): RequestKind => {
  if (/^POST \/orders?$/.test(label)) return 'placing';
  if (label.startsWith('DELETE ')) return 'cancelling';
  if (label.endsWith('eth_sendRawTransaction')) return 'sending';
  if (label.startsWith('POST /rpc')) return 'asking';
  if (label.startsWith('DynamoDB ')) return 'storing';
  return label.startsWith('SSM ') ? 'switching' : 'reading';
};

/** What may become of a request. */
export const outcomesOf = (label: string): readonly Outcome[] => {
  switch (kindOf(label)) {
    case 'placing':
      return [...PLACING, ...CATALOGUE];
    case 'cancelling':
      return CANCELLING;
    case 'sending':
      return SENDING;
    case 'asking':
      return label.includes('Receipt') ? [...ASKING, UNMINED] : ASKING;
    case 'storing':
      return STORING;
    case 'switching':
      return SWITCHING;
    case 'reading':
      return READING;
  }
};
