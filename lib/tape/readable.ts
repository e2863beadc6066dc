// Recordings may hold anything, and what is wrong with them is shown on a terminal.

const CHARS_MAX = 200;
const UNPRINTABLE = /[^\x20-\x7e]/g;

/** Text from a recording in a form that is safe to show: printable and not too long. */
export const readable = (text: string): string => {
  const short = text.length > CHARS_MAX ? `${text.slice(0, CHARS_MAX)}...` : text;
  return short.replace(UNPRINTABLE, '?');
};
