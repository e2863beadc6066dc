// What may still fail, and what was sold although it was never there.

import { describe, expect, it } from 'vitest';
import { usdc } from '../../lib/units/usdc.ts';
import { order, pendingFill } from './books.ts';
import { exposures, no, yes } from './exposed.ts';

describe('a fill that may still fail', () => {
  it('counts as filled where that is worse', () => {
    const pending = [pendingFill('A BUY YES 100 for 40')];
    expect(exposures([yes('100', '40')], [], { pending }).total).toBe(usdc('40'));
  });

  it('counts as failed where it is a hedge', () => {
    const pending = [pendingFill('A BUY YES 100 for 40')];
    const held = [yes('100', '40'), no('100', '55')];
    expect(exposures(held, [], { pending }).total).toBe(usdc('55'));
  });

  it('counts the position that a sale would give back', () => {
    expect(exposures([], [], { pending: [pendingFill('A SELL YES 100 for 40')] }).total).toBe(
      usdc('40'),
    );
  });

  it('lends its shares to no SELL', () => {
    const pending = [pendingFill('A BUY YES 100 for 10')];
    const held = [yes('200', '60'), no('200', '80')];
    const sale = [order('A SELL YES 60 @ 0.9')];
    expect(exposures(held, [], { pending }).total).toBe(usdc('30'));
    expect(exposures(held, sale, { pending }).total).toBe(usdc('90'));
  });

  it('lets a purchase that has been sold already fail all the same', () => {
    const pending = [pendingFill('A BUY YES 100 for 10')];
    expect(exposures([no('10', '4')], [], { pending }).total).toBe(usdc('104'));
  });

  it('takes no more cost back than the lot that it was bought for still has', () => {
    const pending = [pendingFill('A BUY YES 100 for 90')];
    const lots = [yes('110', '55'), { ...yes('10', '9'), strategy: 'FF' as const }];
    expect(exposures([...lots, no('100', '50')], [], { pending }).total).toBe(usdc('39'));
  });

  it('leaves no more cost behind than what is left may pay', () => {
    const pending = [pendingFill('A BUY YES 100 for 10')];
    expect(exposures([yes('150', '75'), no('200', '90')], [], { pending }).total).toBe(usdc('90'));
  });
});

describe('shares sold that were never there', () => {
  it('count in full if they win, whatever was received for them', () => {
    expect(exposures([yes('-50', '-45')]).total).toBe(usdc('50'));
  });

  it('offset nothing if they lose', () => {
    expect(exposures([yes('-50', '-45'), no('200', '120')]).total).toBe(usdc('170'));
    expect(exposures([yes('-50', '-45')], [order('B BUY NO 200 @ 0.3')]).total).toBe(usdc('110'));
  });
});
