// How a command ends that leaves work under way alone. Lines that are written to a pipe may still
// wait in the process when it exits, and would be lost with it.

/** Ends the process once all that it said has left it. */
export const endWith = async (code: number): Promise<never> => {
  const said = Promise.withResolvers<undefined>();
  process.stdout.write('', () => said.resolve(undefined));
  await said.promise;
  return process.exit(code);
};
