/** Lines of text: plain, e-mail, address and number inputs. Limits are the app's to judge, so nothing is cut or refused here. */
import { flag, number, text, words } from '../json.ts';
import { ariaOf, type ControlProps } from './control.ts';

const MODES = { email_text_input: 'email', url_text_input: 'url', number_input: 'decimal' } as const;

export function TextInput(props: ControlProps) {
  const { element, id, value, onChange, onEnter } = props;
  const type = text(element, 'type');
  const most = number(element, 'max_length');
  const typed = typeof value === 'string' ? value : '';
  const shared = {
    ...ariaOf(props),
    id,
    class: 'text-input',
    value: typed,
    placeholder: words(element, 'placeholder') || undefined,
    autocomplete: 'off',
    onInput: (event: { currentTarget: { value: string } }) => onChange(event.currentTarget.value),
  };
  const left = most === null ? null : most - [...typed].length;
  const counter = left !== null && left < Math.max(20, (most ?? 0) / 10) && (
    <span class={left < 0 ? 'counter counter-over' : 'counter'} aria-live="polite">
      {left}
    </span>
  );
  if (type === 'plain_text_input' && flag(element, 'multiline')) {
    return (
      <div class="text-box">
        <textarea {...shared} rows={4} />
        {counter}
      </div>
    );
  }
  return (
    <div class="text-box">
      <input
        {...shared}
        type="text"
        inputMode={MODES[type as keyof typeof MODES] ?? 'text'}
        onKeyDown={(event) => {
          if (event.key === 'Enter' && onEnter?.() === true) event.preventDefault();
        }}
      />
      {counter}
    </div>
  );
}
