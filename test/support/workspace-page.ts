/**
 * The page of the local workspace in a real browser, used as a person uses it: by what is written on it. Whatever takes a
 * moment is waited for. Needs no test runner, so that the screenshots can use it too.
 */
import { DateTime } from 'luxon';
import type { Browser, Locator, Page } from 'playwright-core';
import type { Act, ActAnswer, Snapshot } from '../../src/sandbox/protocol.ts';

/** How long anything may take on a busy machine, in ms. */
const patience = 20_000;

export interface WorkspacePage {
  page: Page;
  /** What the page's own script complained of. */
  faults: readonly string[];
  /** Where messages and commands are typed. */
  composer: Locator;
  /** The open dialog. */
  dialog: Locator;
  /** What the server shows to whoever acts. */
  see(): Promise<Snapshot>;
  /** Opens a channel by its name, without #. */
  goTo(channel: string): Promise<void>;
  /** Opens the app, on one of its tabs. */
  goToApp(tab: 'Home' | 'Messages'): Promise<void>;
  /** Acts as somebody else from now on. */
  become(name: string): Promise<void>;
  /** The messages of the open place that say the words. */
  messages(words: string): Locator;
  /** The element while it has the focus. */
  focused(wanted: Locator): Locator;
  /** Goes on by Tab, as a person without a mouse does, until the wanted element has the focus. */
  tabTo(wanted: Locator): Promise<void>;
  /** Presses a button of the workspace's clock, and waits until it stands there. */
  moveClock(step: '+15 min' | '+1 hour' | '+1 day'): Promise<void>;
  /** Moves the clock on by any time, in ms, as the page's buttons do. */
  moveClockBy(forward: number): Promise<void>;
  close(): Promise<void>;
}

/**
 * Ten o'clock in New York on the first Tuesday of the next December, as epoch ms: a week without holidays and without
 * clock changes in every year, so that what is offered does not depend on when this runs.
 */
export function quietMorning(now: number): number {
  const today = DateTime.fromMillis(now, { zone: 'America/New_York' });
  const [thisYear, nextYear] = [today.year, today.year + 1].map((year) => {
    const first = today.set({ year, month: 12, day: 1, hour: 10, minute: 0, second: 0, millisecond: 0 });
    return first.plus({ days: (9 - first.weekday) % 7 }).toMillis();
  });
  return thisYear !== undefined && thisYear > now ? thisYear : (nextYear ?? now);
}

/** Opens the workspace of a desk as the first of the sample people, in its first channel. */
export async function openWorkspace(browser: Browser, url: string): Promise<WorkspacePage> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, deviceScaleFactor: 1 });
  const page = await context.newPage();
  page.setDefaultTimeout(patience);
  const faults: string[] = [];
  page.on('pageerror', (error) => faults.push(String(error)));
  await page.goto(`${url}/sandbox`);
  const composer = page.getByRole('textbox', { name: /^Message / });
  await composer.waitFor();

  const me = () => new URL(page.url()).searchParams.get('as') ?? '';
  const focused = (wanted: Locator) => wanted.and(page.locator(':focus'));
  const open = async (link: Locator) => {
    await link.click();
    await link.and(page.locator('[aria-current=page]')).waitFor();
  };
  return {
    page,
    faults,
    composer,
    dialog: page.getByRole('dialog'),
    see: async () => {
      const answer = await fetch(`${url}/sandbox/state?as=${me()}`);
      return (await answer.json()) as Snapshot;
    },
    goTo: (channel) =>
      open(
        page.getByRole('navigation', { name: 'Channels and messages' }).getByRole('link', {
          name: new RegExp(`^${channel}\\b`),
        }),
      ),
    goToApp: async (tab) => {
      await open(
        page.getByRole('navigation', { name: 'Channels and messages' }).getByRole('link', { name: /^Slotdesk\b/ }),
      );
      await open(page.getByRole('navigation', { name: 'Tabs of Slotdesk' }).getByRole('link', { name: tab }));
    },
    become: async (name) => {
      await page.getByRole('button', { name: /^Acting as / }).click();
      await page.getByRole('menuitemradio', { name }).click();
      await page.getByRole('button', { name: `Acting as ${name},` }).waitFor();
    },
    messages: (words) => page.getByRole('article').filter({ hasText: words }),
    focused,
    tabTo: async (wanted) => {
      // No dialog has more stops than this; going round once more would not find it either.
      for (let stops = 0; stops < 60; stops += 1) {
        if ((await focused(wanted).count()) > 0) return;
        await page.keyboard.press('Tab');
      }
      throw new Error(`Tab never reaches ${wanted}.`);
    },
    moveClock: async (step) => {
      const answered = page.waitForResponse((response) => response.url().endsWith('/act/clock'));
      await page.getByRole('button', { name: step, exact: true }).click();
      expectDone(await (await answered).json());
    },
    moveClockBy: async (forward) => {
      const answer = await fetch(`${url}/sandbox/act/clock`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ kind: 'clock', as: me(), forward } satisfies Act),
      });
      expectDone((await answer.json()) as ActAnswer);
    },
    close: () => context.close(),
  };
}

function expectDone(answer: ActAnswer): void {
  if (!answer.ok) throw new Error(`The clock did not move: ${answer.error}`);
}
