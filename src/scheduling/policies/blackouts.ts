/** Blackouts: named stretches of time that no meeting may touch, by a stated zone or by each owner's own clock. */
import { reason } from '../reasons.ts';
import { formatDate, formatMinutes, formatTime, zonePlace } from '../time/format.ts';
import type { Interval } from '../time/intervals.ts';
import { DAY_MS, dateOfDay, MINUTE_MS } from '../time/local-date.ts';
import { instantOf } from '../time/zone.ts';
import { type Blackout, wallOf } from './blackouts-schema.ts';
import { type Rule, type RulesOf, startsTouching } from './rule.ts';

export const blackouts: RulesOf = ({ policies }) => (policies.blackouts ?? []).map(ruleOf);

function ruleOf(blackout: Blackout): Rule {
  const { name, zone } = blackout;
  return {
    code: 'BLACKOUT',
    no: blackout.broken,
    describe: () => `Nothing takes place ${inWords(blackout)}: ${name}.`,
    closes: ({ owner }, search) => startsTouching([rangeOf(blackout, zone ?? owner.zone)], search.duration),
    why: ({ owner }) => {
      const [, opens] = rangeOf(blackout, zone ?? owner.zone);
      const text = `Nothing takes place ${inWords(blackout)}: ${name}.`;
      return reason('BLACKOUT', text, `Pick ${formatTime(opens, zone ?? owner.zone)} or later.`, opens);
    },
  };
}

function rangeOf({ from, until }: Blackout, zone: string): Interval {
  const [first, last] = [wallOf(from), wallOf(until)];
  if (first === null || last === null) throw new RangeError(`"${from}" to "${until}" is no stretch of time`);
  return [instantOf(zone, first.start), instantOf(zone, last.end)];
}

/** "on Fri, Nov 27, 2026", "from Wed, Dec 30, 2026 to Thu, Dec 31, 2026 in Chicago". */
function inWords({ from, until, zone }: Blackout): string {
  const when = from === until ? `on ${edge(from)}` : `from ${edge(from)} to ${edge(until)}`;
  return zone === undefined ? when : `${when} in ${zonePlace(zone)}`;
}

function edge(text: string): string {
  const wall = wallOf(text);
  if (wall === null) return text;
  const day = Math.floor(wall.start / DAY_MS);
  const date = dateOfDay(day);
  const shown = `${formatDate(date)}, ${date.slice(0, 4)}`;
  return wall.start === wall.end ? `${shown}, ${formatMinutes((wall.start - day * DAY_MS) / MINUTE_MS)}` : shown;
}
