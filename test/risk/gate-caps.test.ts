// Which rule is told of where an order is made smaller.

import { describe, expect, it } from 'vitest';
import { known } from '../../lib/domain/observed.ts';
import { formatRefusal } from '../../lib/domain/refusal.ts';
import { gate } from '../../lib/risk/risk-manager.ts';
import { present } from '../../lib/units/invariant.ts';
import { usdc } from '../../lib/units/usdc.ts';
import { order } from './books.ts';
import { balancesOf, contextWith, NOW, WIDE, wish, yes } from './contexts.ts';
import type { GateContext } from '../../lib/risk/gate-context.ts';

// 100 shares are held and may be sold; the wallet shows this many.
const reduceOnly = (shown: string): GateContext =>
  contextWith([yes('100', '50')], {
    killSwitch: { kind: 'read', position: 'reduce-only', source: 'data/KILL' },
    balances: known(balancesOf([yes(shown, '50')]), NOW),
  });

describe('an approved order', () => {
  it('names what makes an order smaller, and nothing where it is whole', () => {
    const cappedBy = (context: GateContext, wanted: string) =>
      gate([wish(order(wanted))], context).approved.map((one) => one.cappedBy?.code ?? 'nothing');
    const tight = { ...WIDE, exposurePerMarketMax: usdc('30'), exposurePerEventMax: usdc('25') };
    const context = contextWith([], { limits: tight });
    expect(cappedBy(context, 'A BUY YES 50 @ 0.5')).toEqual(['nothing']);
    expect(cappedBy(context, 'A BUY YES 50.01 @ 0.5')).toEqual(['EXPOSURE_LIMIT']);
    const scopes = gate([wish(order('A BUY YES 80 @ 0.5'))], context).approved.map((one) =>
      formatRefusal(present(one.cappedBy ?? undefined, 'a cap')),
    );
    expect(scopes.join('')).toContain('scope=event limit=25');
  });

  it.each([
    ['60', 'nothing'],
    ['100', 'nothing'],
    ['100.01', 'KILL_SWITCH'],
  ])('names no rule that lets all of %s through: %s', (wanted, name) => {
    const { approved } = gate([wish(order(`A SELL YES ${wanted} @ 0.5`))], reduceOnly('200'));
    expect(approved.map(({ cappedBy }) => cappedBy?.code ?? 'nothing')).toEqual([name]);
  });

  it('names the tightest of the rules that are in the way', () => {
    const { approved } = gate([wish(order('A SELL YES 150 @ 0.5'))], reduceOnly('60'));
    expect(approved.map(({ cappedBy }) => cappedBy?.code)).toEqual(['INSUFFICIENT_BALANCE']);
  });
});
