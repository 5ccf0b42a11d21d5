/** The commands `slotdesk owners`, `owner add` and `owner remove`: who gives time, when, and for what. */

import { hoursInWords, parseCertificates, parseHours, parseList } from '../flow/starter/owner-words.ts';
import { key } from '../scheduling/key.ts';
import type { Hours, Owner } from '../scheduling/owner.ts';
import { isZone } from '../scheduling/time/zone.ts';
import type { UseCase } from '../scheduling/use-case.ts';
import { inTransaction, type Tx } from '../store/database.ts';
import { addToPool, ownerOfPerson, poolOwners, removeFromPool, saveOwner } from '../store/owners.ts';
import { createPerson, type Person, personByEmail, updatePerson } from '../store/people.ts';
import { useCases } from '../store/use-cases.ts';
import { type Desk, Misuse, needed, note, say, type Words } from './desk.ts';

async function allUseCases({ store, tenant }: Desk): Promise<UseCase[]> {
  return (await useCases(store.db, tenant)).map(({ useCase }) => useCase);
}

/** Lists who gives time, by use case. */
export async function listOwners(desk: Desk): Promise<void> {
  const { store, tenant } = desk;
  for (const useCase of await allUseCases(desk)) {
    say(`${useCase.name} (/schedule ${useCase.key}, pool ${useCase.pool})`);
    const owners = await poolOwners(store.db, tenant, useCase.pool);
    if (owners.length === 0)
      say(`  nobody yet: slotdesk owner add EMAIL --name NAME --zone ZONE --pool ${useCase.pool}`);
    for (const o of owners.sort((a, b) => a.name.localeCompare(b.name, 'en'))) {
      const certificates = (o.certificates ?? []).map((c) => `${c.name} until ${c.expires}`);
      const only = [o.skills, o.territories, certificates]
        .filter((list) => list.length > 0)
        .map((list) => list.join(', '));
      say(`  ${o.name} <${o.email ?? 'no email'}>`);
      say(`      ${[`${o.hours.map(hoursInWords).join(' and ')} in ${o.zone}`, ...only].join(' · ')}`);
    }
  }
}

/** The owner with this email. */
export async function ownerByEmail({ store, tenant }: Desk, email: string): Promise<Owner> {
  const who = await personByEmail(store.db, tenant, email);
  const owner = who && (await ownerOfPerson(store.db, tenant, who.id));
  if (!owner) throw new Misuse(`Nobody with the email ${email} gives time. See who does: slotdesk owners`);
  return owner;
}

/** Adds an owner to a pool. Of somebody who is known already, what is not given stays as it is. */
export async function addOwner(desk: Desk, email: string, words: Words): Promise<void> {
  const { store, tenant } = desk;
  if (!/^\S+@\S+\.\S+$/.test(email)) throw new Misuse(`${email} is no email address.`);
  const known = await allUseCases(desk);
  const named = needed(words, 'pool', 'sales');
  const pool = words['new-pool'] === undefined ? poolNamed(known, named) : newPool(named);
  const given = read(known, words);
  const [who, owner] = await inTransaction(store, async (tx) => {
    const somebody = await meet(tx, desk, email, given);
    const before = await ownerOfPerson(tx, tenant, somebody.id);
    const saved = await saveOwner(tx, tenant, {
      id: before?.id,
      personId: somebody.id,
      name: somebody.name,
      zone: given.zone ?? before?.zone ?? somebody.zone,
      hours: given.hours ?? before?.hours ?? [officeHours],
      dateHours: before?.dateHours ?? [],
      skills: given.skills ?? before?.skills ?? [],
      territories: given.territories ?? before?.territories ?? [],
      certificates: given.certificates ?? before?.certificates ?? [],
    });
    await addToPool(tx, tenant, pool, saved.id);
    const { zone, hours, skills, territories, certificates } = saved;
    const has = { zone, hours, skills, territories, certificates };
    await note(tx, desk, 'owner-added', { owner: somebody.name, pool, ...has });
    return [somebody, saved] as const;
  });
  const hours = owner.hours.map(hoursInWords).join(' and ');
  say(`${who.name} gives time to the pool ${pool}, ${hours} in ${owner.zone}. The chat finds them by ${who.email}.`);
}

