/**
 * The whole way in a real browser, against a desk in a process of its own: from `/schedule` to the reminder, through a
 * stop and a kill of the desk. The steps follow each other; what one leaves is what the next finds.
 */
import { DateTime } from 'luxon';
import type { Browser, Locator } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openBrowser, withoutBrowser } from '../support/browser.ts';
import { type DeskFolder, type DeskProgram, deskFolder } from '../support/desk-program.ts';
import { openWorkspace, quietMorning, type WorkspacePage } from '../support/workspace-page.ts';

const minute = 60_000;
const day = 'Tue, Dec ';

let folder: DeskFolder;
let desk: DeskProgram;
let browser: Browser;
let workspace: WorkspacePage;
/** Who got the booking, and when it begins, as the slots said. */
let owner = '';
let start = 0;
/** Whether a step failed: then those after it have nothing to stand on. */
let broken = false;
/** How everything looked when it was booked. */
let booked: Awaited<ReturnType<typeof everything>>;

const page = () => workspace.page;
const dialog = () => workspace.dialog;
const button = (name: string | RegExp) => dialog().getByRole('button', { name });
const card = () => workspace.messages('Sales call R-1');

/** Presses `Details` until they say the words, and gives all of them: jobs finish a moment after the booking. */
async function details(open: Locator, words: string): Promise<string> {
  for (;;) {
    await open.click();
    await dialog().getByRole('heading', { name: 'History' }).waitFor();
    const text = await dialog().innerText();
    await page().keyboard.press('Escape');
    await dialog().waitFor({ state: 'detached' });
    if (text.includes(words)) return text;
  }
}

/** All that is left of the booking: every message in the channel and to the owner, the owner's home tab, the details. */
async function everything(historyHas: string) {
  await workspace.become(owner);
  await workspace.goTo('sales-desk');
  await card().waitFor();
  const channel = await page().getByRole('article').allInnerTexts();
  await workspace.goToApp('Messages');
  await workspace.messages('You have a new booking').waitFor();
  const told = await page().getByRole('article').allInnerTexts();
  await workspace.goToApp('Home');
  await page().getByText('R-1', { exact: true }).waitFor();
  const home = await page().getByRole('main').innerText();
  return { channel, told, home, details: await details(page().getByRole('button', { name: /^Details/ }), historyHas) };
}

/** Starts the desk again at its old address, and waits until the page has found it. */
async function startAgain(): Promise<void> {
  const lost = page().getByText('Connection lost');
  await lost.waitFor();
  desk = await folder.start({ PORT: new URL(desk.url).port });
  await lost.waitFor({ state: 'detached' });
}

/** The instant of "Tue, Dec 1, 10:30 – 11:00 AM MST". */
function startOf(line: string, now: number): number {
  const [, date, time, half] = /^(\w+, \w+ \d+), ([\d:]+)(?: [AP]M)? – [\d:]+ ([AP]M) MST$/.exec(line) ?? [];
  const { year } = DateTime.fromMillis(now, { zone: 'America/Phoenix' });
  return DateTime.fromFormat(`${date} ${year} ${time} ${half}`, 'ccc, LLL d yyyy h:mm a', {
    zone: 'America/Phoenix',
    locale: 'en-US',
  }).toMillis();
}

