/**
 * Where the reader is: who acts (`?as=`) and what is open (`#`). It stands in the address, so a reload, a bookmark and
 * the back button keep it.
 */

/** The home tab of the app; every other place is the id of a channel. */
export const HOME = 'home';

/** Who acts, as the address says; null lets the server choose. */
export function actingPerson(search: string): string | null {
  const id = new URLSearchParams(search).get('as');
  return id === null || id === '' ? null : id;
}

/** What is open: `HOME`, a channel's id, or '' when the address names nothing. */
export function openPlace(hash: string): string {
  return hash.replace(/^#/, '');
}

/** The address for a person and a place, on this very page: its base may name another path, which would load it anew. */
export function addressOf(as: string, place: string): string {
  return `${location.pathname}?as=${encodeURIComponent(as)}#${place}`;
}
