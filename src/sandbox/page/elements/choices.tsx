/** Radio buttons and checkboxes: the options stand in the open, each with its description. */
import { child, isJson, type SlackJson, text } from '../json.ts';
import { TextObject } from '../mrkdwn.tsx';
import { optionsOf } from '../values.ts';
import { ariaOf, type ControlProps } from './control.ts';

export function Radios(props: ControlProps) {
  const chosen = isJson(props.value) ? text(props.value, 'value') : null;
  return (
    <Group {...props} role="radiogroup">
      {(option) => ({
        type: 'radio',
        checked: text(option, 'value') === chosen,
        onChange: () => props.onChange(option),
      })}
    </Group>
  );
}

export function Checkboxes(props: ControlProps) {
  const chosen = Array.isArray(props.value) ? props.value.filter(isJson).map((option) => text(option, 'value')) : [];
  return (
    <Group {...props} role="group">
      {(option) => ({
        type: 'checkbox',
        checked: chosen.includes(text(option, 'value')),
        onChange: (checked) =>
          props.onChange(
            optionsOf(props.element).filter((other) =>
              other === option ? checked : chosen.includes(text(other, 'value')),
            ),
          ),
      })}
    </Group>
  );
}

interface Look {
  type: 'radio' | 'checkbox';
  checked: boolean;
  onChange: (checked: boolean) => void;
}

interface GroupProps extends ControlProps {
  role: 'radiogroup' | 'group';
  children: (option: SlackJson) => Look;
}

function Group({ role, children, ...props }: GroupProps) {
  return (
    <div {...ariaOf(props)} class="choices" role={role} id={props.id} tabIndex={-1}>
      {optionsOf(props.element).map((option, index) => {
        const look = children(option);
        const words = child(option, 'text');
        const description = child(option, 'description');
        return (
          <label key={text(option, 'value')} class="choice">
            <input
              type={look.type}
              name={props.id}
              id={`${props.id}-${index}`}
              checked={look.checked}
              onChange={(event) => look.onChange(event.currentTarget.checked)}
            />
            <span>
              {words !== null && <TextObject object={words} />}
              {description !== null && (
                <span class="quiet">
                  <TextObject object={description} />
                </span>
              )}
            </span>
          </label>
        );
      })}
    </div>
  );
}
