// How a command ends that leaves work under way alone. Lines that are written to a pipe may still
// wait in the process when it exits, and would be lost with it.

const flushed = (stream: NodeJS.WriteStream): Promise<unknown> =>
  new Promise((resolve) => stream.write('', resolve));

/** Ends the process once all that it said has left it. */
export const endWith = async (code: number): Promise<never> => {
  await Promise.all([process.stdout, process.stderr].map(flushed));
  return process.exit(code);
};
