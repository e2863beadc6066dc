// What the reader of one recorded format consists of. Formats are pure: they see lines and say
// events and problems. Finding, unpacking, ordering and merging files is the same for all of them.

import type { TapeEvent, TapeProblem } from '../domain/tape-event.ts';
import type { Result } from '../units/result.ts';
import type { EpochMs } from '../units/time.ts';
import type { CsvTable } from './csv.ts';
import type { TapeError } from './errors.ts';
import type { Overrides } from './assume.ts';
import type { SetName } from './sets.ts';
import type { KnownMarkets } from './universe.ts';

/** Where a line reader says what it found. */
export type Findings = {
  readonly emit: (event: TapeEvent) => void;
  readonly tell: (problem: Omit<TapeProblem, 'file'>) => void;
};

/** Reads the lines of one file, in the order that its format asks for. */
export type LineReader = {
  /** Takes one line, without its end; lines count from 1. */
  readonly line: (text: string, line: number) => void;
  /** Takes the end of the file: nothing follows. */
  readonly end: () => void;
};

/** One file of a set as the first pass saw it. */
export type SurveyedFile = {
  readonly name: string;
  readonly lines: number;
  readonly chars: number;
  /** The lines that are rows. */
  readonly rows: number;
  /** The earliest and the latest plausible time of a row. Unit: millisecond since 1970. */
  readonly first: number;
  readonly last: number;
};

/** The table beside the files of a set, where there is one. */
export type SetIndex = { readonly path: string; readonly table: CsvTable };

/** What the plan of a tape is made from, once every file has been surveyed. */
export type PlanInput = {
  readonly files: readonly SurveyedFile[];
  readonly start: EpochMs;
  readonly assume: Overrides;
};

/** A tape but for its file access. */
export type Plan = KnownMarkets & {
  readonly readerOf: (file: string, findings: Findings) => LineReader;
  /** What is known to have happened afterwards, in time order, such as resolutions. */
  readonly closing: readonly TapeEvent[];
};

/** The first pass over a set: every line once, then the plan. */
export type Survey = {
  /** Takes one line; gives its time, undefined where it is no row that will be read. */
  readonly line: (file: string, text: string, line: number) => number | undefined;
  /** Why no row of a file is about the markets of the index; asked where there is no row. */
  readonly complaintOf: (file: string) => string | undefined;
  /** The markets or tokens that a file was found to be about. */
  readonly subjectsOf: (file: string) => ReadonlySet<string>;
  readonly plan: (input: PlanInput) => Plan;
};

/** One recorded format. */
export type TapeFormat = {
  readonly set: SetName;
  /** Lines before the first row. */
  readonly headerLines: 0 | 1;
  /** Whether rows are read as they stand, or first brought into time order within the file. */
  readonly order: 'as-recorded' | 'by-time';
  /** The columns that the table beside the files must have; empty where the set has no table. */
  readonly indexColumns: readonly string[];
  /** Tells by its first line and its name whether a file is of this format. */
  readonly recognises: (file: FileHead) => boolean;
  readonly survey: (index: SetIndex) => Result<Survey, TapeError>;
};

/** What a format is recognised by. */
export type FileHead = { readonly name: string; readonly firstLine: string };
