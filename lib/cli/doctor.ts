// `keel doctor`: would a run with this configuration work, and if not, what is to be done?

import { formatConfigError } from '../config/config-error.ts';
import { parseConfig } from '../config/parse-config.ts';
import { standInsFor } from '../config/secret-parameters.ts';
import { reportOf } from '../doctor/diagnose.ts';
import { configurationMistake } from '../doctor/local-checks.ts';
import { portfolioId } from '../units/ids.ts';
import { redactionFor } from '../wiring/redaction.ts';
import { needsText, reportJson, reportText } from './doctor-text.ts';
import { readConfig, readEnvironment } from './environment.ts';
import { examine } from './examine.ts';
import { openDoctor } from './open-doctor.ts';
import { asksForHelp } from './option-parts.ts';
import { complain, EXIT, failed, note, print } from './output.ts';
import { parseDoctorOptions } from './portfolio-options.ts';
import { statePlaceOf } from './state-place.ts';
import type { Config } from '../config/config.ts';
import type { Environment } from '../config/variable.ts';
import type { DoctorReport } from '../doctor/diagnose.ts';
import type { Redaction } from '../wiring/redaction.ts';
import type { ExitCode } from './output.ts';
import type { DoctorOptions } from './portfolio-options.ts';
import type { StatePlace } from './state-place.ts';

/** The help of the verb. */
export const DOCTOR_HELP = `keel doctor: say whether a run with this configuration would work

  --fix              mend what can be mended: wrap USDC.e, and with
                     APPROVALS_AUTO=true give the missing approvals
  --json             one object for programs
  --portfolio ID     the portfolio (default PORTFOLIO_ID)
  --state FOLDER     where the state is kept (default data/state); the table on
                     AWS while TABLE_NAME is set

It looks and changes nothing, unless --fix is given. Without LIVE_TRADING it
looks at what a paper run needs, and says what live trading would need.

Exit code 0: green. 1: something that this run needs failed or could not be
looked at. 2: used wrongly. A green look at a live run is kept: its first cycle
needs one that is at most 24 hours old.`;

// The portfolio that a session of generated markets trades, as long as nobody names another.
const FIRST_GENERATED = 'generated-1';

const named = (config: Config, env: Environment, { kind }: StatePlace): Config =>
  config.mode === 'paper' && kind === 'folder' && env['PORTFOLIO_ID'] === undefined
    ? { ...config, portfolio: portfolioId(FIRST_GENERATED) }
    : config;

const liveNeeds = (env: Environment): readonly string[] => {
  const live = { ...env, LIVE_TRADING: 'I_UNDERSTAND_THE_RISKS' };
  const parsed = parseConfig(live, 'local', standInsFor(live));
  return parsed.ok ? [] : parsed.error.map(formatConfigError);
};

type Voice = {
  readonly said: readonly string[];
  readonly line: (line: string) => void;
  readonly report: (report: DoctorReport) => void;
  readonly end: (report: DoctorReport, needs: readonly string[] | null) => ExitCode;
};

const exitOf = ({ verdict }: DoctorReport): ExitCode =>
  verdict === 'green' ? EXIT.done : EXIT.failed;

const voiceOf = ({ output }: DoctorOptions, redact: Redaction): Voice => {
  const said: string[] = [];
  const show = (lines: readonly string[]): void => print(...lines.map(redact));
  if (output === 'json')
    return {
      said,
      line: (line) => said.push(line),
      report: () => undefined,
      end: (report, needs) => {
        show([reportJson({ report, said, liveNeeds: needs ?? [] })]);
        return exitOf(report);
      },
    };
  return {
    said,
    line: (line) => show([line]),
    report: (report) => show(reportText(report)),
    end: (report, needs) => {
      show([...reportText(report), ...(needs === null ? [] : needsText(needs))]);
      return exitOf(report);
    },
  };
};

const doctorAsked = async (wanted: DoctorOptions): Promise<ExitCode> => {
  const overrides = wanted.portfolio === null ? {} : { PORTFOLIO_ID: wanted.portfolio };
  const around = await readEnvironment();
  let hide = redactionFor(around.ok ? around.value : process.env);
  const redact: Redaction = (text) => hide(text);
  const voice = voiceOf(wanted, redact);
  const read = await readConfig(overrides);
  if (!read.ok) return voice.end(reportOf(read.error.map(configurationMistake)), null);
  const { config, env } = read.value;
  hide = redactionFor(env);
  const place = statePlaceOf(env, wanted.folder);
  if (!place.ok) return voice.end(reportOf([configurationMistake(place.error)]), null);
  const patient = openDoctor(named(config, env, place.value), place.value, (line) =>
    note(redact(line)),
  );
  const report = await examine(patient, wanted.treatment, voice);
  return voice.end(report, config.mode === 'paper' ? liveNeeds(env) : null);
};

/** Runs the verb `doctor`. */
export const doctor = async (args: readonly string[]): Promise<ExitCode> => {
  if (asksForHelp(args)) {
    print(DOCTOR_HELP);
    return EXIT.done;
  }
  const wanted = parseDoctorOptions(args);
  if (!wanted.ok) {
    complain(...wanted.error);
    return EXIT.usage;
  }
  try {
    return await doctorAsked(wanted.value);
  } catch (error) {
    // Its text may quote anything, and a doctor must not be the one who tells a key.
    return failed(`The examination broke: ${error instanceof Error ? error.name : 'unknown'}`);
  }
};
