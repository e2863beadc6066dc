// Where the stack may stand. The venue refuses orders by the country they come from, so a stack in
// the wrong region would deploy, look healthy and never trade. A region is refused before anything
// is built, and one whose country nobody has written down here is refused as well.

import { err, ok } from '../lib/units/result.ts';
import type { Result } from '../lib/units/result.ts';

/**
 * Countries, and provinces of Canada, from which the venue's API takes no new orders. Places that
 * only its web site closes (IE, JP, KR, NL, MT) are not among them.
 * Source: https://docs.polymarket.com/api-reference/geoblock, read 2026-11-12.
 */
export const CLOSED_PLACES: ReadonlySet<string> = new Set(
  (
    'IR SY CU KP UA-43 UA-14 UA-09 ' +
    'AU BY BE BI BR CA-BC CA-ON CA-AB CA-QC CF CD ET FR DE IQ IT LB LY ' +
    'MM NZ NI PL RU SG SO SK SS SD TW TH GB US UM VE YE ZW'
  ).split(' '),
);

/**
 * The country of each AWS region, with the province where the venue tells provinces apart.
 * Source: https://docs.aws.amazon.com/global-infrastructure/latest/regions/aws-regions.html, read
 * 2026-11-12.
 */
export const PLACE_OF_REGION: ReadonlyMap<string, string> = new Map([
  ['af-south-1', 'ZA'],
  ['ap-east-1', 'HK'],
  ['ap-east-2', 'TW'],
  ['ap-northeast-1', 'JP'],
  ['ap-northeast-2', 'KR'],
  ['ap-northeast-3', 'JP'],
  ['ap-south-1', 'IN'],
  ['ap-south-2', 'IN'],
  ['ap-southeast-1', 'SG'],
  ['ap-southeast-2', 'AU'],
  ['ap-southeast-3', 'ID'],
  ['ap-southeast-4', 'AU'],
  ['ap-southeast-5', 'MY'],
  ['ap-southeast-6', 'NZ'],
  ['ap-southeast-7', 'TH'],
  ['ca-central-1', 'CA-QC'],
  ['ca-west-1', 'CA-AB'],
  ['eu-central-1', 'DE'],
  ['eu-central-2', 'CH'],
  ['eu-north-1', 'SE'],
  ['eu-south-1', 'IT'],
  ['eu-south-2', 'ES'],
  ['eu-west-1', 'IE'],
  ['eu-west-2', 'GB'],
  ['eu-west-3', 'FR'],
  ['il-central-1', 'IL'],
  ['me-central-1', 'AE'],
  ['me-south-1', 'BH'],
  ['me-west-1', 'SA'],
  ['mx-central-1', 'MX'],
  ['sa-east-1', 'BR'],
  ['us-east-1', 'US'],
  ['us-east-2', 'US'],
  ['us-west-1', 'US'],
  ['us-west-2', 'US'],
]);

// Clouds of their own: other names for every resource, and none of them is reachable like the rest.
const OTHER_PARTITION = /^(?:us-gov|us-iso[a-z]?|eu-isoe|eusc-[a-z]+|cn)-/;

/** The regions in which a stack may stand. */
export const OPEN_REGIONS: readonly string[] = [...PLACE_OF_REGION]
  .filter(([, place]) => !CLOSED_PLACES.has(place))
  .map(([region]) => region);

/** Checks a region. Refuses: one the venue closes, one of another cloud, one of unknown country. */
export const openRegion = (region: string): Result<string, string> => {
  if (OTHER_PARTITION.test(region)) return err('belongs to a partition of AWS that is not served');
  const place = PLACE_OF_REGION.get(region);
  if (place === undefined) return err('is in no country that is known here');
  if (CLOSED_PLACES.has(place)) return err(`is in ${place}, where the venue takes no orders`);
  return ok(region);
};
