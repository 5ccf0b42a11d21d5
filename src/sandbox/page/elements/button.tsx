/** Buttons and overflow menus: what is pressed and keeps no value. */

import { Icon } from '../icons.tsx';
import { child, number, type SlackJson, text, words } from '../json.ts';
import { Menu } from '../menu.tsx';
import { Plain } from '../mrkdwn.tsx';
import { isSafeUrl } from '../mrkdwn-parse.ts';
import { useSurface } from '../surface.tsx';
import { optionsOf } from '../values.ts';

export interface PressProps {
  element: SlackJson;
  block: string;
  action: string;
}

export function Button({ element, block, action: actionName }: PressProps) {
  const surface = useSurface();
  const style = text(element, 'style');
  const url = text(element, 'url');
  const value = text(element, 'value');
  const action: SlackJson = {
    type: 'button',
    block_id: block,
    action_id: actionName,
    text: child(element, 'text') ?? { type: 'plain_text', text: '' },
    ...(value === '' ? {} : { value }),
  };
  const waiting = surface.pressing(action);
  const press = () => surface.press(element, action);
  const look = {
    class: `button ${style === 'primary' ? 'button-primary' : style === 'danger' ? 'button-danger' : ''}`,
    'aria-label': text(element, 'accessibility_label') || undefined,
  };
  if (isSafeUrl(url)) {
    return (
      <a {...look} href={url} target="_blank" rel="noopener noreferrer" onClick={press}>
        <Plain source={words(element, 'text')} />
      </a>
    );
  }
  return (
    <button {...look} type="button" aria-disabled={waiting} aria-busy={waiting} onClick={press}>
      <Plain source={words(element, 'text')} />
    </button>
  );
}

export function Overflow({ element, block, action }: PressProps) {
  const surface = useSurface();
  const options = optionsOf(element);
  return (
    <Menu
      label="More actions"
      class="button button-icon"
      end={true}
      items={options.map((option, index) => ({
        key: String(index),
        says: words(option, 'text'),
        content: <Plain source={words(option, 'text')} />,
      }))}
      onPick={(key) => {
        const option = options[number({ key }, 'key') ?? 0];
        if (option === undefined) return;
        if (isSafeUrl(text(option, 'url'))) window.open(text(option, 'url'), '_blank', 'noopener');
        surface.press(element, { type: 'overflow', block_id: block, action_id: action, selected_option: option });
      }}
    >
      <Icon name="more" />
    </Menu>
  );
}
