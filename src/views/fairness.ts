/** The fairness ledger as people read it: who is next and why, what everybody got and is due, and what was put right. */

import type { Turn } from '../scheduling/routing/ledger.ts';
import { countedBookings, inBookings } from '../scheduling/routing/units.ts';
import type { UseCase } from '../scheduling/use-case.ts';
import type { Block, Card, Line } from './view.ts';

/** A change by hand or by a cancellation. */
export interface Change {
  at: number;
  ownerName: string;
  units: number;
  reason: string;
  by: string;
}

/** How many owners are listed; a message holds fifty blocks. */
const listed = 25;

/**
 * The answer to `/schedule fairness <use case>`.
 * @param order owners as their turns come
 * @param how the method in one sentence
 * @param changes the latest, newest first
 * @param zone the reader's
 */
export function fairness(
  useCase: UseCase,
  {
    order,
    how,
    why,
    changes,
    zone,
  }: {
    order: readonly Turn[];
    how: string;
    why: string | null;
    changes: readonly Change[];
    zone: string;
  },
): Card {
  const more = order.length - listed;
  return {
    kind: 'card',
    summary: `Turns for ${useCase.name}`,
    blocks: [
      { kind: 'heading', text: `Turns for ${useCase.name}` },
      { kind: 'quiet', line: [how] },
      ...(why === null ? [] : [{ kind: 'text' as const, line: [{ kind: 'strong' as const, text: why }] }]),
      ...(order.length === 0 ? [{ kind: 'text' as const, line: ['Nobody is in the pool yet.'] }] : []),
      ...order.slice(0, listed).map(owner),
      ...(more > 0 ? [{ kind: 'quiet' as const, line: [`And ${more.toLocaleString('en-US')} more after them.`] }] : []),
      ...(changes.length === 0 ? [] : [{ kind: 'heading' as const, text: 'Given back and corrected' }]),
      ...changes.map((change) => changeLine(change, zone)),
    ],
  };
}

function owner({ facts, weight, standing, due }: Turn, place: number): Block {
  const line = facts.ledger;
  const parts = [
    `got ${inBookings(line?.got ?? 0)}`,
    ...(line && line.credits !== 0 ? [`given back ${inBookings(-line.credits)}`] : []),
    ...(line && line.corrections !== 0 ? [`corrected by ${inBookings(line.corrections)}`] : []),
    ...(line && line.calibrations !== 0 ? [`${inBookings(line.calibrations)} for joining later or days off`] : []),
    ...(line === null ? ['just joined'] : []),
    ...(weight === 1 ? [] : [`weight ${weight}`]),
  ];
  return {
    kind: 'option',
    line: [
      { kind: 'strong', text: `${place + 1}. ${facts.owner.name}` },
      ` · ${countedBookings(standing)} so far, ${inBookings(due)} due`,
    ],
    details: [[parts.join(' · ')]],
  };
}

function changeLine({ at, ownerName, units, reason, by }: Change, zone: string): Block {
  const sign = units > 0 ? '+' : '';
  const line: Line = [
    { kind: 'time', at, zone },
    ` · ${ownerName} · ${sign}${countedBookings(units)} · ${reason} (${by})`,
  ];
  return { kind: 'text', line };
}

/** The answer to `/schedule fairness` alone: who is next where. */
export function fairnessOverview(rows: readonly { useCase: UseCase; why: string | null }[], notUnderstood = ''): Card {
  const head = notUnderstood === '' ? 'Whose turn is it?' : `There is nothing called “${notUnderstood}” to schedule.`;
  return {
    kind: 'card',
    summary: head,
    blocks: [
      { kind: 'text', line: [head] },
      ...rows.map(
        ({ useCase, why }): Block => ({
          kind: 'option',
          line: [{ kind: 'strong', text: useCase.name }, ` · ${why ?? 'Nobody is in the pool yet.'}`],
          details: [[`/schedule fairness ${useCase.key} shows everybody.`]],
        }),
      ),
    ],
  };
}
