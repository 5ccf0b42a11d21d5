import { describe, expect, it } from 'vitest';
import { withoutBrowser } from '../support/browser.ts';
import { ANN, until } from './local-workspace.ts';
import {
  composer,
  dialog,
  FORM,
  faults,
  focused,
  local,
  open,
  option,
  page,
  usesBrowser,
  valuesOf,
} from './page-in-browser.ts';

describe.skipIf(withoutBrowser('the page of the local workspace'))('the page of the local workspace', () => {
  usesBrowser();

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
    expect(faults.splice(0).every((fault) => fault.includes('404'))).toBe(true);
  });
});
