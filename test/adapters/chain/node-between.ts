// A node in front of the local chain's own, which does to single questions what nodes do: it loses
// them, loses their answers, refuses them, or says something else.

import { json, startLoopback, text } from '../../loopback/server.ts';
import type { Loopback, Reply } from '../../loopback/server.ts';

/** A question as it arrived. */
export type Question = { readonly method: string; readonly parameters: readonly unknown[] };

/** What happens to a question. `lose-answer`: the chain gets it, and nobody hears of it. */
export type Fault =
  | { readonly kind: 'lose' | 'lose-answer' }
  | { readonly kind: 'say'; readonly reply: Reply }
  | { readonly kind: 'answer'; readonly value: unknown }
  /** `refuse-late`: the chain gets it first, as when another node has taken it. */
  | { readonly kind: 'refuse' | 'refuse-late'; readonly message: string };

/** A node that can be made to fail. */
export type NodeBetween = Loopback & {
  readonly questions: readonly Question[];
  /** Decides about each question from now on; null lets it pass. */
  readonly meddle: (with_: (question: Question) => Fault | null) => void;
};

type Message = { readonly id: number; readonly method: string; readonly params: unknown[] };

const forward = async (url: string, body: string): Promise<Reply> => {
  const headers = { 'content-type': 'application/json' };
  const answer = await fetch(url, { method: 'POST', headers, body });
  return text(answer.status, await answer.text());
};

const wrapped = ({ id }: Message, result: unknown): Reply => json({ jsonrpc: '2.0', id, result });
const refused = ({ id }: Message, message: string): Reply =>
  json({ jsonrpc: '2.0', id, error: { code: -32000, message } });

/** Starts a node in front of another one. */
export const startNodeBetween = async (url: string): Promise<NodeBetween> => {
  const questions: Question[] = [];
  let decide: (question: Question) => Fault | null = () => null;
  const loopback = await startLoopback(async ({ body }) => {
    const message = JSON.parse(body) as Message;
    const question = { method: message.method, parameters: message.params };
    questions.push(question);
    const fault = decide(question);
    switch (fault?.kind) {
      case undefined:
        return forward(url, body);
      case 'lose':
        return { kind: 'reset' };
      case 'lose-answer':
        await forward(url, body);
        return { kind: 'reset' };
      case 'say':
        return fault.reply;
      case 'answer':
        return wrapped(message, fault.value);
      case 'refuse-late':
        await forward(url, body);
        return refused(message, fault.message);
      case 'refuse':
        return refused(message, fault.message);
    }
  });
  return {
    ...loopback,
    questions,
    meddle: (with_) => {
      decide = with_;
    },
  };
};

/** Does something to every question of one method. */
export const onMethod =
  (method: string, fault: Fault) =>
  (question: Question): Fault | null =>
    question.method === method ? fault : null;
