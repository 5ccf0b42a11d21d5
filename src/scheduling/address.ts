/**
 * Addresses in the US, written on one line as on an envelope: "120 W Washington St, Phoenix, AZ 85003". The state may be
 * written in full, the ZIP code may have its four more digits.
 */
import { z } from 'zod';
import { stateCode, usState } from './us-states.ts';
import { stateOfZip } from './zip-codes.ts';

export const addressSchema = z.object({
  street: z.string(),
  city: z.string(),
  /** Two letters. */
  state: z.string(),
  /** Five digits, or nine written 85003-1234. */
  zip: z.string(),
});

export type Address = z.infer<typeof addressSchema>;

export type ParsedAddress = { ok: true; address: Address } | { ok: false; error: string };

const example = 'such as 120 W Washington St, Phoenix, AZ 85003';

/** Reads an address; what is wrong is one sentence that says how to mend it. */
export function parseAddress(text: string): ParsedAddress {
  const parts = text
    .split(/[,\n]/)
    .map((part) => part.trim().replaceAll(/\s+/g, ' '))
    .filter((part) => part !== '');
  const zip = /(?:^|\s)(\d{5}(?:-\d{4})?)$/.exec(parts.at(-1) ?? '')?.[1];
  if (zip === undefined) return wrong(`End the address with its ZIP code of five digits, ${example}.`);
  const rest = [...parts.slice(0, -1), (parts.at(-1) ?? '').slice(0, -zip.length).trim()].filter((p) => p !== '');
  const state = stateCode(rest.at(-1) ?? '');
  if (state === null) return wrong(`Write the state between commas before the ZIP code, ${example}.`);
  const city = rest.at(-2);
  const street = rest.slice(0, -2).join(', ');
  if (city === undefined || street === '')
    return wrong(`Write street, city, state and ZIP code with commas between, ${example}.`);
  const home = stateOfZip(zip);
  if (home === null) return wrong(`There is no ZIP code ${zip}. Check its digits.`);
  if (home !== state)
    return wrong(
      `The ZIP code ${zip} is in ${usState(home)?.name ?? home}, not in ${usState(state)?.name ?? state}. Mend one of the two.`,
    );
  return { ok: true, address: { street, city, state, zip } };
}

/** The address on one line, in the form in which it is read again. */
export function formatAddress({ street, city, state, zip }: Address): string {
  return `${street}, ${city}, ${state} ${zip}`;
}

function wrong(error: string): ParsedAddress {
  return { ok: false, error };
}