describe.skipIf(withoutBrowser('the way to the first booking'))(
  'the way to the first booking',
  { timeout: 60_000 },
  () => {
    beforeAll(async () => {
      folder = await deskFolder();
      [browser, desk] = await Promise.all([openBrowser(), folder.start()]);
      workspace = await openWorkspace(browser, desk.url);
      const { now } = (await workspace.see()).clock;
      await workspace.moveClockBy(quietMorning(now) - now);
    });
    afterAll(async () => {
      await browser?.close();
      await folder?.remove();
    });
    beforeEach(({ skip }) => skip(broken, 'A step before failed.'));
    afterEach(async ({ task }) => {
      broken ||= task.result?.state === 'fail';
      expect(workspace.faults).toEqual([]);
      expect((await workspace.see()).complaints).toEqual([]);
      expect(desk.lines.filter((line) => line.includes('"level":"error"'))).toEqual([]);
    });

    it('goes from the command to a booking by the keyboard alone, with a wrong answer mended on the way', async () => {
      const { keyboard } = page();
      const field = (label: string) => dialog().getByLabel(label, { exact: true });
      const zone = dialog().getByRole('combobox', { name: 'Customer’s time zone' });
      const product = field('What are they interested in?');
      const latest = dialog().getByLabel('Latest day');
      const notes = dialog().getByLabel('Anything the owner should know');

      await workspace.tabTo(workspace.composer);
      await keyboard.type('/sch');
      await page()
        .getByRole('option', { name: /^\/schedule/ })
        .waitFor();
      await keyboard.press('Tab');
      await keyboard.type('sales-call');
      expect(await workspace.composer.inputValue()).toBe('/schedule sales-call');
      await keyboard.press('Enter');

      await workspace.focused(field('Customer')).waitFor();
      await keyboard.type('Pat Long, Acme Corp');
      await workspace.tabTo(field('Customer’s email'));
      await keyboard.type('pat.long@acme.example');
      await workspace.tabTo(zone);
      await keyboard.type('phoenix');
      await keyboard.press('Enter');
      await workspace.tabTo(product);
      await keyboard.type('Enterprise');
      // What is asked next depends on that answer.
      await workspace.tabTo(field('Who are they?'));
      await keyboard.type('New');
      await workspace.tabTo(latest);
      await keyboard.type('12311999');
      await workspace.tabTo(notes);
      await keyboard.type('Bring <prices> & *terms*.');
      await workspace.tabTo(button('Find times'));
      await keyboard.press('Enter');

      await dialog().getByText('That day is over. Choose today or a later day.').waitFor();
      expect(await field('Customer').inputValue()).toBe('Pat Long, Acme Corp');
      expect(await field('Customer’s email').inputValue()).toBe('pat.long@acme.example');
      expect(await zone.inputValue()).toContain('Phoenix');
      expect(await product.inputValue()).toBe('enterprise');
      expect(await notes.inputValue()).toBe('Bring <prices> & *terms*.');

      const { now } = (await workspace.see()).clock;
      await workspace.tabTo(latest);
      await keyboard.type(
        DateTime.fromMillis(now, { zone: 'America/Phoenix' }).plus({ weeks: 2 }).toFormat('MMddyyyy'),
      );
      await workspace.tabTo(button('Find times'));
      await keyboard.press('Enter');

      await button('Book').first().waitFor();
      expect(await button('Book').count()).toBe(4);
      const offered = (await dialog().innerText()).split('\n').filter((line) => line !== '');
      const whens = offered.filter((line) => line.endsWith('MST'));
      const withs = offered.filter((line) => line.startsWith('With '));
      const whys = offered.filter((line) => line.endsWith(' in Phoenix'));
      expect(whens).toHaveLength(4);
      // Nobody who sells the enterprise plan lives in Phoenix: the owner's own clock stands beside every slot.
      for (const line of withs) expect(line).toMatch(/^With (Dana Reyes|Marcus Webb|Tom Okafor) · [\d:].* [ECP]ST$/);
      expect(withs).toHaveLength(4);
      expect(whys).toEqual(['Soonest · daytime in Phoenix', ...Array(3).fill('Daytime in Phoenix')]);
      owner = /^With (\w+ \w+)/.exec(withs[0] ?? '')?.[1] ?? '';
      expect(offered.join('\n')).toContain(`${owner} is next in turn: `);
      start = startOf(whens[0] ?? '', now);
      expect(whens[0]).toContain(day);

      await workspace.tabTo(button('Book').first());
      await keyboard.press('Enter');
      await dialog().getByText(`for Pat Long, Acme Corp with ${owner} is booked.`).waitFor();
      await workspace.tabTo(button('Done'));
      await keyboard.press('Enter');
      await dialog().waitFor({ state: 'detached' });
      await workspace.focused(workspace.composer).waitFor();
    });

    it('shows it to everybody whom it concerns, with why and with its history', async () => {
      booked = await everything('put it on the owner’s calendar');
      expect(booked.channel).toHaveLength(1);
      expect(booked.channel[0]).toContain('Sales call R-1: booked');
      expect(booked.channel[0]).toContain(`Pat Long, Acme Corp with @${owner}`);
      expect(booked.channel[0]).toContain('Asked by\n@Jamie Fox');
      expect(booked.channel[0]).toContain('Why this slot: next in turn · soonest · daytime in Phoenix');

      expect(booked.told).toHaveLength(1);
      expect(booked.told[0]).toContain('You have a new booking: Sales call R-1');
      expect(booked.told[0]).toContain('pat.long@acme.example');
      expect(booked.told[0]).toContain('Bring <prices> & *terms*.');
      expect(booked.home).toMatch(/My upcoming bookings\s+R-1 Sales call · Pat Long, Acme Corp · booked/);

      for (const name of ['Dana Reyes', 'Marcus Webb', 'Tom Okafor'])
        expect(booked.details).toMatch(new RegExp(`${name} · [\\d,]+ possible starts`));
      expect(booked.details).toContain(
        'Priya Nair · cannot take this\nPriya Nair does not have the skill Enterprise plan.',
      );
      expect(booked.details).toContain(`${owner} is next in turn`);
      expect(booked.details).toContain(`Sales call: Pat Long, Acme Corp on ${owner}’s calendar: ${day}`);
      const history = booked.details.slice(booked.details.indexOf('History'));
      expect(history.match(/· (Jamie Fox|Slotdesk) · .*/g)).toEqual([
        '· Jamie Fox · asked for it',
        '· Jamie Fox · was offered times',
        '· Jamie Fox · booked it',
        '· Slotdesk · put it on the owner’s calendar',
      ]);
    });

    it('is all there, once, after the desk was stopped and started again', async () => {
      expect(await desk.kill('SIGTERM')).toEqual({ code: 0, signal: null });
      await startAgain();
      expect(await everything('put it on')).toEqual(booked);
    });

    it('is all there, once, after the desk was killed and started again', async () => {
      expect(await desk.kill('SIGKILL')).toEqual({ code: null, signal: 'SIGKILL' });
      await startAgain();
      expect(desk.lines.join('\n')).toContain('(adopted)');
      expect(await everything('put it on')).toEqual(booked);
    });

    it('reminds the owner once, when the clock of the workspace comes to it', async () => {
      await workspace.goToApp('Messages');
      const reminders = workspace.messages('Reminder: Sales call with Pat Long, Acme Corp');
      const left = async () => start - 15 * minute - (await workspace.see()).clock.now;
      while ((await left()) > 60 * minute) await workspace.moveClock('+1 hour');
      expect(await reminders.count()).toBe(0);
      while ((await left()) > 0) await workspace.moveClock('+15 min');
      await reminders.waitFor();
      // Another tick of the clock must not say it again.
      await workspace.moveClockBy(minute);
      expect(await reminders.count()).toBe(1);
      expect(await page().getByRole('article').count()).toBe(2);
    });

    it('moves by the card’s button, and every message follows', async () => {
      await workspace.become('Jamie Fox');
      await workspace.goTo('sales-desk');
      await card().getByRole('button', { name: 'Reschedule' }).click();
      await dialog().getByText('It stays booked until you pick another time.').waitFor();
      const then = await button('Move here').nth(1).getAttribute('aria-label');
      await button('Move here').nth(1).click();
      const moved = await dialog().getByText('is moved.').innerText();
      await button('Done').click();

      const when = then?.replace('Move here: ', '') ?? 'no time';
      await card().filter({ hasText: when }).waitFor();
      expect(await page().getByRole('article').count()).toBe(1);
      await details(card().getByRole('button', { name: 'Details' }), 'moved it');
      await workspace.become(owner);
      await workspace.goToApp('Messages');
      await workspace.messages('This has changed since then').nth(1).waitFor();
      expect(await workspace.messages('This has changed since then').getByRole('button').count()).toBe(0);
      owner = /with (\w+ \w+) is moved/.exec(moved)?.[1] ?? '';
    });

    it('is cancelled by the card’s button, with words that the owner reads', async () => {
      await workspace.become('Jamie Fox');
      await workspace.goTo('sales-desk');
      await card().getByRole('button', { name: 'Cancel R-1' }).click();
      await dialog().getByLabel('Why is it cancelled?').fill('They signed already.');
      await button('Cancel the booking').click();
      await dialog().getByText('It is cancelled.').waitFor();
      await button('Close').last().click();
      await workspace.messages('Sales call R-1: cancelled').waitFor();
      expect(await page().getByRole('article').count()).toBe(1);
      await workspace.become(owner);
      await workspace.goToApp('Messages');
      await workspace.messages('They signed already.').waitFor();
      await workspace.goToApp('Home');
      await page().getByText('Nothing is booked with you.').waitFor();
    });
  },
);
