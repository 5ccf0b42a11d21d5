import { describe, expect, it } from 'vitest';
import { withoutBrowser } from '../support/browser.ts';
import { ANN, BOB, START, until } from './local-workspace.ts';
import { deliveries, local, mrkdwn, open, option, page, plain, post, usesBrowser } from './page-in-browser.ts';

describe.skipIf(withoutBrowser('messages in the local workspace'))('messages in the local workspace', () => {
  usesBrowser();

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
    expect(deliveries('block_actions')[0]?.body.actions).toMatchObject([{ action_id: 'owner', selected_user: BOB.id }]);
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
