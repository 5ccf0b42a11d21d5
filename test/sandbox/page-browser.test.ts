import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { SlackJson } from '../../src/sandbox/protocol.ts';
import { systemTimers } from '../../src/sandbox/timers.ts';
import { openBrowser, withoutBrowser } from '../support/browser.ts';
import { ANN, BOB, type Local, START, startLocal, until } from './local-workspace.ts';

const plain = (text: string) => ({ type: 'plain_text', text });
const mrkdwn = (text: string) => ({ type: 'mrkdwn', text });
const option = (value: string) => ({ text: plain(value), value });
const input = (block: string, label: string, element: SlackJson, more: SlackJson = {}) => ({
  type: 'input',
  block_id: block,
  label: plain(label),
  element: { action_id: 'answer', ...element },
  ...more,
});

const ZONES = [
  'Eastern',
  'Central',
  'Mountain',
  'Phoenix',
  'Pacific',
  'Alaska',
  'Hawaii',
  'Berlin',
  'Oslo',
  'Rome',
  'Tokyo',
];
const FORM = {
  type: 'modal',
  callback_id: 'form',
  title: plain('Book a call'),
  submit: plain('Find times'),
  close: plain('Cancel'),
  blocks: [
    input('company', 'Company', { type: 'plain_text_input' }),
    input('email', 'E-mail', { type: 'email_text_input' }, { hint: plain('They are invited here.') }),
    input('length', 'Length', { type: 'static_select', options: [option('30 minutes'), option('1 hour')] }),
    input('zone', 'Time zone', { type: 'static_select', options: ZONES.map(option) }, { optional: true }),
    input('day', 'Day', { type: 'datepicker' }, { optional: true }),
    input(
      'place',
      'Place',
      { type: 'radio_buttons', options: [option('Video'), option('Office')] },
      { optional: true },
    ),
    input('guests', 'Guests', { type: 'multi_users_select' }, { optional: true }),
  ],
};

let browser: Browser;
let page: Page;
let local: Local;
/** What the page's own script complained of. */
let faults: string[];

/** Opens a fresh workspace as Ann, in #general. */
async function open(path = '/sandbox'): Promise<void> {
  local = await startLocal({ timers: systemTimers });
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, timezoneId: 'Asia/Tokyo' });
  page = await context.newPage();
  page.setDefaultTimeout(10_000);
  faults = [];
  page.on('pageerror', (error) => faults.push(String(error)));
  page.on('console', (message) => message.type() === 'error' && faults.push(message.text()));
  await page.goto(`${local.url}${path}`);
  await composer().waitFor();
}

const composer = () => page.getByRole('textbox', { name: /^Message / });
const dialog = () => page.getByRole('dialog');
const focused = () => page.locator(':focus');
const deliveries = (type: string) => local.app.deliveries.filter(({ body }) => body.type === type);
const valuesOf = (type: string): unknown => {
  const view = deliveries(type).at(-1)?.body.view as { state: { values: unknown } } | undefined;
  return view?.state.values;
};

async function openForm(view: SlackJson = FORM): Promise<void> {
  local.app.answer = async ({ body }) => {
    if (body.command === '/schedule') await local.api('views.open', { trigger_id: body.trigger_id, view });
    return {};
  };
  await composer().fill('/schedule');
  await composer().press('Enter');
  await dialog().waitFor();
}

async function post(blocks: SlackJson[], text = 'A message'): Promise<string> {
  const posted = await local.api('chat.postMessage', { channel: local.general, text, blocks });
  expect(posted).toMatchObject({ ok: true });
  return String(posted.ts);
}

