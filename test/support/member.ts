/**
 * A person in the local workspace, as a test plays them: by the words on the screen, never by ids. Everything goes over
 * HTTP through the workspace to the real Bolt, as it does from the page.
 */
import { expect, vi } from 'vitest';
import { z } from 'zod';
import type { Act, ActAnswer, SandboxMessage, SandboxView, SlackJson, Snapshot } from '../../src/sandbox/protocol.ts';

const text = z.object({ text: z.string() });
const option = z.object({ text, value: z.string() });
const element = z.object({
  type: z.string(),
  action_id: z.string().optional(),
  value: z.string().optional(),
  text: text.optional(),
  options: z.array(option).optional(),
  option_groups: z.array(z.object({ options: z.array(option) })).optional(),
});
const block = z.object({
  type: z.string(),
  block_id: z.string().optional(),
  text: text.optional(),
  fields: z.array(text).optional(),
  label: text.optional(),
  element: element.optional(),
  dispatch_action: z.boolean().optional(),
  accessory: element.optional(),
  elements: z.array(z.unknown()).optional(),
});
type Block = z.infer<typeof block>;
type Element = z.infer<typeof element>;

export interface Member {
  see(): Promise<Snapshot>;
  /** Types a slash command in a channel. */
  types(channel: string, words: string): Promise<ActAnswer>;
  /** Fills the dialog on top by the labels of its fields, as far as to bring up those that hang on others. */
  fills(answers: Record<string, string>): Promise<void>;
  /** The labels of the fields of the dialog on top. */
  fields(): Promise<string[]>;
  /** Fills the dialog on top by the labels of its fields and sends it. */
  sends(answers: Record<string, string>): Promise<ActAnswer>;
  /** Presses a button of the dialog on top; the `nth` of that label. */
  presses(label: string, nth?: number): Promise<ActAnswer>;
  /** Presses a button of the newest message in a channel that has it. */
  pressesOnCard(channel: string, label: string): Promise<ActAnswer>;
  /** Waits until the dialog on top says the words, and gives all its text. */
  sees(words: string | RegExp): Promise<string>;
  /** Waits until something is wrong in the dialog on top, and gives it by label. */
  errors(): Promise<Record<string, string>>;
  /** Closes the dialog on top. */
  closes(): Promise<void>;
  /** Waits until a message of a channel contains the words, and gives its text. */
  reads(channel: string, words: string): Promise<string>;
  /** Moves the workspace's clock forward, in ms. */
  movesClock(forward: number): Promise<void>;
}

/**
 * Acts as somebody of the workspace at `url`, by their id.
 * @param patience how often they look, and for how long, in ms. A crowd in the same process as the desk must look seldom:
 *   fifty who look every 20 ms keep the process busy with nothing but being looked at.
 */
