/** The nearest of some known words to one that is not known: what somebody who mistyped probably meant. */

const longest = 60;

/** The known word that takes the fewest typing errors to become `word`; null when none is near. */
export function nearest(word: string, known: Iterable<string>): string | null {
  if (word.length > longest) return null;
  const wanted = plain(word);
  let best: string | null = null;
  let fewest = Math.max(1, Math.floor(wanted.length / 3)) + 1;
  for (const candidate of known) {
    if (Math.abs(candidate.length - word.length) > longest / 2) continue;
    const errors = distance(wanted, plain(candidate));
    if (errors < fewest) {
      fewest = errors;
      best = candidate;
    }
  }
  return best;
}

/** ` Did you mean “x”?`, or nothing. */
export function didYouMean(word: string, known: Iterable<string>): string {
  const near = nearest(word, known);
  return near === null ? '' : ` Did you mean “${near}”?`;
}

function plain(word: string): string {
  return word.toLowerCase().replaceAll(/[\s_-]/g, '');
}

/** Typing errors between two words: a letter wrong, missing, too many, or two exchanged (Damerau and Levenshtein). */
function distance(a: string, b: string): number {
  const rows: number[][] = [Array.from({ length: b.length + 1 }, (_, j) => j)];
  const at = (i: number, j: number) => rows[i]?.[j] ?? Number.POSITIVE_INFINITY;
  for (let i = 1; i <= a.length; i += 1) {
    rows[i] = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const wrong = at(i - 1, j - 1) + (a[i - 1] === b[j - 1] ? 0 : 1);
      const exchanged = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1] ? at(i - 2, j - 2) + 1 : wrong;
      rows[i]?.push(Math.min(wrong, exchanged, at(i - 1, j) + 1, at(i, j - 1) + 1));
    }
  }
  return at(a.length, b.length);
}
