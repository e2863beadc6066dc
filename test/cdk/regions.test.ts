import { RegionInfo } from 'aws-cdk-lib/region-info';
import { expect, it } from 'vitest';
import { OPEN_REGIONS, openRegion, PLACE_OF_REGION } from '../../cdk/regions.ts';
import { refusalOf } from './scene.ts';

// Written out here once more, so that a slip in the table is not its own proof.
const CLOSED = [
  'ap-east-2',
  'ap-southeast-1',
  'ap-southeast-2',
  'ap-southeast-4',
  'ap-southeast-6',
  'ap-southeast-7',
  'ca-central-1',
  'ca-west-1',
  'eu-central-1',
  'eu-south-1',
  'eu-west-2',
  'eu-west-3',
  'sa-east-1',
  'us-east-1',
  'us-east-2',
  'us-west-1',
  'us-west-2',
];
const OPEN = [
  'af-south-1',
  'ap-east-1',
  'ap-northeast-1',
  'ap-northeast-2',
  'ap-northeast-3',
  'ap-south-1',
  'ap-south-2',
  'ap-southeast-3',
  'ap-southeast-5',
  'eu-central-2',
  'eu-north-1',
  'eu-south-2',
  'eu-west-1',
  'il-central-1',
  'me-central-1',
  'me-south-1',
  'me-west-1',
  'mx-central-1',
];
const OTHER_CLOUDS = RegionInfo.regions.filter(({ partition }) => partition !== 'aws');

it('knows the country of every region that the CDK knows', () => {
  const known = RegionInfo.regions.filter(({ partition }) => partition === 'aws');
  expect(known.length).toBeGreaterThan(30);
  expect(known.map(({ name }) => name).filter((name) => !PLACE_OF_REGION.has(name))).toEqual([]);
});

it('is open in these regions and no others', () => {
  expect([...OPEN_REGIONS].sort()).toEqual(OPEN);
  expect([...OPEN, ...CLOSED].sort()).toEqual([...PLACE_OF_REGION.keys()].sort());
});

it.each(CLOSED)('refuses %s, whose country the venue closes', (region) => {
  const [error, ...others] = refusalOf({ region });
  expect(others).toEqual([]);
  expect(error).toMatch(
    new RegExp(`^region: "${region}" is in [A-Z-]+, where the venue takes no orders\\. Allowed: `),
  );
});

it.each(OPEN)('deploys to %s', (region) => {
  expect(refusalOf({ region })).toEqual([]);
});

it.each(OTHER_CLOUDS.map(({ name }) => name))('refuses %s of another partition', (region) => {
  expect(refusalOf({ region })[0]).toContain('belongs to a partition of AWS that is not served');
});

it('refuses a region that nobody has written down', () => {
  expect(openRegion('eu-west-9')).toEqual({
    ok: false,
    error: 'is in no country that is known here',
  });
});