export function member(url: string, as: string, patience = { every: 20, upTo: 10_000 }): Member {
  const waiting = { interval: patience.every, timeout: patience.upTo };
  const see = async (): Promise<Snapshot> => {
    const answer = await fetch(`${url}/sandbox/state?as=${as}`);
    return (await answer.json()) as Snapshot;
  };
  const act = async (what: Act): Promise<ActAnswer> => {
    const answer = await fetch(`${url}/sandbox/act/${what.kind}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(what),
    });
    return (await answer.json()) as ActAnswer;
  };
  /** The dialog on top, once it is as wanted: it opens and changes a moment after what made it. */
  const top = <T>(wanted: (view: SandboxView) => T | null | undefined | false, what: string): Promise<T> =>
    vi.waitFor(async () => {
      const view = (await see()).views.at(-1);
      const found = view && wanted(view);
      if (found) return found;
      throw new Error(`There is no dialog with ${what}. There is: ${view ? textOf(view.view) : 'none'}`);
    }, waiting);
  const channelId = async (name: string) => {
    const { channels } = await see();
    const found = channels.find((c) => c.name === name);
    if (!found) throw new Error(`There is no channel ${name}; there are ${channels.map((c) => c.name).join(', ')}.`);
    return found.id;
  };
  /** Answers first what other fields hang on, until every field is there that is to be answered. */
  const fills = async (answers: Record<string, string>): Promise<SandboxView> => {
    const told = new Set<string>();
    return vi.waitFor(async () => {
      const view = (await see()).views.at(-1);
      const blocks = view ? blocksOf(view.view) : [];
      const here = Object.fromEntries(Object.entries(answers).filter(([label]) => fieldOf(blocks, label)));
      const next = Object.keys(here).find((label) => fieldOf(blocks, label)?.dispatch_action && !told.has(label));
      const field = fieldOf(blocks, next ?? '');
      if (view && next !== undefined && field?.element) {
        told.add(next);
        const ids = { block_id: field.block_id ?? '', action_id: field.element.action_id ?? '' };
        const action = { ...stateOf(field.element, answers[next], ids.block_id), ...ids };
        await act({ kind: 'press-view', as, viewId: view.id, action, values: valuesOf(blocks, here) });
      }
      const missing = Object.keys(answers).filter((label) => !(label in here));
      if (view && next === undefined && missing.length === 0) return view;
      const there = view ? textOf(view.view) : 'none';
      throw new Error(`The dialog does not ask for ${missing.join(', ')}. There is: ${there}`);
    }, waiting);
  };
  return {
    see,
    fills: async (answers) => {
      await fills(answers);
    },
    fields: async () =>
      top(({ view }) => blocksOf(view).flatMap((b) => (b.element ? [b.label?.text ?? ''] : [])), 'fields'),
    types: async (channel, words) => act({ kind: 'command', as, channel: await channelId(channel), text: words }),
    sends: async (answers) => {
      const { id, view } = await fills(answers);
      return act({ kind: 'submit', as, viewId: id, values: valuesOf(blocksOf(view), answers) });
    },
    presses: async (label, nth = 0) => {
      const has = ({ id, view }: SandboxView) => {
        const action = findButton(blocksOf(view), label, nth);
        return action && { id, view, action };
      };
      const { id, view, action } = await top(has, `the button ${label}`);
      return act({ kind: 'press-view', as, viewId: id, action, values: valuesOf(blocksOf(view), {}) });
    },
    pressesOnCard: async (channel, label) => {
      const id = await channelId(channel);
      const [card, action] = await vi.waitFor(async () => {
        for (const m of (await see()).messages.filter((one) => one.channel === id).reverse()) {
          const button = findButton(blocksOf(m), label, 0);
          if (button) return [m, button] as const;
        }
        throw new Error(`No message in ${channel} has a button ${label}.`);
      }, waiting);
      return act({ kind: 'press', as, message: { channel: id, ts: card.ts }, action, values: {} });
    },
    sees: (words) => {
      const says = ({ view }: SandboxView) => {
        const text = textOf(view);
        return (typeof words === 'string' ? text.includes(words) : words.test(text)) && text;
      };
      return top(says, `the words ${words}`);
    },
    errors: async () => {
      const wrong = (v: SandboxView) => {
        const errors = Object.keys(v.errors).length > 0 ? v.errors : drawnErrors(blocksOf(v.view));
        return Object.keys(errors).length > 0 && { view: v.view, errors };
      };
      const { view, errors } = await top(wrong, 'an error');
      const labels = new Map(blocksOf(view).map((b) => [b.block_id, b.label?.text ?? '']));
      return Object.fromEntries(Object.entries(errors).map(([id, said]) => [labels.get(id) ?? id, said]));
    },
    closes: async () => {
      const { id } = await top((v) => v, 'anything');
      await act({ kind: 'close', as, viewId: id });
    },
    reads: async (channel, words) => {
      const id = await channelId(channel);
      const found = await vi.waitFor(async () => {
        const message = (await see()).messages.findLast((m) => m.channel === id && messageText(m).includes(words));
        expect(message, `a message in ${channel} with “${words}”`).toBeDefined();
        return message;
      }, waiting);
      return found ? messageText(found) : '';
    },
    movesClock: async (forward) => {
      expect(await act({ kind: 'clock', as, forward })).toEqual({ ok: true });
    },
  };
}

function blocksOf(view: SlackJson | SandboxMessage): Block[] {
  return z.array(block).parse(view.blocks);
}

function messageText(message: SandboxMessage): string {
  return [message.text, textOf({ blocks: message.blocks })].join('\n');
}

/** Every text in a piece of Slack's JSON, in order. */
function textOf(json: unknown): string {
  if (Array.isArray(json)) return json.map(textOf).join('\n');
  if (typeof json !== 'object' || json === null) return '';
  return Object.entries(json)
    .map(([field, value]) => (field === 'text' && typeof value === 'string' ? value : textOf(value)))
    .filter((t) => t !== '')
    .join('\n');
}

function findButton(blocks: readonly Block[], label: string, nth: number): SlackJson | null {
  const found = blocks.flatMap((b) => {
    const inRow = (b.elements ?? []).flatMap((e) => {
      const parsed = element.safeParse(e);
      return parsed.success ? [parsed.data] : [];
    });
    return [...(b.accessory ? [b.accessory] : []), ...inRow]
      .filter((e) => e.type === 'button' && e.text?.text === label)
      .map((e) => ({
        type: 'button',
        block_id: b.block_id ?? '',
        action_id: e.action_id ?? '',
        value: e.value ?? '',
        text: { type: 'plain_text', text: label },
      }));
  });
  return found[nth] ?? null;
}

function valuesOf(
  blocks: readonly Block[],
  answers: Record<string, string>,
): Record<string, Record<string, SlackJson>> {
  const inputs = blocks.filter((b) => b.type === 'input' && b.element !== undefined);
  const unknown = Object.keys(answers).filter((label) => !inputs.some((b) => b.label?.text === label));
  if (unknown.length > 0) throw new Error(`The dialog does not ask for ${unknown.join(', ')}.`);
  return Object.fromEntries(
    inputs.flatMap((b) => {
      const e = b.element;
      const answer = answers[b.label?.text ?? ''];
      return e === undefined ? [] : [[b.block_id ?? '', { [e.action_id ?? '']: stateOf(e, answer, b.block_id) }]];
    }),
  );
}

function fieldOf(blocks: readonly Block[], label: string): Block | undefined {
  return blocks.find((b) => b.type === 'input' && b.label?.text === label);
}

/** What the desk itself wrote below questions, when it was too late for Slack to show it there. */
function drawnErrors(blocks: readonly Block[]): Record<string, string> {
  return Object.fromEntries(
    blocks.flatMap((b) => {
      const key = /^added:(.*)$/.exec(b.block_id ?? '')?.[1];
      return key === undefined || !b.text ? [] : [[key, b.text.text.replace(/^⚠️ /, '')]];
    }),
  );
}

/** What the page would send for an answer: a choice by its value or its words, several with commas between. */
function stateOf(e: Element, answer: string | undefined, name = ''): SlackJson {
  const all = [...(e.options ?? []), ...(e.option_groups ?? []).flatMap((g) => g.options)];
  const option = (wanted: string) => {
    const chosen = all.find((o) => o.value === wanted || o.text.text === wanted);
    if (!chosen) throw new Error(`${wanted} cannot be chosen for ${name}.`);
    return chosen;
  };
  if (e.type === 'datepicker') return { type: e.type, selected_date: answer ?? null };
  if (e.type === 'timepicker') return { type: e.type, selected_time: answer ?? null };
  if (e.type === 'users_select') return { type: e.type, selected_user: answer ?? null };
  if (e.type === 'static_select' || e.type === 'radio_buttons')
    return { type: e.type, selected_option: answer === undefined ? null : option(answer) };
  if (e.type === 'checkboxes' || e.type === 'multi_static_select')
    return { type: e.type, selected_options: answer === undefined ? [] : answer.split(', ').map(option) };
  return { type: e.type, value: answer ?? null };
}
