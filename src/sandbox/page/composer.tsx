/**
 * Where messages and slash commands are typed. A slash opens the list of commands; Tab or Enter completes, Enter then
 * sends, Shift+Enter starts a new line. What was typed stays for each channel, and comes back when sending failed.
 */
import { useId, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { DeskMark, Icon } from './icons.tsx';
import { useReader } from './reader.tsx';
import { commandOf, completions, isCommand } from './slash.ts';
import { send } from './stream.ts';

export interface ComposerProps {
  channel: string;
  placeholder: string;
  /** Kept for each channel, beyond the life of the box. */
  drafts: Map<string, string>;
}

export function Composer({ channel, placeholder, drafts }: ComposerProps) {
  const { snapshot } = useReader();
  const [typed, setTyped] = useState(drafts.get(channel) ?? '');
  const [at, setAt] = useState(0);
  const [closed, setClosed] = useState(false);
  const [failure, setFailure] = useState('');
  const box = useRef<HTMLTextAreaElement>(null);
  const id = useId();

  const change = (text: string) => {
    setTyped(text);
    setAt(0);
    setClosed(false);
    drafts.set(channel, text);
  };
  useLayoutEffect(() => {
    const area = box.current;
    if (area === null) return;
    area.style.height = 'auto';
    area.style.height = `${Math.min(area.scrollHeight, 220)}px`;
  }, [typed]);

  const fitting = completions(typed, snapshot.app.commands);
  const offered = closed ? [] : fitting;
  const open = offered.length > 0;
  const active = offered[at];
  const hint = commandOf(typed, snapshot.app.commands);

  const complete = (command: string) => {
    change(`${command} `);
    box.current?.focus();
  };
  const post = async () => {
    const text = typed.trim();
    if (text === '') return;
    change('');
    setFailure('');
    const kind = isCommand(text) ? 'command' : 'message';
    const answer = await send({ kind, as: snapshot.me.id, channel, text });
    if (answer.ok) return;
    setFailure(answer.error);
    if ((drafts.get(channel) ?? '') === '') change(text);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.isComposing) return;
    if (open && (event.key === 'ArrowDown' || event.key === 'ArrowUp')) {
      setAt((at + (event.key === 'ArrowDown' ? 1 : offered.length - 1)) % offered.length);
    } else if (open && event.key === 'Escape') setClosed(true);
    else if (active !== undefined && event.key === 'Tab' && !event.shiftKey) complete(active.command);
    else if (active !== undefined && event.key === 'Enter' && active.command !== typed) complete(active.command);
    else if (event.key === 'Enter' && !event.shiftKey) void post();
    else return;
    event.preventDefault();
  };

  return (
    <div class="composer">
      {open && (
        <div class="commands" id={`${id}-list`} role="listbox" aria-label="Commands">
          <p class="commands-heading" role="presentation">
            Commands of {snapshot.app.name}
          </p>
          {offered.map((command, index) => (
            <div
              key={command.command}
              id={`${id}-${index}`}
              class={index === at ? 'command command-active' : 'command'}
              role="option"
              tabIndex={-1}
              aria-selected={index === at}
              onPointerDown={(event) => {
                event.preventDefault();
                complete(command.command);
              }}
            >
              <DeskMark size={32} />
              <span>
                <strong>{command.command}</strong> <span class="quiet">{command.hint}</span>
                <span class="command-about">{command.description}</span>
              </span>
            </div>
          ))}
        </div>
      )}
      <p class="unseen" role="status">
        {active !== undefined && `${active.command}, ${active.description}. Tab completes it.`}
      </p>
      {failure !== '' && (
        <p class="trouble" role="alert">
          <Icon name="warning" size={16} /> {failure}
        </p>
      )}
      <form
        class="composer-box"
        onSubmit={(event) => {
          event.preventDefault();
          void post();
        }}
      >
        <textarea
          ref={box}
          rows={1}
          aria-label={placeholder}
          aria-autocomplete="list"
          aria-haspopup="listbox"
          aria-controls={`${id}-list`}
          aria-activedescendant={open ? `${id}-${at}` : undefined}
          placeholder={placeholder}
          value={typed}
          onInput={(event) => change(event.currentTarget.value)}
          onKeyDown={onKeyDown}
        />
        <div class="composer-foot">
          <button
            type="button"
            class="icon-button"
            aria-label="Commands"
            onClick={() => {
              change('/');
              box.current?.focus();
            }}
          >
            <Icon name="slash" />
          </button>
          <span class="composer-hint">
            {hint !== null && (
              <>
                <strong>{hint.command}</strong> {hint.hint}
              </>
            )}
          </span>
          <button type="submit" class="send" aria-label="Send" aria-disabled={typed.trim() === ''}>
            <Icon name="send" />
          </button>
        </div>
      </form>
    </div>
  );
}
