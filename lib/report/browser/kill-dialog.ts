// The buttons that stop trading: each asks for a word first, and tells what came of it.

const WORDS: Readonly<Record<string, { readonly title: string; readonly effect: string }>> = {
  halt: {
    title: 'Halt: cancel all orders',
    effect: 'The next cycle sends nothing and cancels all orders. Only keel resume undoes it.',
  },
  'reduce-only': {
    title: 'Reduce only',
    effect: 'Only what lowers exposure is sent, the rest is cancelled. Only keel resume undoes it.',
  },
};

const DEADLINE_MS = 15_000;

const element = (id: string): HTMLElement | null => document.getElementById(id);

const inputOf = (id: string): HTMLInputElement | null => {
  const found = element(id);
  return found instanceof HTMLInputElement ? found : null;
};

const buttonOf = (id: string): HTMLButtonElement | null => {
  const found = element(id);
  return found instanceof HTMLButtonElement ? found : null;
};

const write = (id: string, text: string): void => {
  const found = element(id);
  if (found !== null) found.textContent = text;
};

type Turned = { readonly isDone: boolean; readonly lines: readonly string[] };

const isTurned = (value: unknown): value is Turned =>
  typeof value === 'object' && value !== null && 'isDone' in value && 'lines' in value;

const answerOf = async (response: Response): Promise<string> => {
  if (!response.ok) return `Not stopped. ${(await response.text()).trim()}`;
  const turned: unknown = await response.json();
  if (!isTurned(turned)) return 'The answer is none: look whether it has stopped.';
  const said = `${turned.lines.join('. ')}.`;
  return turned.isDone ? `Done. ${said}` : `NOT everywhere. ${said}`;
};

const send = async (dialog: HTMLDialogElement, to: string): Promise<string> => {
  const order = { to, word: inputOf('kill-typed')?.value, why: inputOf('kill-why')?.value };
  try {
    const response = await fetch('/kill', {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        'x-keel-token': dialog.dataset['token'] ?? '',
      },
      body: JSON.stringify(order),
      signal: AbortSignal.timeout(DEADLINE_MS),
    });
    return await answerOf(response);
  } catch {
    return 'No answer: look whether it has stopped, or use keel kill in a terminal.';
  }
};

const openFor = (dialog: HTMLDialogElement, { dataset }: HTMLElement): void => {
  const { kill: to = '', word = '' } = dataset;
  const words = WORDS[to];
  dialog.dataset['to'] = to;
  dialog.dataset['word'] = word;
  write('kill-title', words?.title ?? '');
  write('kill-effect', words?.effect ?? '');
  write('kill-word', word);
  write('kill-send', words?.title ?? '');
  write('kill-answer', '');
  for (const id of ['kill-typed', 'kill-why']) {
    const input = inputOf(id);
    if (input !== null) input.value = '';
  }
  allow(dialog);
  dialog.showModal();
  inputOf('kill-typed')?.focus();
};

const allow = (dialog: HTMLDialogElement): void => {
  const typed = inputOf('kill-typed')?.value.trim().toLowerCase();
  const button = buttonOf('kill-send');
  if (button !== null) button.disabled = typed !== dialog.dataset['word'];
};

/** Makes the buttons work, where there are any; `after` is called when one has been used. */
export const killButtons = (after: () => void): void => {
  const dialog = element('kill-dialog');
  if (!(dialog instanceof HTMLDialogElement)) return;
  for (const button of document.querySelectorAll<HTMLElement>('[data-kill]'))
    button.addEventListener('click', () => openFor(dialog, button));
  inputOf('kill-typed')?.addEventListener('input', () => allow(dialog));
  element('kill-close')?.addEventListener('click', () => dialog.close());
  element('kill-form')?.addEventListener('submit', (event) => {
    event.preventDefault();
    const button = buttonOf('kill-send');
    if (button === null || button.disabled) return;
    button.disabled = true;
    write('kill-answer', 'Sending.');
    void send(dialog, dialog.dataset['to'] ?? '').then((said) => {
      write('kill-answer', said);
      after();
    });
  });
};
