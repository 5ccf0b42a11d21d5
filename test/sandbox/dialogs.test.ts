import { describe, expect, it } from 'vitest';
import type { InputValues, SlackJson } from '../../src/sandbox/protocol.ts';
import { ANN, BOB, type Local, startLocal, until } from './local-workspace.ts';
import { form, input, plain, section, typed } from './shapes.ts';

const name = input('name', { type: 'plain_text_input' });
const simple = form([name]);

async function openForm(local: Local, view: SlackJson = simple): Promise<string> {
  const answer = await local.api('views.open', { trigger_id: await local.trigger(ANN), view });
  expect(answer).toMatchObject({ ok: true });
  return String((answer.view as SlackJson).id);
}

const submit = (local: Local, viewId: string, values: InputValues = { name: { it: typed('Zoe') } }) =>
  local.act({ kind: 'submit', as: ANN.id, viewId, values });

const stack = async (local: Local) => (await local.see(ANN)).views;

const TROUBLE = { ok: false, error: 'We had some trouble connecting. Try again?' };

describe('a trigger', () => {
  it('opens one dialog, for the person who acted', async () => {
    const local = await startLocal();
    const trigger_id = await local.trigger(ANN);
    expect(await local.api('views.open', { trigger_id, view: simple })).toMatchObject({ ok: true });
    expect((await local.see(ANN)).views).toHaveLength(1);
    expect((await local.see(BOB)).views).toEqual([]);
    expect(await local.api('views.open', { trigger_id, view: simple })).toMatchObject({
      ok: false,
      error: 'exchanged_trigger_id',
    });
  });

  it('dies after 3 seconds', async () => {
    const local = await startLocal();
    const [early, late] = [await local.trigger(ANN), await local.trigger(ANN)];
    local.clock.set(local.clock.now() + 3_000);
    expect(await local.api('views.open', { trigger_id: early, view: simple })).toMatchObject({ ok: true });
    local.clock.set(local.clock.now() + 1);
    expect(await local.api('views.open', { trigger_id: late, view: simple })).toMatchObject({
      error: 'expired_trigger_id',
    });
  });

  it('that was never given is refused, and so is none', async () => {
    const { api } = await startLocal();
    expect(await api('views.open', { trigger_id: '1.2.3', view: simple })).toMatchObject({ error: 'invalid_trigger' });
    expect(await api('views.open', { view: simple })).toMatchObject({ error: 'invalid_arguments' });
  });

  it('is not spent by a view that is refused', async () => {
    const local = await startLocal();
    const trigger_id = await local.trigger(ANN);
    const broken = form([name], { title: plain('A title with more than 24 characters') });
    expect(await local.api('views.open', { trigger_id, view: broken })).toMatchObject({
      ok: false,
      error: 'invalid_arguments',
      response_metadata: { messages: ['[ERROR] must be less than 25 characters [json-pointer:/view/title/text]'] },
    });
    expect((await local.see(ANN)).complaints[0]?.text).toContain('/view/title/text');
    expect(await local.api('views.open', { trigger_id, view: simple })).toMatchObject({ ok: true });
  });
});

describe('views.push', () => {
  it('piles up to three dialogs, with triggers that came from a dialog', async () => {
    const local = await startLocal();
    let viewId = await openForm(local);
    const root = viewId;
    local.app.answer = () => ({ body: { response_action: 'errors', errors: { name: 'Again' } } });
    for (const depth of [2, 3]) {
      await submit(local, viewId);
      const trigger_id = local.app.deliveries.at(-1)?.body.trigger_id;
      const answer = await local.api('views.push', { trigger_id, view: simple });
      expect(answer).toMatchObject({ ok: true, view: { root_view_id: root, previous_view_id: viewId } });
      expect(await stack(local)).toHaveLength(depth);
      viewId = String((answer.view as SlackJson).id);
    }
    await submit(local, viewId);
    const trigger_id = local.app.deliveries.at(-1)?.body.trigger_id;
    expect(await local.api('views.push', { trigger_id, view: simple })).toMatchObject({ error: 'push_limit_reached' });
  });

  it('refuses a trigger that did not come from a dialog', async () => {
    const local = await startLocal();
    const trigger_id = await local.trigger(ANN);
    expect(await local.api('views.push', { trigger_id, view: simple })).toMatchObject({ error: 'invalid_trigger' });
  });
});

