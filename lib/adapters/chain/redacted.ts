// What a node says is shown to people, and some nodes quote the key they were asked with.

import type { Secret } from '../../units/secret.ts';

const DETAIL_MAX = 200;
// Shorter parts of an address (`v2`, `rpc`) are words and hide nothing.
const PART_MIN = 6;

const partsOf = (address: Secret): readonly string[] => {
  const { username, password, pathname, searchParams } = new URL(address.reveal());
  const parts = [...pathname.split('/'), ...searchParams.values(), username, password];
  return parts.filter((part) => part.length >= PART_MIN);
};

/** Shortens foreign text to one printable line without any part of a secret address. */
export const redacted = (text: string, address: Secret): string => {
  const hidden = [address.reveal(), ...partsOf(address)].reduce(
    (line, part) => line.replaceAll(part, '(secret)'),
    text,
  );
  const flat = hidden.replace(/[\p{C}\s]+/gu, ' ').trim();
  return flat.length > DETAIL_MAX ? `${flat.slice(0, DETAIL_MAX)}...` : flat;
};
