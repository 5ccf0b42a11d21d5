/** A form in a real browser: questions come and go beneath the fingers, and what was typed stays. */
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openBrowser, withoutBrowser } from '../support/browser.ts';
import { runningDesk } from '../support/running-desk.ts';

describe.skipIf(withoutBrowser('a form that follows its answers'))('a form in the browser', () => {
  const desk = runningDesk();
  let browser: Browser;
  let page: Page;
  const faults: string[] = [];
  const dialog = () => page.getByRole('dialog');

  beforeAll(async () => {
    browser = await openBrowser();
  });
  afterAll(() => browser?.close());
  beforeEach(async () => {
    page = await (await browser.newContext({ viewport: { width: 1280, height: 900 } })).newPage();
    page.setDefaultTimeout(10_000);
    page.on('pageerror', (error) => faults.push(String(error)));
  });
  afterEach(async () => {
    await closes();
    await page.context().close();
    expect(faults).toEqual([]);
  });

  /** A dialog stays open on the server until it is closed, also for the next page of the same person. */
  async function closes(): Promise<void> {
    await dialog().getByRole('button', { name: 'Close this dialog' }).click();
    await dialog().waitFor({ state: 'detached' });
  }

  async function opens(command: string): Promise<void> {
    await page.goto(`${desk().url}/sandbox`);
    const composer = page.getByRole('textbox', { name: /^Message / });
    await composer.fill(command);
    await composer.press('Enter');
    await dialog().waitFor();
  }

  it('brings a question up and takes it away again, and keeps what was typed meanwhile', async () => {
    await opens('/schedule interview');
    await dialog().getByLabel('Candidate', { exact: true }).fill('Ada Lovelace');
    await dialog().getByLabel('How do they meet?').selectOption('By phone');
    await dialog().getByLabel('Candidate’s email').pressSequentially('ada@example.com');
    const phone = dialog().getByLabel('Phone to call');
    await phone.fill('602 555 0134');
    expect(await dialog().getByLabel('Candidate', { exact: true }).inputValue()).toBe('Ada Lovelace');
    expect(await dialog().getByLabel('Candidate’s email').inputValue()).toBe('ada@example.com');
    await dialog().getByLabel('How do they meet?').selectOption('By video');
    await phone.waitFor({ state: 'detached' });
    expect(await dialog().getByLabel('Candidate’s email').inputValue()).toBe('ada@example.com');
    await dialog().getByLabel('How do they meet?').selectOption('By phone');
    await phone.waitFor();
    expect(await phone.inputValue()).toBe('');
  });

  it('lets people, several choices and what hangs on others be chosen, and sends it all', async () => {
    await opens('/schedule sales-call');
    await dialog().getByLabel('Customer', { exact: true }).fill('Acme');
    await dialog().getByLabel('Customer’s email').fill('pat@acme.example');
    await dialog().getByLabel('What are they interested in?').selectOption('Enterprise plan');
    await dialog().getByLabel('Who are they?').selectOption('A customer already');
    const who = dialog().getByLabel('Who knows them here?');
    await who.click();
    await page.getByRole('listbox').getByRole('option').nth(2).click();
    const chosen = await who.inputValue();
    expect(chosen).not.toBe('');
    await dialog().getByLabel('Customer’s time zone').fill('Phoenix');
    await page
      .getByRole('listbox')
      .getByRole('option', { name: /Phoenix/ })
      .click();
    await dialog().getByRole('button', { name: 'Find times' }).click();
    await dialog().getByText('Nothing is held until you pick one').waitFor();
    const { rows } = await desk().database.store.pool.query('select intake from request');
    expect(rows).toMatchObject([{ intake: { asker: 'customer', owner: expect.stringContaining('@example.com') } }]);
  });

  it('asks whether a visit is another one, in place, and goes on with yes', async () => {
    const visit = async () => {
      await opens('/schedule onsite-visit');
      await dialog().getByLabel('Customer', { exact: true }).fill('Acme');
      await dialog().getByLabel('Customer’s email').fill('pat@acme.example');
      await dialog().getByLabel('Phone on site').fill('602 555 0134');
      await dialog().getByLabel('Address of the site').fill('1 Main St, Denver, CO 80202');
      await dialog().getByLabel('What is to be done?').selectOption('Installation');
      await dialog().getByLabel('Stairs only').check();
      await dialog().getByRole('button', { name: 'Find times' }).click();
    };
    await visit();
    await dialog().getByRole('button', { name: 'Book' }).first().click();
    await dialog().getByText('is booked.').waitFor();
    await closes();
    await visit();
    await dialog()
      .getByText(/R-\d+ is booked already/)
      .waitFor();
    expect(await dialog().getByLabel('Address of the site').inputValue()).toBe('1 Main St, Denver, CO 80202');
    expect(await dialog().getByLabel('Stairs only').isChecked()).toBe(true);
    await dialog().getByRole('radio', { name: 'Yes' }).check();
    await dialog().getByRole('button', { name: 'Find times' }).click();
    await dialog().getByText('Nothing is held until you pick one').waitFor();
  });
});