describe('views.update', () => {
  it('replaces the view and gives it a new hash; the old hash is refused from then on', async () => {
    const local = await startLocal();
    const view_id = await openForm(local);
    const hash = (await stack(local))[0]?.hash;
    const view = form([section('Done')], { submit: null });
    expect(await local.api('views.update', { view_id, hash, view })).toMatchObject({ ok: true });
    expect((await stack(local))[0]?.hash).not.toBe(hash);
    expect(await local.api('views.update', { view_id, hash, view })).toMatchObject({ error: 'hash_conflict' });
    expect(await local.api('views.update', { view_id, view })).toMatchObject({ ok: true });
    expect((await local.see(ANN)).complaints.at(-1)?.text).toBe('views.update: hash_conflict');
  });

  it('finds a view by its external id, which no two may share', async () => {
    const local = await startLocal();
    await openForm(local, form([name], { external_id: 'mine' }));
    const view = form([section('Done')], { external_id: 'mine' });
    expect(await local.api('views.update', { external_id: 'mine', view })).toMatchObject({ ok: true });
    const trigger_id = await local.trigger(BOB);
    expect(await local.api('views.open', { trigger_id, view })).toMatchObject({ error: 'duplicate_external_id' });
  });

  it('does not find a view that was closed', async () => {
    const local = await startLocal();
    const view_id = await openForm(local);
    await local.act({ kind: 'close', as: ANN.id, viewId: view_id });
    expect(await local.api('views.update', { view_id, view: simple })).toMatchObject({ error: 'not_found' });
  });
});

