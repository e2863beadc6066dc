// The adapter's way to a wire server of the same process: no sockets, no real time. Whoever waits
// in vain has its clock moved by the whole deadline.

import { handleWire } from '../../lib/simulation/wire/handle.ts';
import { compare } from '../../lib/units/quantity.ts';
import { err, ok } from '../../lib/units/result.ts';
import type { SendHttp, WireAnswer, WireFailure } from '../../lib/adapters/polymarket/http.ts';
import type { WireReply } from '../../lib/simulation/wire/message.ts';
import type { WireServer } from '../../lib/simulation/wire/server.ts';
import type { DurationMs } from '../../lib/units/quantity.ts';
import type { Result } from '../../lib/units/result.ts';

const DROPPED: WireFailure = { kind: 'closed', detail: 'ECONNRESET' };
const TIMED_OUT: WireFailure = { kind: 'timeout', detail: 'no answer within the deadline' };

const shown = ({ status, headers, body }: Extract<WireReply, { kind: 'answer' }>): WireAnswer => ({
  status,
  headers,
  body,
  isCut: false,
});

/** Sends requests to a server. `pass` lets time go by while somebody waits. */
export const sendTo =
  (server: WireServer, pass: (time: DurationMs) => void): SendHttp =>
  ({ method, url, headers, body }, deadline) => {
    const { pathname, searchParams } = new URL(url);
    const lower = Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]);
    const reply = handleWire(server, {
      method,
      path: pathname,
      query: searchParams,
      headers: Object.fromEntries(lower) as Record<string, string>,
      body: body ?? '',
    });
    const timeOut = (): Result<WireAnswer, WireFailure> => {
      pass(deadline);
      return err(TIMED_OUT);
    };
    switch (reply.kind) {
      case 'answer':
        return Promise.resolve(ok(shown(reply)));
      case 'drop':
      case 'cut':
        return Promise.resolve(err(DROPPED));
      case 'silence':
        return Promise.resolve(timeOut());
      case 'late':
        if (compare(reply.after, deadline) > 0) return Promise.resolve(timeOut());
        pass(reply.after);
        return Promise.resolve(ok(shown(reply.answer)));
    }
  };
