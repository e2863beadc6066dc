declare module 'solc' {
  type Callbacks = { import: (path: string) => { contents: string } };
  const solc: { compile: (input: string, callbacks: Callbacks) => string };
  export = solc;
}
