import { expect, it } from 'vitest';
import { LIVE_KMS, templateOf } from './scene.ts';

// The name of an asset is a digest of its bytes, which say nothing about the template.
const withoutDigests = (text: string): string => text.replaceAll(/[0-9a-f]{64}/g, 'a digest');

it.each([
  ['what a checkout comes with', {}],
  [
    'a live portfolio with a key in KMS',
    {
      portfolios: { live: LIVE_KMS },
      alarmEmail: 'ops@example.com',
      reservedConcurrency: true,
    },
  ],
])('%s is deployed as this template', async (_name, context) => {
  const template = await templateOf(context);
  expect(withoutDigests(JSON.stringify(template, null, 2))).toMatchSnapshot();
});
