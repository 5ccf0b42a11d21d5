/** Named owner: an answer names the owner. */
import type { RoutingMethod } from './method.ts';
import { oneOwnerTieBreak, rankOne, unlessFar } from './one-owner.ts';

export const namedOwner: RoutingMethod<'named-owner'> = {
  name: 'the named owner',
  describe: (settings) => `Whoever the answers name takes it${unlessFar(settings)}.`,
  tieBreak: oneOwnerTieBreak,
  rank(owners, _settings, { intake, facts }) {
    const wanted = intake.owner?.toLowerCase();
    if (wanted === undefined) return { kind: 'nobody', why: 'Nobody was asked for by name' };
    const named = facts.owners.find(({ owner }) => owner.email?.toLowerCase() === wanted)?.owner;
    if (named === undefined) return { kind: 'nobody', why: `${intake.owner} is not in the pool` };
    return rankOne(owners, named.id, 'NAMED_OWNER', `${named.name} was asked for`);
  },
};
