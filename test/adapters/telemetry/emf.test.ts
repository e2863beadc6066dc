import { describe, expect, it } from 'vitest';
import { emfTelemetry } from '../../../lib/adapters/telemetry/emf.ts';
import { DIMENSION, NAMESPACE, SERIES } from '../../../lib/adapters/telemetry/series.ts';
import { portfolioId } from '../../../lib/units/ids.ts';
import { ratio } from '../../../lib/units/ratio.ts';
import { usdc } from '../../../lib/units/usdc.ts';
import type { EmfTelemetry } from '../../../lib/adapters/telemetry/emf.ts';
import type { Metric, MetricName } from '../../../lib/ports/telemetry.ts';

type Written = { readonly telemetry: EmfTelemetry; readonly lines: readonly unknown[] };

const opened = (): Written => {
  const lines: unknown[] = [];
  const telemetry = emfTelemetry({
    portfolio: portfolioId('main'),
    write: (line) => {
      expect(line).not.toContain('\n');
      lines.push(JSON.parse(line));
    },
    redact: (text) => text.replaceAll('hunter2', '(secret)'),
  });
  return { telemetry, lines };
};

const count = (name: MetricName, value: number, detail: string | null = null): Metric => ({
  name,
  value: { kind: 'count', count: value },
  detail,
});

const flushed = (...metrics: readonly Metric[]): unknown => {
  const { telemetry, lines } = opened();
  for (const metric of metrics) telemetry.metric(metric);
  telemetry.flush();
  expect(lines).toHaveLength(1);
  return lines[0];
};

describe('the closed list of series', () => {
  it('has at most 24 of them', () => {
    expect(Object.keys(SERIES).length).toBeLessThanOrEqual(24);
  });

  it('gives each another metric or another part of one', () => {
    const sources = Object.values(SERIES).map(({ metric, detail }) => `${metric} ${detail ?? ''}`);
    expect(new Set(sources).size).toBe(sources.length);
  });
});

describe('a log line', () => {
  it('keeps its message to the letter, beside level, portfolio and fields', () => {
    const { telemetry, lines } = opened();
    const message = '[RiskManager] 🚨 CIRCUIT BREAKER TRIGGERED: DRAWDOWN';
    telemetry.log({ level: 'error', message, fields: { token: '7' } });
    expect(lines).toEqual([
      expect.objectContaining({ level: 'ERROR', message, portfolio: 'main', token: '7' }),
    ]);
  });

  it('names no service but ours and no undefined field', () => {
    const { telemetry, lines } = opened();
    telemetry.log({ level: 'info', message: 'all is well', fields: {} });
    expect(Object.keys(lines[0] as object).toSorted()).toEqual(
      ['level', 'message', 'portfolio', 'service', 'timestamp'].toSorted(),
    );
    expect(lines[0]).toMatchObject({ service: 'keel' });
  });

  it('names the invocation once it is told which', () => {
    const { telemetry, lines } = opened();
    telemetry.invoked('request-1');
    telemetry.invoked('request-2');
    telemetry.log({ level: 'warn', message: 'look', fields: {} });
    expect(lines).toEqual([expect.objectContaining({ requestId: 'request-2' })]);
  });

  it('loses what the redaction hides, in message and fields', () => {
    const { telemetry, lines } = opened();
    telemetry.log({ level: 'warn', message: 'key hunter2', fields: { url: 'x/hunter2' } });
    expect(lines[0]).toMatchObject({ message: 'key (secret)', url: 'x/(secret)' });
  });
});

describe('the line of a cycle', () => {
  it('declares a series under one namespace and the portfolio alone', () => {
    expect(flushed(count('VenueErrors', 3))).toEqual({
      _aws: {
        Timestamp: expect.any(Number) as number,
        CloudWatchMetrics: [
          {
            Namespace: NAMESPACE,
            Dimensions: [[DIMENSION]],
            Metrics: [{ Name: 'VenueErrors', Unit: 'Count' }],
          },
        ],
      },
      portfolio: 'main',
      VenueErrors: 3,
    });
  });

  it('shows money in dollars, shares in percent and ages in seconds', () => {
    expect(
      flushed(
        { name: 'Equity', value: { kind: 'usd', amount: usdc('9871.25') }, detail: null },
        { name: 'Drawdown', value: { kind: 'ratio', ratio: ratio('0.0125') }, detail: null },
        { name: 'UnresolvedIntentAge', value: { kind: 'ms', ms: 90_000 }, detail: null },
        { name: 'CycleDuration', value: { kind: 'ms', ms: 850 }, detail: null },
        { name: 'StateSize', value: { kind: 'bytes', bytes: 10_240 }, detail: null },
      ),
    ).toMatchObject({
      Equity: 9871.25,
      Drawdown: 1.25,
      UnresolvedIntentAge: 90,
      CycleDuration: 850,
      StateSize: 10_240,
    });
  });

  it('makes a series of a part only where the list has one', () => {
    const line = flushed(
      count('BreakerOpen', 1, 'API_HEALTH'),
      count('OrdersRefused', 2),
      count('OrdersRefused', 2, 'CIRCUIT_BREAKER: DRAWDOWN'),
      count('VenueLatency', 5, 'fetchTime'),
      count('OpenOrders', 4),
    );
    expect(line).toMatchObject({
      _aws: {
        CloudWatchMetrics: [{ Metrics: [{ Name: 'BreakerOpenApiHealth' }] }],
      },
      BreakerOpenApiHealth: 1,
      OrdersRefused: 2,
      OpenOrders: 4,
      parts: { OrdersRefused: { CIRCUIT_BREAKER_DRAWDOWN: 2 }, VenueLatency: { fetchTime: 5 } },
    });
  });

  it('has nothing of the one before it', () => {
    const { telemetry, lines } = opened();
    telemetry.metric(count('InvariantBroken', 1));
    telemetry.metric(count('OpenOrders', 4));
    telemetry.flush();
    telemetry.metric(count('VenueErrors', 1));
    telemetry.flush();
    expect(lines[1]).not.toHaveProperty('InvariantBroken');
    expect(lines[1]).not.toHaveProperty('OpenOrders');
    expect(lines[1]).toHaveProperty('VenueErrors', 1);
  });

  it('is no metric line when no series was measured', () => {
    expect(flushed(count('CycleSkipped', 1))).toEqual({ portfolio: 'main', CycleSkipped: 1 });
  });

  it('is not written when nothing was measured at all', () => {
    const { telemetry, lines } = opened();
    telemetry.flush();
    telemetry.flush();
    expect(lines).toEqual([]);
  });

  it('names the invocation', () => {
    const { telemetry, lines } = opened();
    telemetry.invoked('request-1');
    telemetry.metric(count('VenueErrors', 3));
    telemetry.flush();
    telemetry.metric(count('VenueErrors', 3));
    telemetry.flush();
    expect(lines).toEqual([
      expect.objectContaining({ requestId: 'request-1' }),
      expect.objectContaining({ requestId: 'request-1' }),
    ]);
  });
});
