/**
 * Areas: parts of a country by postal codes or states. Of all that cover a place the narrowest counts, so that the
 * longest beginning of a postal code wins over a shorter one, a range by how many codes it holds, and any over a state.
 */
import type { Intake } from '../intake.ts';
import type { Owner } from '../owner.ts';
import type { Area } from './schema.ts';

export interface Place {
  /** As it is compared: capital letters and digits, without the last four of a US code. Null: not known. */
  postalCode: string | null;
  /** Two letters, or null. */
  state: string | null;
}

export interface Cover {
  /** How many postal codes it holds, at most. Less is narrower. */
  width: number;
  /** As people say it: "ZIP codes 850…", "AZ". */
  words: string;
}

const stateWidth = 10 ** 6;

/** Where the meeting is, as far as the intake says. */
export function placeOf(intake: Intake): Place {
  return {
    postalCode: intake.postalCode === undefined ? null : plain(intake.postalCode),
    state: intake.territory ?? null,
  };
}

function plain(code: string): string {
  const text = code.toUpperCase().trim();
  return (/^\d{5}-?\d{4}$/.test(text) ? text.slice(0, 5) : text).replaceAll(/[^A-Z0-9]/g, '');
}

/** The narrowest area by which an owner serves a place; null when none does. The owner's own states count as areas. */
export function coverOf(owner: Owner, areas: readonly Area[], place: Place): Cover | null {
  const email = owner.email?.toLowerCase();
  const own = areas.filter((area) => email !== undefined && area.owners.includes(email));
  const postal = own.flatMap((area) => area.postal).flatMap((pattern) => postalCover(pattern, place.postalCode));
  const { state } = place;
  const states = [...own.flatMap((area) => area.states), ...owner.territories];
  const byState =
    state !== null && states.some((one) => one.toUpperCase() === state.toUpperCase())
      ? [{ width: stateWidth, words: state }]
      : [];
  return [...postal, ...byState].sort((a, b) => a.width - b.width || (a.words < b.words ? -1 : 1))[0] ?? null;
}

function postalCover(pattern: string, code: string | null): Cover[] {
  if (code === null) return [];
  const [from = '', to] = pattern.split('-');
  if (to === undefined)
    return code.startsWith(from) ? [{ width: 10 ** Math.max(0, 5 - from.length), words: `postal codes ${from}…` }] : [];
  const head = code.slice(0, from.length);
  const inside = head.length === from.length && /^\d+$/.test(head) && from <= head && head <= to;
  const width = (Number(to) - Number(from) + 1) * 10 ** Math.max(0, 5 - from.length);
  return inside ? [{ width, words: `postal codes ${from} to ${to}` }] : [];
}
