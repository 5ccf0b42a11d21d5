/** What changes from one state of some data to the next, entry by entry. */
import { isObject } from './shape.ts';

export interface Change {
  /** Dotted, with entries of lists by their `key` where they have one, else by number from 1: "questions.email.label". */
  at: string;
  /** Undefined: it was not there. */
  before: unknown;
  /** Undefined: it is gone. */
  after: unknown;
}

/** The changes, in the order of the data. Lists whose entries have keys are compared by key, others by place. */
export function changesBetween(before: unknown, after: unknown, at = ''): Change[] {
  const [a, b] = [entriesOf(before), entriesOf(after)];
  if (a === null || b === null || isObject(before) !== isObject(after))
    return JSON.stringify(before) === JSON.stringify(after) ? [] : [{ at, before, after }];
  const found = [...new Set([...a.keys(), ...b.keys()])].flatMap((key) => {
    const path = at === '' ? key : `${at}.${key}`;
    const [old, now] = [a.get(key), b.get(key)];
    if (old === undefined && now === undefined) return [];
    if (old === undefined || now === undefined) return [{ at: path, before: old, after: now }];
    return changesBetween(old, now, path);
  });
  const moved = found.length === 0 && !isObject(before) && [...a.keys()].join() !== [...b.keys()].join();
  return moved ? [{ at, before: [...a.keys()], after: [...b.keys()] }] : found;
}

function entriesOf(value: unknown): Map<string, unknown> | null {
  if (isObject(value)) return new Map(Object.entries(value));
  if (!Array.isArray(value)) return null;
  const keys = value.map((one: unknown) => (isObject(one) && typeof one.key === 'string' ? one.key : null));
  const keyed = keys.every((key) => key !== null) && new Set(keys).size === keys.length;
  return new Map(value.map((one: unknown, i) => [(keyed ? keys[i] : null) ?? `${i + 1}`, one]));
}

/** "policies.minimumNotice: 120 → 60", "questions.phone: added", "channel: taken out (was sales-desk)". */
export function changeInWords({ at, before, after }: Change): string {
  if (before === undefined) return `${at}: added${isPlain(after) ? ` (${shown(after)})` : ''}`;
  if (after === undefined) return `${at}: taken out${isPlain(before) ? ` (was ${shown(before)})` : ''}`;
  return `${at}: ${shown(before)} → ${shown(after)}`;
}

const isPlain = (value: unknown) => typeof value !== 'object' || value === null;

function shown(value: unknown): string {
  const text = typeof value === 'string' ? value : (JSON.stringify(value) ?? '');
  return text.length > 80 ? `${text.slice(0, 80)}…` : text;
}
