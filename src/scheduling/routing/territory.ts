/** Territory: whoever serves the narrowest area around the place comes first; equals take turns. */
import { reason } from '../reasons.ts';
import { labelFor } from '../use-case.ts';
import { type Cover, coverOf, placeOf } from './areas.ts';
import type { Ranked, RoutingMethod } from './method.ts';
import { inTurn } from './round-robin.ts';
import { turnsOf } from './schema.ts';

export const territory: RoutingMethod<'territory'> = {
  name: 'the territory',
  describe: () =>
    'Whoever serves the place comes first: by the longest matching postal code, else by the state; equals take turns.',
  tieBreak: 'Of owners of equally narrow areas, the next in turn comes first.',
  rank(owners, { areas }, { intake, facts: { useCase, owners: pool } }) {
    const place = placeOf(intake);
    if (place.postalCode === null && place.state === null) return { kind: 'nobody', why: 'No place was given' };
    const there = [
      ...(place.postalCode === null ? [] : [place.postalCode]),
      ...(place.state === null ? [] : [labelFor(useCase, 'territory', place.state)]),
    ].join(', ');
    const covered = inTurn(owners, pool, turnsOf(useCase.routing)).flatMap((one) => {
      const cover = coverOf(one.facts.owner, areas, place);
      return cover === null ? [] : [{ one, cover }];
    });
    if (covered.length === 0) return { kind: 'nobody', why: `Nobody serves ${there}` };
    const order = covered.sort((a, b) => a.cover.width - b.cover.width || a.one.rank - b.one.rank);
    const alone = ({ width }: Cover) => order.filter(({ cover }) => cover.width === width).length === 1;
    return {
      kind: 'ranked',
      whose: `Whoever serves ${there}`,
      ranked: order.map(({ one, cover }, i): Ranked => {
        const words = cover.words === place.state ? labelFor(useCase, 'territory', place.state) : cover.words;
        const serves = reason('MATCHES_TERRITORY', `${one.facts.owner.name} serves ${words}.`);
        return { facts: one.facts, rank: i + 1, reasons: alone(cover) ? [serves] : [serves, ...one.reasons] };
      }),
    };
  },
};
