// A value that is derived from others which never change need not be derived again while they are
// the same ones. In one cycle the books are looked at seven times and change two or three times.

type Asked<Question, Answer> = { readonly question: Question; readonly answer: Answer };

/**
 * Gives a pure function that keeps its last answer, and gives it again as long as it is asked about
 * the very same values. For values that are merely equal it is computed anew.
 */
export const rememberingLast = <Question extends readonly unknown[], Answer>(
  compute: (...question: Question) => Answer,
): ((...question: Question) => Answer) => {
  let last: Asked<Question, Answer> | null = null;
  return (...question) => {
    if (last?.question.every((value, place) => value === question[place]) !== true)
      last = { question, answer: compute(...question) };
    return last.answer;
  };
};
