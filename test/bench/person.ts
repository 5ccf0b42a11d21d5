/**
 * A person who asks for time and books it, in the stand-in workspace: types the command, fills the form, presses a slot,
 * and asks again when a dialog does not come.
 */
import { setTimeout as pause } from 'node:timers/promises';
import { z } from 'zod';
import { systemClock } from '../../src/lib/clock.ts';
import type { Act, ActAnswer, SandboxView, Snapshot } from '../../src/sandbox/protocol.ts';
import type { StandIn } from './stand-in.ts';

/** How often a person looks whether the dialog has changed, in ms. */
const blink = 40;
/** After this a person asks again. */
const patienceMs = 10_000;

const block = z.object({
  block_id: z.string(),
  element: z.object({ type: z.string(), action_id: z.string() }).optional(),
  accessory: z.record(z.string(), z.unknown()).optional(),
  elements: z.array(z.record(z.string(), z.unknown())).optional(),
});

/** One person asks for time and books it, their `n`-th wish, and asks again when a dialog does not come. */
export async function askAndBook(standIn: StandIn, as: string, n: number, pauseMs: number): Promise<Round> {
  for (let again = 0; ; again += 1) {
    const toSlots = await attempt(standIn, as, n, pauseMs);
    if (toSlots !== null) return { toSlots, again };
    if (again === 5) throw new Error('Nothing came of it five times: this measures nothing.');
    const { views } = await see(standIn, as);
    for (const { id } of views) await act(standIn, { kind: 'close', as, viewId: id });
  }
}

export interface Round {
  /** From the sent form to the slots, in ms. */
  toSlots: number;
  /** How often they had to ask again. */
  again: number;
}

/** Gives how long the slots took, in ms; null when a dialog did not come. */
async function attempt(standIn: StandIn, as: string, n: number, pauseMs: number): Promise<number | null> {
  const { channels } = await see(standIn, as);
  const channel = channels.find(({ name }) => name === 'general')?.id ?? '';
  await act(standIn, { kind: 'command', as, channel, text: '/schedule bench-call' });
  const form = await top(standIn, as, (view) => blocksOf(view).some((b) => b.element !== undefined));
  if (form === null) return null;
  await pause(pauseMs);
  const sent = performance.now();
  await act(standIn, { kind: 'submit', as, viewId: form.id, values: filled(form, n) });
  const offer = await top(standIn, as, (view) => bookButton(view) !== undefined);
  if (offer === null) return null;
  const took = performance.now() - sent;
  await pause(pauseMs);
  const booked = await book(standIn, as, offer, n);
  if (booked === null) return null;
  await act(standIn, { kind: 'close', as, viewId: booked.id });
  await pause(pauseMs);
  return took;
}

/** Presses a slot; when somebody else was faster, one of those offered instead. */
async function book(standIn: StandIn, as: string, offer: SandboxView, n: number): Promise<SandboxView | null> {
  let shown = offer;
  for (let action = bookButton(shown, n); action !== undefined; action = bookButton(shown, n)) {
    const before = shown.hash;
    await act(standIn, { kind: 'press-view', as, viewId: shown.id, action, values: {} });
    const next = await top(standIn, as, ({ hash, view }) => hash !== before && view.callback_id !== 'waiting');
    if (next === null) return null;
    shown = next;
  }
  if (shown.view.callback_id !== 'booked') throw new Error(`Nothing was booked: ${JSON.stringify(shown.view)}`);
  return shown;
}

function filled(form: SandboxView, n: number) {
  const option = (value: string) => ({ selected_option: { text: { type: 'plain_text', text: value }, value } });
  const answers: Record<string, Record<string, unknown>> = {
    customer: { value: `Customer ${n}` },
    email: { value: `customer.${n}@example.com` },
    zone: option('America/New_York'),
    // As in life, most customers want another day.
    first: { selected_date: new Date(systemClock.now() + (n % 20) * 86_400_000).toISOString().slice(0, 10) },
  };
  return Object.fromEntries(
    blocksOf(form).flatMap(({ block_id, element }) =>
      element === undefined ? [] : [[block_id, { [element.action_id]: { type: element.type, ...answers[block_id] } }]],
    ),
  );
}

function blocksOf({ view }: SandboxView): z.infer<typeof block>[] {
  return z
    .array(z.unknown())
    .parse(view.blocks)
    .flatMap((one) => {
      const read = block.safeParse(one);
      return read.success ? [read.data] : [];
    });
}

/** A button that books a slot, as it is pressed: with the n-th, people who ask at once seldom want the same. */
function bookButton(view: SandboxView, n = 0): Record<string, unknown> | undefined {
  const all = blocksOf(view).flatMap(({ block_id, accessory, elements }) =>
    [...(accessory ? [accessory] : []), ...(elements ?? [])].map((one) => ({ ...one, block_id })),
  );
  const books = all.filter((one) => String(('action_id' in one && one.action_id) || '').startsWith('book'));
  return books[n % Math.max(1, books.length)];
}

/** Waits for a dialog like that; null when it does not come. */
async function top(standIn: StandIn, as: string, wanted: (view: SandboxView) => boolean): Promise<SandboxView | null> {
  for (const until = performance.now() + patienceMs; performance.now() < until; await pause(blink)) {
    const view = (await see(standIn, as)).views.at(-1);
    if (view && wanted(view)) return view;
  }
  return null;
}

async function see({ url }: StandIn, as: string): Promise<Snapshot> {
  return (await (await fetch(`${url}/sandbox/state?as=${as}`)).json()) as Snapshot;
}

async function act({ url }: StandIn, what: Act): Promise<void> {
  const answer = await fetch(`${url}/sandbox/act/${what.kind}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(what),
  });
  const said = (await answer.json()) as ActAnswer;
  if (!said.ok) throw new Error(`${what.kind}: ${said.error}`);
}