describe('a form', () => {
  it('reaches the app whole, with what stands in every input', async () => {
    const local = await startLocal();
    const options = [{ text: plain('One'), value: '1' }];
    const view = form(
      [
        name,
        input('day', { type: 'datepicker', initial_date: '2026-12-01' }),
        input('time', { type: 'timepicker', timezone: 'America/New_York' }, { optional: true }),
        input('pick', { type: 'static_select', options, initial_option: options[0] }),
        input('who', { type: 'multi_users_select' }, { optional: true }),
      ],
      { private_metadata: 'state' },
    );
    const viewId = await openForm(local, view);
    await submit(local, viewId);
    expect(local.app.deliveries.at(-1)?.body).toMatchObject({
      type: 'view_submission',
      user: { id: ANN.id, username: 'ann', name: 'ann', team_id: 'T0TEAM' },
      team: { id: 'T0TEAM' },
      response_urls: [],
      is_enterprise_install: false,
      view: {
        id: viewId,
        callback_id: 'form',
        private_metadata: 'state',
        root_view_id: viewId,
        previous_view_id: null,
        state: {
          values: {
            name: { it: { type: 'plain_text_input', value: 'Zoe' } },
            day: { it: { type: 'datepicker', selected_date: '2026-12-01' } },
            time: { it: { type: 'timepicker', selected_time: null, timezone: 'America/New_York' } },
            pick: { it: { type: 'static_select', selected_option: options[0] } },
            who: { it: { type: 'multi_users_select', selected_users: [] } },
          },
        },
      },
    });
  });

  it('closes when the app answers with nothing', async () => {
    const local = await startLocal();
    expect(await submit(local, await openForm(local))).toEqual({ ok: true });
    expect(await stack(local)).toEqual([]);
  });

  it('shows the app’s errors and stays open; the next try forgets them', async () => {
    const local = await startLocal();
    local.app.answer = () => ({ body: { response_action: 'errors', errors: { name: 'Already taken' } } });
    const viewId = await openForm(local);
    expect(await submit(local, viewId)).toEqual({ ok: true });
    expect((await stack(local))[0]?.errors).toEqual({ name: 'Already taken' });
    local.app.answer = () => ({ status: 500 });
    expect(await submit(local, viewId)).toEqual(TROUBLE);
    expect((await stack(local))[0]?.errors).toEqual({});
  });

  it.each([
    ['errors for a block that is not there', { response_action: 'errors', errors: { nowhere: 'x' } }, 'no such input'],
    ['errors without any', { response_action: 'errors', errors: {} }, 'without any error'],
    ['an unknown action', { response_action: 'explode' }, 'explode'],
    ['a view that Slack would refuse', { response_action: 'update', view: form([]) }, 'no fewer than 1 items'],
    ['something that is not JSON', 'thanks', 'not JSON'],
  ])('shows trouble when the app answers with %s', async (_, body, complaint) => {
    const local = await startLocal();
    const viewId = await openForm(local);
    local.app.answer = () => ({ body });
    expect(await submit(local, viewId)).toEqual(TROUBLE);
    expect((await local.see(ANN)).complaints.at(-1)?.text).toContain(complaint);
    expect(await stack(local)).toHaveLength(1);
  });

  it('is replaced, covered or cleared away as the app says', async () => {
    const local = await startLocal();
    const viewId = await openForm(local);
    const next = form([name], { title: plain('Next') });
    local.app.answer = () => ({ body: { response_action: 'update', view: next } });
    await submit(local, viewId);
    expect(await stack(local)).toMatchObject([{ id: viewId, view: { title: plain('Next') } }]);
    local.app.answer = () => ({ body: { response_action: 'push', view: next } });
    await submit(local, viewId);
    expect(await stack(local)).toHaveLength(2);
    local.app.answer = () => ({ body: { response_action: 'clear' } });
    await submit(local, (await stack(local)).at(-1)?.id ?? '');
    expect(await stack(local)).toEqual([]);
  });

  it('shows trouble and stays open when the app takes longer than 3 seconds', async () => {
    const local = await startLocal();
    const viewId = await openForm(local);
    local.app.answer = () => ({ hang: true });
    const answer = submit(local, viewId);
    await until(() => local.app.deliveries.length === 2);
    expect(await submit(local, viewId)).toEqual({ ok: false, error: 'This form is being sent already.' });
    local.timers.pass(3_000);
    expect(await answer).toEqual(TROUBLE);
    expect(await stack(local)).toHaveLength(1);
  });

  it('of somebody else, or without a submit button, is not sent', async () => {
    const local = await startLocal();
    const viewId = await openForm(local, form([section('Look')], { submit: null }));
    expect(await submit(local, viewId)).toMatchObject({ ok: false });
    expect(await local.act({ kind: 'submit', as: BOB.id, viewId, values: {} })).toMatchObject({ ok: false });
    expect(local.app.deliveries).toHaveLength(1);
  });

  it('gives an address to answer to for each conversation it asked for', async () => {
    const local = await startLocal();
    const element = { type: 'conversations_select', response_url_enabled: true };
    const viewId = await openForm(local, form([input('where', element)]));
    await submit(local, viewId, {
      where: { it: { type: 'conversations_select', selected_conversation: local.general } },
    });
    const where = { block_id: 'where', action_id: 'it', channel_id: local.general };
    expect(local.app.deliveries.at(-1)?.body.response_urls).toMatchObject([where]);
  });
});

describe('closing a dialog', () => {
  it('tells the app only when the view asked for it', async () => {
    const local = await startLocal();
    await local.act({ kind: 'close', as: ANN.id, viewId: await openForm(local) });
    expect(local.app.deliveries).toHaveLength(1);
    const viewId = await openForm(local, form([name], { notify_on_close: true }));
    await local.act({ kind: 'close', as: ANN.id, viewId });
    expect(local.app.deliveries.at(-1)?.body).toMatchObject({
      type: 'view_closed',
      is_cleared: false,
      view: { id: viewId },
    });
    expect(await stack(local)).toEqual([]);
  });
});
