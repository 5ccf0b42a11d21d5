/** How good an owner is at something, as routing compares it. */
import type { Owner } from '../owner.ts';
import type { Settings } from './schema.ts';

const ordinary = 1;

/** The level of an owner in a skill, 1 the lowest; null when they do not have it, whatever the settings say. */
export function levelOf(owner: Owner, skill: string, { levels }: Settings<'skills'>): number | null {
  const wanted = skill.toLowerCase();
  if (!owner.skills.some((own) => own.toLowerCase() === wanted)) return null;
  const own = owner.email === undefined ? undefined : levels[owner.email.toLowerCase()];
  return Object.entries(own ?? {}).find(([name]) => name.toLowerCase() === wanted)?.[1] ?? ordinary;
}
