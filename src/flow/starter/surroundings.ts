/** What surrounds the people of the starter desk: channels to be told in, and sample customers who are somebody's. */

/** The channels that the use cases name, and one for everybody. */
export const starterChannels: readonly string[] = ['general', 'sales-desk', 'field-desk', 'hiring-desk'];

/** Whose accounts the sample customers are, by domain and owner's email. */
export const starterAccounts: readonly (readonly [domain: string, owner: string])[] = [
  ['globex.example', 'tom.okafor@example.com'],
  ['initech.example', 'priya.nair@example.com'],
];
