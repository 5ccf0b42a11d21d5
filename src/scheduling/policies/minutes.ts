/** Lengths of time, numbers and lists in words, for the sentences of rules. */

/** "45 minutes", "1 hour", "4 hours", "2 days" for a number of minutes, in the largest unit that says it exactly. */
export function span(minutes: number): string {
  if (minutes > 0 && minutes % 1440 === 0) return counted(minutes / 1440, 'day');
  if (minutes > 0 && minutes % 60 === 0) return counted(minutes / 60, 'hour');
  return counted(minutes, 'minute');
}

/** "1 day", "2 days". */
export function counted(n: number, noun: string): string {
  return `${n.toLocaleString('en-US')} ${noun}${n === 1 ? '' : 's'}`;
}

/** "AZ", "AZ or NV", "AZ, CA or NV". */
export function listed(words: readonly string[], joined: 'and' | 'or'): string {
  const head = words.slice(0, -1);
  const last = words.at(-1) ?? '';
  return head.length === 0 ? last : `${head.join(', ')} ${joined} ${last}`;
}
