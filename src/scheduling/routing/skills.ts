/** Skills: whoever is best at what the intake asks for comes first; equals take turns. */
import { type Intake, skillsWanted } from '../intake.ts';
import type { Owner } from '../owner.ts';
import { type Reason, reason } from '../reasons.ts';
import { labelFor, type UseCase } from '../use-case.ts';
import type { Ranked, RoutingMethod } from './method.ts';
import { inTurn } from './round-robin.ts';
import { type Settings, turnsOf } from './schema.ts';
import { levelOf } from './skill-level.ts';

export const skills: RoutingMethod<'skills'> = {
  name: 'the skill level',
  describe: () => 'The owner with the highest level in what is asked for comes first; equals take turns.',
  tieBreak: 'Of owners with the same level, the next in turn comes first.',
  rank(owners, settings, { intake, facts }) {
    const wanted = skillsWanted(intake);
    if (wanted.length === 0) return { kind: 'nobody', why: 'No skill was asked for' };
    const words = wordsOf(wanted, intake, facts.useCase);
    const able = inTurn(owners, facts.owners, turnsOf(facts.useCase.routing)).filter(({ facts: { owner } }) =>
      wanted.every((skill) => levelOf(owner, skill, settings) !== null),
    );
    if (able.length === 0) return { kind: 'nobody', why: `Nobody has the skill ${words}` };
    const levels = new Map(able.map(({ facts: { owner } }) => [owner.id, lowest(owner, wanted, settings)]));
    const level = ({ facts: { owner } }: Ranked) => levels.get(owner.id) ?? 0;
    const order = [...able].sort((a, b) => level(b) - level(a) || a.rank - b.rank);
    const best = order[0] === undefined ? 0 : level(order[0]);
    return {
      kind: 'ranked',
      whose: `Whoever has the skill ${words}`,
      ranked: order.map(
        (one, i): Ranked => ({
          facts: one.facts,
          rank: i + 1,
          reasons: [why(one, level(one), best, words), ...turnAmongEquals(one, order, level)],
        }),
      ),
    };
  },
};

/** With several skills the weakest counts: the meeting needs all of them. */
function lowest(owner: Owner, wanted: readonly string[], settings: Settings<'skills'>): number {
  return Math.min(...wanted.map((skill) => levelOf(owner, skill, settings) ?? 0));
}

function why({ facts: { owner } }: Ranked, level: number, best: number, words: string): Reason {
  return level === best
    ? reason('BEST_SKILL', `${owner.name} has the highest level in ${words}: ${level}.`)
    : reason('LOWER_SKILL', `${owner.name} has level ${level} in ${words}; the highest is ${best}.`);
}

/** Whose turn it is says something only where levels are equal. */
function turnAmongEquals(one: Ranked, order: readonly Ranked[], level: (one: Ranked) => number): readonly Reason[] {
  return order.filter((other) => level(other) === level(one)).length > 1 ? one.reasons : [];
}

function wordsOf(wanted: readonly string[], intake: Intake, useCase: UseCase): string {
  return wanted
    .map((skill) => labelFor(useCase, skill === intake.language ? 'language' : 'skill', skill))
    .join(' and ');
}
