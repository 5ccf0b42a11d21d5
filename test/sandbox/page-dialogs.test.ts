import { describe, expect, it } from 'vitest';
import { withoutBrowser } from '../support/browser.ts';
import { ANN, BOB, until } from './local-workspace.ts';
import {
  deliveries,
  dialog,
  FORM,
  focused,
  input,
  local,
  mrkdwn,
  open,
  openForm,
  option,
  page,
  usesBrowser,
  valuesOf,
} from './page-in-browser.ts';

describe.skipIf(withoutBrowser('a dialog of the local workspace'))('a dialog of the local workspace', () => {
  usesBrowser();

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
