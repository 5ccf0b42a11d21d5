/**
 * The states of the US, its district and its territories: their names, the zones that their clocks follow, and whether a
 * zone can be one of theirs. Source of the zones: 49 CFR part 71 (the boundaries of the US time zones).
 */
import { DAY_MS, dayOfDate } from './time/local-date.ts';
import { isZone, offsetAt } from './time/zone.ts';

const eastern = 'America/New_York';
const central = 'America/Chicago';
const mountain = 'America/Denver';
const pacific = 'America/Los_Angeles';

export interface UsState {
  name: string;
  /** One zone for each way its clocks go, the most common first. Arizona's second one is the Navajo Nation's. */
  zones: readonly [string, ...string[]];
}

const states: Readonly<Record<string, UsState>> = {
  AL: { name: 'Alabama', zones: [central, eastern] },
  AK: { name: 'Alaska', zones: ['America/Anchorage', 'America/Adak'] },
  AS: { name: 'American Samoa', zones: ['Pacific/Pago_Pago'] },
  AZ: { name: 'Arizona', zones: ['America/Phoenix', mountain] },
  AR: { name: 'Arkansas', zones: [central] },
  CA: { name: 'California', zones: [pacific] },
  CO: { name: 'Colorado', zones: [mountain] },
  CT: { name: 'Connecticut', zones: [eastern] },
  DE: { name: 'Delaware', zones: [eastern] },
  DC: { name: 'District of Columbia', zones: [eastern] },
  FL: { name: 'Florida', zones: [eastern, central] },
  GA: { name: 'Georgia', zones: [eastern] },
  GU: { name: 'Guam', zones: ['Pacific/Guam'] },
  HI: { name: 'Hawaii', zones: ['Pacific/Honolulu'] },
  ID: { name: 'Idaho', zones: [mountain, pacific] },
  IL: { name: 'Illinois', zones: [central] },
  IN: { name: 'Indiana', zones: [eastern, central] },
  IA: { name: 'Iowa', zones: [central] },
  KS: { name: 'Kansas', zones: [central, mountain] },
  KY: { name: 'Kentucky', zones: [eastern, central] },
  LA: { name: 'Louisiana', zones: [central] },
  ME: { name: 'Maine', zones: [eastern] },
  MD: { name: 'Maryland', zones: [eastern] },
  MA: { name: 'Massachusetts', zones: [eastern] },
  MI: { name: 'Michigan', zones: [eastern, central] },
  MN: { name: 'Minnesota', zones: [central] },
  MS: { name: 'Mississippi', zones: [central] },
  MO: { name: 'Missouri', zones: [central] },
  MT: { name: 'Montana', zones: [mountain] },
  NE: { name: 'Nebraska', zones: [central, mountain] },
  NV: { name: 'Nevada', zones: [pacific, mountain] },
  NH: { name: 'New Hampshire', zones: [eastern] },
  NJ: { name: 'New Jersey', zones: [eastern] },
  NM: { name: 'New Mexico', zones: [mountain] },
  NY: { name: 'New York', zones: [eastern] },
  NC: { name: 'North Carolina', zones: [eastern] },
  ND: { name: 'North Dakota', zones: [central, mountain] },
  MP: { name: 'Northern Mariana Islands', zones: ['Pacific/Guam'] },
  OH: { name: 'Ohio', zones: [eastern] },
  OK: { name: 'Oklahoma', zones: [central] },
  OR: { name: 'Oregon', zones: [pacific, mountain] },
  PA: { name: 'Pennsylvania', zones: [eastern] },
  PR: { name: 'Puerto Rico', zones: ['America/Puerto_Rico'] },
  RI: { name: 'Rhode Island', zones: [eastern] },
  SC: { name: 'South Carolina', zones: [eastern] },
  SD: { name: 'South Dakota', zones: [central, mountain] },
  TN: { name: 'Tennessee', zones: [central, eastern] },
  TX: { name: 'Texas', zones: [central, mountain] },
  UT: { name: 'Utah', zones: [mountain] },
  VT: { name: 'Vermont', zones: [eastern] },
  VI: { name: 'Virgin Islands', zones: ['America/Puerto_Rico'] },
  VA: { name: 'Virginia', zones: [eastern] },
  WA: { name: 'Washington', zones: [pacific] },
  WV: { name: 'West Virginia', zones: [eastern] },
  WI: { name: 'Wisconsin', zones: [central] },
  WY: { name: 'Wyoming', zones: [mountain] },
};

const byName = new Map(Object.entries(states).map(([code, { name }]) => [name.toLowerCase(), code]));

/** The two letters of a state written as these or in full, in any case; null for anything else. */
export function stateCode(written: string): string | null {
  const code = written.trim().toUpperCase();
  return Object.hasOwn(states, code) ? code : (byName.get(written.trim().toLowerCase()) ?? null);
}

/** The state of two letters; null for anything else. */
export function usState(code: string): UsState | null {
  return Object.hasOwn(states, code) ? (states[code] ?? null) : null;
}

/** Every state as its two letters and its name, by name. */
export const allStates: readonly (readonly [code: string, name: string])[] = Object.entries(states)
  .map(([code, { name }]) => [code, name] as const)
  .sort(([, a], [, b]) => (a < b ? -1 : 1));

/**
 * Whether clocks in the state can follow this zone: by how the clocks go in the winter and the summer of a year, so that
 * America/Detroit is as good as America/New_York. True for what is no state.
 * @param date any date of that year, YYYY-MM-DD
 */
export function zoneFits(code: string, zone: string, date: string): boolean {
  const state = usState(code);
  if (state === null || !isZone(zone)) return true;
  const probes = ['01-15', '07-15'].map((day) => (dayOfDate(`${date.slice(0, 4)}-${day}`) ?? 0) * DAY_MS);
  return state.zones.some((own) => probes.every((at) => offsetAt(own, at) === offsetAt(zone, at)));
}
