/** An order that a seed decides, so that a run that failed can be run again. */
import { randomFrom } from './mutations.ts';

/** The same things in an order of the seed, and what goes on drawing from it. */
export function shuffled<T>(things: readonly T[], seed: number): { order: T[]; random: () => number } {
  const random = randomFrom(seed);
  const order = things.map((thing) => ({ thing, at: random() })).sort((a, b) => a.at - b.at);
  return { order: order.map(({ thing }) => thing), random };
}
