/** The list of routing methods. A new one is one file, its settings in `schema.ts`, and one line here. */
import type { OwnerFacts } from '../facts.ts';
import { accountOwner } from './account-owner.ts';
import { lastTouch } from './last-touch.ts';
import type { Asked, Ranking, RoutingMethod } from './method.ts';
import { namedOwner } from './named-owner.ts';
import { roundRobin } from './round-robin.ts';
import type { Method, Settings, Step } from './schema.ts';
import { skills } from './skills.ts';
import { territory } from './territory.ts';

/** A method with the settings of one step. */
export interface SetMethod {
  name: string;
  tieBreak: string;
  describe(): string;
  rank(owners: readonly OwnerFacts[], asked: Asked): Ranking;
}

/** The method of a step. */
export function methodOf(step: Step): SetMethod {
  switch (step.method) {
    case 'round-robin':
      return set(roundRobin, step);
    case 'skills':
      return set(skills, step);
    case 'territory':
      return set(territory, step);
    case 'account-owner':
      return set(accountOwner, step);
    case 'last-touch':
      return set(lastTouch, step);
    case 'named-owner':
      return set(namedOwner, step);
  }
}

function set<M extends Method>(method: RoutingMethod<M>, settings: Settings<M>): SetMethod {
  return {
    name: method.name,
    tieBreak: method.tieBreak,
    describe: () => method.describe(settings),
    rank: (owners, asked) => method.rank(owners, settings, asked),
  };
}