describe.skipIf(withoutBrowser('the page of the local workspace'))('the page of the local workspace', () => {
  beforeAll(async () => {
    browser = await openBrowser();
  });
  afterAll(() => browser?.close());
  afterEach(async () => {
    await page.context().close();
    expect(faults).toEqual([]);
  });

  describe('where people write', () => {
    it('offers the command after a slash, completes it with Tab, shows its hint and sends it with Enter', async () => {
      await open();
      await composer().pressSequentially('/sch');
      const offered = page.getByRole('option', { name: /^\/schedule/ });
      await offered.waitFor();
      expect(await composer().getAttribute('aria-activedescendant')).toBe(await offered.getAttribute('id'));
      await page.keyboard.press('Tab');
      expect(await composer().inputValue()).toBe('/schedule ');
      expect(await offered.count()).toBe(0);
      await page.getByText('[what] [words]').waitFor();
      await page.keyboard.type('sales-call tomorrow');
      await page.keyboard.press('Enter');
      await until(() => local.app.deliveries.length > 0);
      expect(local.app.deliveries[0]?.body).toMatchObject({
        command: '/schedule',
        text: 'sales-call tomorrow',
        user_id: ANN.id,
        channel_id: local.general,
      });
      expect(await composer().inputValue()).toBe('');
    });

    it('gives a command back that nobody knows, with the reason', async () => {
      await open();
      await composer().fill('/nonsense now');
      await composer().press('Enter');
      await page.getByRole('alert').getByText('/nonsense is not a valid command.').waitFor();
      expect(await composer().inputValue()).toBe('/nonsense now');
    });

    it('keeps what was typed in a channel while the reader looks at another', async () => {
      await open();
      await composer().fill('half a thou');
      await page.getByRole('link', { name: 'sales' }).click();
      await page.getByRole('textbox', { name: 'Message #sales' }).waitFor();
      expect(await composer().inputValue()).toBe('');
      await page.getByRole('link', { name: 'general' }).click();
      await page.getByRole('textbox', { name: 'Message #general' }).waitFor();
      expect(await composer().inputValue()).toBe('half a thou');
    });
  });

  describe('a dialog', () => {
    it('shows every error beside its field, moves to the first one and keeps what was typed', async () => {
      await open();
      await openForm();
      await page.getByLabel('Company').fill('Acme & <Sons>');
      await page.getByLabel('Length').selectOption('1 hour');
      await page.getByLabel('Day').fill('2026-12-04');
      await page.getByLabel('Office').check();
      const zone = page.getByRole('combobox', { name: 'Time zone' });
      await zone.fill('pho');
      await zone.press('Enter');
      await page.getByRole('combobox', { name: 'Guests' }).fill('bob');
      await page.getByRole('option', { name: /Bob Diaz/ }).click();
      await page.getByRole('button', { name: 'Find times' }).click();

      const email = page.getByLabel('E-mail');
      await page.getByText('Please complete this required field.').waitFor();
      await until(async () => (await focused().getAttribute('id')) === (await email.getAttribute('id')));
      expect(await email.getAttribute('aria-invalid')).toBe('true');
      const described = (await email.getAttribute('aria-describedby'))?.split(' ') ?? [];
      const said = await Promise.all(described.map((id) => page.locator(`[id="${id}"]`).textContent()));
      expect(said.map((line) => line?.trim())).toEqual([
        'Please complete this required field.',
        'They are invited here.',
      ]);

      local.app.answer = () => ({
        body: { response_action: 'errors', errors: { company: 'We know no Acme.', email: 'Use a work address.' } },
      });
      await email.fill('dana@acme.test');
      expect(await email.getAttribute('aria-invalid')).toBeNull();
      await email.press('Enter');
      await page.getByText('We know no Acme.').waitFor();
      await page.getByText('Use a work address.').waitFor();
      await until(async () => (await focused().inputValue()) === 'Acme & <Sons>');
      expect(await email.inputValue()).toBe('dana@acme.test');
      expect(await page.getByLabel('Office').isChecked()).toBe(true);
      expect(valuesOf('view_submission')).toEqual({
        company: { answer: { type: 'plain_text_input', value: 'Acme & <Sons>' } },
        email: { answer: { type: 'email_text_input', value: 'dana@acme.test' } },
        length: { answer: { type: 'static_select', selected_option: option('1 hour') } },
        zone: { answer: { type: 'static_select', selected_option: option('Phoenix') } },
        day: { answer: { type: 'datepicker', selected_date: '2026-12-04' } },
        place: { answer: { type: 'radio_buttons', selected_option: option('Office') } },
        guests: { answer: { type: 'multi_users_select', selected_users: [BOB.id] } },
      });
    });

    it('keeps what was typed in the inputs that stay when the app replaces its content', async () => {
      await open();
      await openForm();
      await page.getByLabel('Company').fill('Acme');
      await page.getByLabel('E-mail').fill('dana@acme.test');
      const [view] = (await local.see(ANN)).views;
      const [company] = FORM.blocks;
      const blocks = [
        { type: 'section', text: mrkdwn('Now with another question.') },
        company,
        input('email-again', 'E-mail', { type: 'email_text_input' }),
      ];
      await local.api('views.update', { view_id: view?.id, hash: view?.hash, view: { ...FORM, blocks } });
      await page.getByText('Now with another question.').waitFor();
      expect(await page.getByLabel('Company').inputValue()).toBe('Acme');
      expect(await page.getByLabel('E-mail').inputValue()).toBe('');
    });

    it('is sent once however often its button is pressed, and says so while it waits', async () => {
      await open();
      await openForm({ ...FORM, blocks: [input('company', 'Company', { type: 'plain_text_input' })] });
      await page.getByLabel('Company').fill('Acme');
      let release: () => void = () => undefined;
      const held = new Promise<void>((resolve) => {
        release = resolve;
      });
      local.app.answer = async () => {
        await held;
        return {};
      };
      const sent: string[] = [];
      page.on('request', (request) => request.url().endsWith('/act/submit') && sent.push(request.url()));
      const submit = page.getByRole('button', { name: 'Find times' });
      await submit.dblclick();
      await until(() => submit.isDisabled());
      await submit.dispatchEvent('click');
      await page.getByLabel('Company').press('Enter');
      release();
      await dialog().waitFor({ state: 'detached' });
      expect(sent).toHaveLength(1);
      expect(deliveries('view_submission')).toHaveLength(1);
    });

    it('holds the focus, closes with Escape and gives the focus back to where it was', async () => {
      await open();
      await openForm();
      for (let step = 0; step < 25; step += 1) {
        await page.keyboard.press('Tab');
        expect(await page.evaluate(`document.activeElement.closest('dialog, body').tagName`)).toMatch(/DIALOG|BODY/);
        expect(await page.evaluate(`document.activeElement.matches('.sidebar *, .composer *')`)).toBe(false);
      }
      const zone = page.getByRole('combobox', { name: 'Time zone' });
      await zone.focus();
      await page.keyboard.press('ArrowDown');
      await page.getByRole('listbox').waitFor();
      await page.keyboard.press('Escape');
      expect(await page.getByRole('listbox').count()).toBe(0);
      expect(await dialog().count()).toBe(1);
      await page.keyboard.press('Escape');
      await dialog().waitFor({ state: 'detached' });
      expect(await focused().getAttribute('aria-label')).toBe('Message #general');
    });

    it('tells the app at once of inputs that ask for it', async () => {
      await open();
      const length = { type: 'static_select', options: [option('30 minutes'), option('1 hour')] };
      const config = { dispatch_action_config: { trigger_actions_on: ['on_character_entered'] } };
      await openForm({
        ...FORM,
        blocks: [
          input('length', 'Length', length, { dispatch_action: true }),
          input('search', 'Search', { type: 'plain_text_input', ...config }, { dispatch_action: true }),
        ],
      });
      await page.getByLabel('Length').selectOption('1 hour');
      await until(() => deliveries('block_actions').length === 1);
      expect(deliveries('block_actions')[0]?.body.actions).toMatchObject([
        { type: 'static_select', block_id: 'length', action_id: 'answer', selected_option: option('1 hour') },
      ]);
      await page.getByLabel('Search').pressSequentially('de');
      await until(() => deliveries('block_actions').length === 2);
      expect(deliveries('block_actions')[1]?.body.actions).toMatchObject([{ block_id: 'search', value: 'de' }]);
    });
  });

  describe('messages', () => {
    const confirm = {
      title: plain('Cancel it?'),
      text: mrkdwn('Dana is *told*.'),
      confirm: plain('Cancel it'),
      deny: plain('Keep it'),
    };
    const cancel = { type: 'button', action_id: 'cancel', text: plain('Cancel booking'), value: 'booking-1', confirm };

    it('ask before a press that wants a confirmation, and press once it was given', async () => {
      await open();
      const ts = await post([{ type: 'actions', block_id: 'row', elements: [cancel] }]);
      const button = page.getByRole('button', { name: 'Cancel booking' });
      const asked = page.getByRole('alertdialog', { name: 'Cancel it?' });
      await button.click();
      await asked.waitFor();
      await page.keyboard.press('Escape');
      await asked.waitFor({ state: 'detached' });
      await button.click();
      await page.getByRole('button', { name: 'Keep it' }).click();
      await asked.waitFor({ state: 'detached' });
      expect(local.app.deliveries).toEqual([]);
      await button.click();
      await page.getByRole('button', { name: 'Cancel it' }).click();
      await until(() => deliveries('block_actions').length === 1);
      expect(deliveries('block_actions')[0]?.body).toMatchObject({
        user: { id: ANN.id },
        container: { message_ts: ts },
        actions: [{ type: 'button', block_id: 'row', action_id: 'cancel', value: 'booking-1' }],
      });
    });

    it('never run or load what stands in their text', async () => {
      await open();
      const bad = '<img src=x onerror="window.hacked=1"><script>window.hacked=1</script><javascript:hacked=1|click>';
      const link = '<https://example.com/"onmouseover="hacked=1|*link*>';
      await local.act({ kind: 'message', as: BOB.id, channel: local.general, text: bad });
      await post(
        [
          { type: 'header', text: plain(bad.slice(0, 100)) },
          { type: 'section', text: mrkdwn(`${bad} ${link}`), fields: [plain(bad), mrkdwn(bad)] },
          { type: 'context', elements: [mrkdwn(bad)] },
          {
            type: 'rich_text',
            elements: [{ type: 'rich_text_section', elements: [{ type: 'text', text: bad, style: { code: true } }] }],
          },
        ],
        bad,
      );
      await page.getByRole('link', { name: 'link' }).waitFor();
      const log = page.getByRole('log');
      expect((await log.textContent())?.split('<img src=x onerror=').length).toBeGreaterThanOrEqual(6);
      expect(await log.locator('img, script, [onerror], [onmouseover], a[href^=javascript]').count()).toBe(0);
      expect(await page.evaluate(`'hacked' in window`)).toBe(false);
    });

    it('arrive while one looks, name people, and tell times in the zone of whoever reads', async () => {
      await open();
      const seconds = START / 1000 + 3600;
      await post([
        {
          type: 'section',
          text: mrkdwn(`<@${BOB.id}> at <!date^${seconds}^{date_short_pretty}, {time}|later> :bell:`),
        },
      ]);
      const said = page.getByRole('article').last();
      await said.getByText('@Bob Diaz at Today, 11:00 AM').waitFor();
      expect(await said.textContent()).toContain('APP');
      await local.api('chat.postEphemeral', { channel: local.general, user: ANN.id, text: 'A word to Ann.' });
      await page.getByText('Only visible to you').waitFor();

      await page.getByRole('button', { name: /^Acting as Ann Lee/ }).click();
      await page.getByRole('menuitemradio', { name: /Bob Diaz/ }).click();
      await page.getByText('@Bob Diaz at Today, 9:00 AM').waitFor();
      expect(await page.getByText('A word to Ann.').count()).toBe(0);
      await page.reload();
      await page.getByText('@Bob Diaz at Today, 9:00 AM').waitFor();
      expect(page.url()).toBe(`${local.url}/sandbox?as=${BOB.id}#${local.general}`);
    });

    it('say that they were edited, and name a kind of block that is not drawn', async () => {
      await open();
      const ts = await post([{ type: 'section', text: mrkdwn('One') }]);
      await page.getByText('One').waitFor();
      const video = {
        type: 'video',
        alt_text: 'v',
        title: plain('v'),
        video_url: 'https://a.test/v',
        thumbnail_url: 'https://a.test/t',
      };
      await local.api('chat.update', { channel: local.general, ts, text: 'Two', blocks: [video] });
      await page.getByText('Block “video” is not drawn in this workspace.').waitFor();
      await page.getByText('(edited)').waitFor();
    });

    it('send what is chosen in their menus', async () => {
      await open();
      await post([
        {
          type: 'actions',
          block_id: 'row',
          elements: [
            { type: 'users_select', action_id: 'owner', placeholder: plain('Hand over to') },
            { type: 'overflow', action_id: 'more', options: [option('Why?'), option('Remind me')] },
          ],
        },
      ]);
      await page.getByRole('combobox', { name: 'Hand over to' }).fill('bob');
      await page.keyboard.press('Enter');
      await until(() => deliveries('block_actions').length === 1);
      expect(deliveries('block_actions')[0]?.body.actions).toMatchObject([
        { action_id: 'owner', selected_user: BOB.id },
      ]);
      await page.getByRole('button', { name: 'More actions' }).click();
      await page.keyboard.press('ArrowDown');
      await page.keyboard.press('Enter');
      await until(() => deliveries('block_actions').length === 2);
      expect(deliveries('block_actions')[1]?.body.actions).toMatchObject([
        { action_id: 'more', selected_option: option('Remind me') },
      ]);
    });

    it('are counted where they wait unread, until one looks at them', async () => {
      await open();
      await local.api('chat.postMessage', { channel: ANN.id, text: 'Something for you.' });
      await page.getByRole('link', { name: 'Slotdesk 1 unread' }).click();
      await page.getByText('Something for you.').waitFor();
      await page.getByRole('link', { name: 'Slotdesk', exact: true }).waitFor();
      await page.getByRole('link', { name: 'Home', exact: true }).click();
      await page.getByText('Slotdesk has not filled this tab yet.').waitFor();
      const view = { type: 'home', blocks: [{ type: 'section', text: mrkdwn('Your *bookings*') }] };
      await local.api('views.publish', { user_id: ANN.id, view });
      await page.getByText('Your bookings').waitFor();
    });

    it('leave a reader alone who has scrolled up, and say that there is something new', async () => {
      await open();
      for (let line = 1; line <= 40; line += 1) {
        await local.act({ kind: 'message', as: BOB.id, channel: local.general, text: `Line ${line}` });
      }
      await page.getByText('Line 40').waitFor();
      const log = page.getByRole('log');
      const fromEnd = () => log.evaluate((box) => box.scrollHeight - box.scrollTop - box.clientHeight);
      await until(async () => (await fromEnd()) < 2);
      await log.evaluate((box) => box.scrollTo(0, 0));
      await until(() => log.evaluate((box) => box.scrollTop === 0));
      await local.act({ kind: 'message', as: BOB.id, channel: local.general, text: 'The newest' });
      await page.getByRole('button', { name: 'New messages' }).waitFor();
      expect(await log.evaluate((box) => box.scrollTop)).toBe(0);
      await page.getByRole('button', { name: 'New messages' }).click();
      await until(async () => (await fromEnd()) < 2);
    });
  });

  it('can be used from the first word to the booking without a mouse', async () => {
    await open();
    local.app.answer = async ({ body }) => {
      if (body.command !== undefined) await local.api('views.open', { trigger_id: body.trigger_id, view: FORM });
      return {};
    };
    while ((await focused().count()) === 0 || (await focused().getAttribute('aria-label')) !== 'Message #general') {
      await page.keyboard.press('Tab');
    }
    await page.keyboard.type('/s');
    await page.keyboard.press('Enter');
    await page.keyboard.press('Enter');
    await dialog().waitFor();
    await until(() => page.getByLabel('Company').evaluate((box) => box.matches(':focus')));
    await page.keyboard.type('Acme');
    await page.keyboard.press('Tab');
    await page.keyboard.type('dana@acme.test');
    await page.keyboard.press('Tab');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Tab');
    await page.keyboard.type('tok');
    await page.keyboard.press('Enter');
    await page.keyboard.press('Tab');
    expect(await focused().getAttribute('aria-label')).toBe('Clear');
    await page.keyboard.press('Tab');
    await page.keyboard.type('12042026');
    await page.getByRole('button', { name: 'Find times' }).press('Enter');
    await dialog().waitFor({ state: 'detached' });
    expect(valuesOf('view_submission')).toMatchObject({
      company: { answer: { value: 'Acme' } },
      length: { answer: { selected_option: option('30 minutes') } },
      zone: { answer: { selected_option: option('Tokyo') } },
      day: { answer: { selected_date: '2026-12-04' } },
    });
    await page.getByRole('button', { name: /^Acting as Ann Lee/ }).focus();
    await page.keyboard.press('ArrowUp');
    await page.getByRole('menuitemradio', { name: /Bob Diaz/ }).waitFor();
    await page.keyboard.press('b');
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: /^Acting as Bob Diaz/ }).waitFor();
  });

  it('moves the workspace’s clock, and shows how far ahead it is', async () => {
    await open();
    const clock = page.getByRole('region', { name: 'Workspace clock' });
    await clock.getByText('Tue, Dec 1, 10:00 AM EST').waitFor();
    await clock.getByRole('button', { name: '+1 hour' }).click();
    await clock.getByText('1 h ahead').waitFor();
    await clock.getByRole('button', { name: 'To 9:00 tomorrow' }).click();
    await clock.getByText('Wed, Dec 2, 9:00 AM EST').waitFor();
  });

  it('shows what Slack would complain about until it is dismissed', async () => {
    await open();
    await local.api('chat.postMessage', { channel: local.general, text: 'x', blocks: [{ type: 'nonsense' }] });
    const strip = page.getByRole('region', { name: /Warnings/ });
    await strip.getByText('Slack would complain:').waitFor();
    await strip.getByRole('button', { name: 'Dismiss this warning' }).click();
    await strip.waitFor({ state: 'detached' });
  });

  it('shows a first visitor what to do, until they have seen enough', async () => {
    await open();
    await page.getByText('in the box below to book something').waitFor();
    await page.getByRole('button', { name: 'Dismiss the first steps' }).click();
    await page.reload();
    await composer().waitFor();
    expect(await page.getByText('in the box below to book something').count()).toBe(0);
  });

  it('opens for somebody else when the address names a person who is not here', async () => {
    await open('/sandbox?as=U0GONE');
    await page.getByRole('button', { name: /^Acting as Ann Lee/ }).waitFor();
    faults = faults.filter((fault) => !fault.includes('404'));
  });
});
