/** A button with a menu: arrow keys move, Enter picks, Escape closes and gives the focus back to the button. */
import type { ComponentChildren } from 'preact';
import { useId, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { useFloating } from './floating.ts';

export interface MenuItem {
  key: string;
  content: ComponentChildren;
  /** What letters jump to. */
  says: string;
  /** Given where one item of the menu is the chosen one. */
  checked?: boolean;
}

export interface MenuProps {
  label: string;
  class: string;
  items: readonly MenuItem[];
  onPick: (key: string) => void;
  children: ComponentChildren;
  end?: boolean;
}

export function Menu({ label, class: look, items, onPick, children, end = false }: MenuProps) {
  const [open, setOpen] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  const list = useRef<HTMLDivElement>(null);
  const id = useId();
  useFloating(button, list, open, { end });

  const entries = () => [...(list.current?.querySelectorAll<HTMLElement>('[role^=menuitem]') ?? [])];
  // Before the next key can come, the focus must be in the menu.
  useLayoutEffect(() => {
    if (!open) return;
    const first = entries().find((entry) => entry.getAttribute('aria-checked') === 'true') ?? entries()[0];
    first?.focus();
    const outside = (event: Event) => {
      const target = event.target instanceof Node ? event.target : null;
      if (!list.current?.contains(target) && !button.current?.contains(target)) setOpen(false);
    };
    addEventListener('pointerdown', outside, true);
    return () => removeEventListener('pointerdown', outside, true);
  }, [open]);

  const close = () => {
    setOpen(false);
    button.current?.focus();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const all = entries();
    const at = all.findIndex((entry) => entry.matches(':focus'));
    const steps: Record<string, number> = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: -1 };
    const step = steps[event.key];
    if (step !== undefined) all.at(step % all.length)?.focus();
    else if (event.key === 'Escape') close();
    else if (event.key === 'Tab') return setOpen(false);
    else if (event.key.length === 1 && event.key !== ' ') {
      const turned = [...items.slice(at + 1), ...items.slice(0, at + 1)];
      const hit = turned.find((item) => item.says.toLowerCase().startsWith(event.key.toLowerCase()));
      if (hit !== undefined) all[items.indexOf(hit)]?.focus();
    } else return;
    event.preventDefault();
    event.stopPropagation();
  };

  return (
    <>
      <button
        ref={button}
        type="button"
        class={look}
        aria-label={label}
        aria-haspopup="menu"
        aria-expanded={open}
        aria-controls={id}
        onClick={() => setOpen(!open)}
        onKeyDown={(event) => {
          if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return;
          event.preventDefault();
          setOpen(true);
        }}
      >
        {children}
      </button>
      {open && (
        <div
          ref={list}
          id={id}
          popover="manual"
          class="floating menu"
          role="menu"
          aria-label={label}
          onKeyDown={onKeyDown}
        >
          {items.map((item) => (
            <button
              key={item.key}
              type="button"
              class="menu-item"
              tabIndex={-1}
              {...(item.checked === undefined
                ? { role: 'menuitem' as const }
                : { role: 'menuitemradio' as const, 'aria-checked': item.checked })}
              onClick={() => {
                close();
                onPick(item.key);
              }}
            >
              {item.content}
            </button>
          ))}
        </div>
      )}
    </>
  );
}
