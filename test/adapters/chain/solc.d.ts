// The compiler comes without types; of all it can do, this is what the tests ask of it.

declare module 'solc' {
  type Callbacks = { import: (path: string) => { contents: string } };
  const solc: { compile: (input: string, callbacks: Callbacks) => string };
  export = solc;
}
