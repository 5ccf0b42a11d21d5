/** The list of routing methods. A new one is one file and one line here (and its name in the use case's schema). */
import type { UseCase } from '../use-case.ts';
import type { RoutingMethod } from './method.ts';
import { roundRobin } from './round-robin.ts';

export const routingMethods: Readonly<Record<UseCase['routing']['method'], RoutingMethod>> = {
  'round-robin': roundRobin,
};
