/**
 * Takes the pictures of docs/images: `npm run screenshots`. It starts a desk of its own, walks the way from `/schedule` to
 * a reminder in a real browser, and stops it again.
 */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { openBrowser, withoutBrowser } from '../support/browser.ts';
import { deskFolder } from '../support/desk-program.ts';
import { openWorkspace, quietMorning, type WorkspacePage } from '../support/workspace-page.ts';

const images = join(import.meta.dirname, '../../docs/images');
const normal = { width: 1280, height: 800 };
/** How much of the page is left around a dialog, in px. */
const margin = 28;

/** Takes the open dialog with a little of the page around it, or the whole page when there is none. */
async function take({ page, dialog }: WorkspacePage, name: string): Promise<void> {
  await page.mouse.move(0, 0);
  const box = (await dialog.count()) > 0 ? await dialog.boundingBox() : null;
  const clip = box && {
    x: box.x - margin,
    y: Math.max(0, box.y - margin),
    width: box.width + 2 * margin,
    height: box.height + 2 * margin,
  };
  const path = join(images, `${name}.png`);
  await page.screenshot({ path, animations: 'disabled', caret: 'hide', ...(clip === null ? {} : { clip }) });
  process.stdout.write(`docs/images/${name}.png\n`);
}

async function walk(workspace: WorkspacePage): Promise<void> {
  const { page, composer, dialog } = workspace;
  const shot = (name: string) => take(workspace, name);
  const { now } = (await workspace.see()).clock;
  await workspace.moveClockBy(quietMorning(now) - now);

  await composer.pressSequentially('/sch');
  await page.getByRole('option', { name: /^\/schedule/ }).waitFor();
  await shot('workspace');

  await page.keyboard.press('Tab');
  await page.keyboard.type('sales-call');
  await page.keyboard.press('Enter');
  await dialog.getByLabel('Customer', { exact: true }).fill('Pat Long, Acme Corp');
  await dialog.getByLabel('Customer’s email').fill('pat.long@acme.example');
  await dialog.getByRole('combobox', { name: 'Customer’s time zone' }).fill('phoenix');
  await page.keyboard.press('Enter');
  await dialog.getByLabel('What are they interested in?').selectOption('Core plan');
  await dialog.getByLabel('Anything the owner should know').fill('They compare us with two others. Bring prices.');
  await dialog.getByLabel('Latest day').fill('1999-12-31');
  await dialog.getByRole('button', { name: 'Find times' }).click();
  await dialog.getByText('That day is over').waitFor();
  await page.setViewportSize({ ...normal, height: 960 });
  await shot('form');
  await page.setViewportSize(normal);

  await dialog.getByLabel('Latest day').fill('');
  await dialog.getByRole('button', { name: 'Find times' }).click();
  await dialog.getByRole('button', { name: 'Book' }).first().waitFor();
  await shot('slots');
  const owner = /With (\w+ \w+)/.exec(await dialog.innerText())?.[1] ?? '';

  await dialog.getByRole('button', { name: 'Book' }).first().click();
  await dialog.getByRole('button', { name: 'Done' }).click();
  await workspace.goTo('sales-desk');
  await workspace.messages('Sales call R-1: booked').waitFor();
  await shot('card');

  await workspace.messages('Sales call R-1: booked').getByRole('button', { name: 'Details' }).click();
  await dialog.getByText('put it on the owner’s calendar').waitFor();
  await page.setViewportSize({ ...normal, height: 1010 });
  await dialog.getByText('put it on the owner’s calendar').scrollIntoViewIfNeeded();
  await shot('details');
  await page.setViewportSize(normal);
  await dialog.getByRole('button', { name: 'Close', exact: true }).click();

  await workspace.become(owner);
  await workspace.goToApp('Home');
  await page.getByText('My upcoming bookings').waitFor();
  await shot('home');
  await workspace.moveClock('+1 hour');
  await workspace.moveClock('+1 hour');
  await workspace.moveClock('+15 min');
  await workspace.goToApp('Messages');
  await workspace.messages('Reminder: Sales call').waitFor();
  await shot('owner');
}

if (!withoutBrowser('taking the screenshots')) {
  mkdirSync(images, { recursive: true });
  const folder = await deskFolder();
  const browser = await openBrowser();
  try {
    const desk = await folder.start();
    await walk(await openWorkspace(browser, desk.url));
    await desk.kill('SIGTERM');
  } finally {
    await browser.close();
    await folder.remove();
  }
}
