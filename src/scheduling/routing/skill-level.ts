/** How good an owner is at something, as routing compares it. */
import type { Owner } from '../owner.ts';

/** The level of an owner in a skill, 1 the lowest; null when they do not have it. A skill without a level counts as 1. */
export function levelOf(owner: Owner, skill: string): number | null {
  return owner.skills.some((own) => own.toLowerCase() === skill.toLowerCase()) ? 1 : null;
}
