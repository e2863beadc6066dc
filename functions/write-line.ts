// How a function says something. What Node calls its console puts words of its own before each line
// on AWS, and a metric line that does not begin with a brace is none.

/** Writes one line to the log. */
export const writeLine = (line: string): void => void process.stdout.write(`${line}\n`);