/** Takes an owner out of a pool. */
export async function removeOwner(desk: Desk, email: string, words: Words): Promise<void> {
  const { store, tenant } = desk;
  const pool = poolNamed(await allUseCases(desk), needed(words, 'pool', 'sales'));
  const owner = await ownerByEmail(desk, email);
  if (!(await poolOwners(store.db, tenant, pool)).some(({ id }) => id === owner.id))
    throw new Misuse(`${owner.name} is not in the pool ${pool}. See who is: slotdesk owners`);
  await inTransaction(store, async (tx) => {
    await removeFromPool(tx, tenant, pool, owner.id);
    await note(tx, desk, 'owner-removed', { owner: owner.name, pool });
  });
  say(`${owner.name} is no longer in the pool ${pool}. Their bookings stay.`);
}

interface Given {
  name: string | undefined;
  zone: string | undefined;
  hours: Hours[] | undefined;
  skills: string[] | undefined;
  territories: string[] | undefined;
  certificates: Owner['certificates'];
}

const officeHours: Hours = { days: [1, 2, 3, 4, 5], start: 540, end: 1020 };

function read(known: readonly UseCase[], words: Words): Given {
  const zone = words.zone?.trim();
  if (zone !== undefined && !isZone(zone))
    throw new Misuse(`There is no time zone ${zone}. Use a name such as America/Chicago.`);
  const hours =
    words.hours === undefined && words.days === undefined
      ? undefined
      : parseHours(words.hours ?? '09:00-17:00', words.days ?? 'mon-fri');
  if (hours === null) throw new Misuse('Write hours as 09:00-17:00 and days as mon-fri or mon,wed,fri.');
  const skills = words.skills === undefined ? undefined : parseList(words.skills);
  for (const skill of skills ?? []) checkSkill(known, skill);
  const territories = words.states === undefined ? undefined : parseList(words.states).map((s) => s.toUpperCase());
  const odd = territories?.find((state) => !/^[A-Z]{2}$/.test(state));
  if (odd !== undefined) throw new Misuse(`${odd} is no state. Write two letters for each, such as AZ,NV.`);
  const certificates = parseCertificates(words.certificates);
  if (certificates === null)
    throw new Misuse('Write a certificate with its last valid day, such as "electrical safety=2027-06-30".');
  return { name: words.name?.trim() || undefined, zone, hours: hours && [hours], skills, territories, certificates };
}

/** A skill that no form asks for would leave its owner waiting for ever. */
function checkSkill(known: readonly UseCase[], skill: string): void {
  const asked = known.flatMap(({ questions }) => questions.filter((q) => q.feeds === 'skill'));
  const skills = new Set(asked.flatMap(({ choices }) => (choices ?? []).map(({ value }) => value)));
  if (!skills.has(skill)) throw new Misuse(`No form asks for the skill ${skill}. There is: ${[...skills].join(', ')}`);
}

function poolNamed(known: readonly UseCase[], pool: string): string {
  const pools = new Set(known.map((useCase) => useCase.pool));
  if (!pools.has(pool))
    throw new Misuse(
      `No use case has a pool ${pool}. There is: ${[...pools].join(', ')}. For a use case that comes next, add --new-pool`,
    );
  return pool;
}

/** A pool for a use case that is applied after it has owners. */
function newPool(pool: string): string {
  const checked = key.safeParse(pool);
  if (!checked.success) throw new Misuse(`${pool} cannot be a pool: ${checked.error.issues[0]?.message}.`);
  return pool;
}

/** The person with this email, made or renamed as given. */
async function meet(tx: Tx, { tenant }: Desk, email: string, { name, zone }: Given): Promise<Person> {
  const known = await personByEmail(tx, tenant, email);
  if (known === null)
    return createPerson(tx, tenant, {
      email,
      name: needed({ name }, 'name', '"Pat Lee"'),
      zone: needed({ zone }, 'zone', 'America/Chicago'),
    });
  if (name === undefined || name === known.name) return known;
  await updatePerson(tx, tenant, known.id, { name });
  return { ...known, name };
}
