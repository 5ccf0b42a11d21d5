/** The list of routing methods. A new one is one file, one line here, and its settings in `schema.ts`. */
import { accountOwner } from './account-owner.ts';
import { lastTouch } from './last-touch.ts';
import type { RoutingMethod } from './method.ts';
import { namedOwner } from './named-owner.ts';
import { roundRobin } from './round-robin.ts';
import type { Method } from './schema.ts';
import { skills } from './skills.ts';
import { territory } from './territory.ts';

type Methods = { [M in Method]: RoutingMethod<M> };

const methods: Methods = {
  'round-robin': roundRobin,
  skills,
  territory,
  'account-owner': accountOwner,
  'last-touch': lastTouch,
  'named-owner': namedOwner,
};

/** The method of a name. */
export function methodOf<M extends Method>(name: M): Methods[M] {
  return methods[name];
}
