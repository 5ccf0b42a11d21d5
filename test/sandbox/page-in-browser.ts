/**
 * The page of the local workspace in a browser, with a fake app under it. `page`, `local` and `faults` are those of the
 * running test; `open` makes them anew.
 */
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect } from 'vitest';
import type { SlackJson } from '../../src/sandbox/protocol.ts';
import { systemTimers } from '../../src/sandbox/timers.ts';
import { openBrowser } from '../support/browser.ts';
import { type Local, startLocal } from './local-workspace.ts';

export const plain = (text: string) => ({ type: 'plain_text', text });
export const mrkdwn = (text: string) => ({ type: 'mrkdwn', text });
export const option = (value: string) => ({ text: plain(value), value });
export const input = (block: string, label: string, element: SlackJson, more: SlackJson = {}) => ({
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
export const FORM = {
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
export let page: Page;
export let local: Local;
/** What the page's own script complained of. */
export let faults: string[];

/** Opens a fresh workspace as Ann, in #general. */
export async function open(path = '/sandbox'): Promise<void> {
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

export const composer = () => page.getByRole('textbox', { name: /^Message / });
export const dialog = () => page.getByRole('dialog');
export const focused = () => page.locator(':focus');
/** What the app was sent, by the type of the interaction. */
export const deliveries = (type: string) => local.app.deliveries.filter(({ body }) => body.type === type);
/** The values in the newest view that the app was sent. */
export const valuesOf = (type: string): unknown => {
  const view = deliveries(type).at(-1)?.body.view as { state: { values: unknown } } | undefined;
  return view?.state.values;
};

/** Has the app answer /schedule with the form, and opens it. */
export async function openForm(view: SlackJson = FORM): Promise<void> {
  local.app.answer = async ({ body }) => {
    if (body.command === '/schedule') await local.api('views.open', { trigger_id: body.trigger_id, view });
    return {};
  };
  await composer().fill('/schedule');
  await composer().press('Enter');
  await dialog().waitFor();
}

/** Posts as the app in #general; gives the message's ts. */
export async function post(blocks: SlackJson[], text = 'A message'): Promise<string> {
  const posted = await local.api('chat.postMessage', { channel: local.general, text, blocks });
  expect(posted).toMatchObject({ ok: true });
  return String(posted.ts);
}

/** Starts the browser for the tests of a file, and looks after each that the page's script complained of nothing. */
export function usesBrowser(): void {
  beforeAll(async () => {
    browser = await openBrowser();
  });
  afterAll(() => browser?.close());
  afterEach(async () => {
    await page.context().close();
    expect(faults).toEqual([]);
  });
}
