// Why a path is not a tape. Each error names the path and what would have been right.

import { readable } from './readable.ts';
import { SET_NAMES } from './sets.ts';

/** Why a tape cannot be opened. */
export type TapeError =
  | { readonly kind: 'NOT_FOUND'; readonly path: string }
  | { readonly kind: 'UNREADABLE'; readonly path: string; readonly cause: string }
  | { readonly kind: 'EMPTY_FOLDER'; readonly path: string }
  | { readonly kind: 'UNKNOWN_FORMAT'; readonly path: string; readonly firstLine: string }
  | { readonly kind: 'MIXED_FORMATS'; readonly path: string; readonly found: readonly string[] }
  | { readonly kind: 'OVERLAPPING_FILES'; readonly path: string; readonly files: readonly string[] }
  | { readonly kind: 'NO_ROWS'; readonly path: string; readonly lines: number }
  | { readonly kind: 'TOO_LARGE'; readonly path: string; readonly limit: string }
  | { readonly kind: 'TAPE_DAMAGED'; readonly path: string; readonly detail: string }
  | {
      readonly kind: 'TAPE_VERSION';
      readonly path: string;
      readonly version: number;
      readonly allowed: number;
    }
  | { readonly kind: 'INDEX_MISSING'; readonly path: string }
  | {
      readonly kind: 'INDEX_MALFORMED';
      readonly path: string;
      readonly line: number;
      readonly detail: string;
    }
  | {
      readonly kind: 'INDEX_DISAGREES';
      readonly path: string;
      readonly file: string;
      readonly detail: string;
    };

const sets = SET_NAMES.join(', ');
const allowed = `a compact tape, or a folder or one file of a recorded set: ${sets}`;

/** Says in one sentence what is wrong with the path and what is allowed. */
export const describeTapeError = (error: TapeError): string => {
  switch (error.kind) {
    case 'NOT_FOUND':
      return `${error.path} does not exist; allowed is ${allowed}`;
    case 'UNREADABLE':
      return `${error.path} cannot be read: ${error.cause}`;
    case 'EMPTY_FOLDER':
      return `${error.path} holds no .csv, .jsonl or .gz file; allowed is ${allowed}`;
    case 'UNKNOWN_FORMAT':
      return `${error.path} starts '${error.firstLine}', no known format; allowed is ${allowed}`;
    case 'MIXED_FORMATS':
      return `${error.path} mixes ${error.found.join(' and ')}; a tape reads one set at a time`;
    case 'OVERLAPPING_FILES':
      return `${error.path}: ${error.files.join(' and ')} tell the same market at the same time`;
    case 'NO_ROWS':
      return `${error.path} has no readable row among its ${String(error.lines)} lines`;
    case 'TOO_LARGE':
      return `${error.path} is larger than we read: ${error.limit}`;
    case 'TAPE_DAMAGED':
      return `${error.path} is a damaged compact tape: ${readable(error.detail)}; make it anew`;
    case 'TAPE_VERSION':
      return (
        `${error.path} is a compact tape of version ${String(error.version)}, allowed is version ` +
        `${String(error.allowed)}: use the program that made it, or convert its recording anew`
      );
    case 'INDEX_MISSING':
      return `${error.path} is missing; this set needs the index.csv that was recorded with it`;
    case 'INDEX_MALFORMED':
      return `${error.path} line ${String(error.line)}: ${readable(error.detail)}`;
    case 'INDEX_DISAGREES':
      return `${error.path} disagrees with ${error.file}: ${readable(error.detail)}`;
  }
};
