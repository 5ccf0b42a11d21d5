/**
 * A box to search in and pick from, one or several. It speaks the ARIA combobox pattern: arrows move, Enter picks, Escape
 * closes the list (and only the list), Backspace in an empty box takes the last picked one away.
 */
import type { ComponentChildren } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { useFloating } from '../floating.ts';
import { Icon } from '../icons.tsx';

export interface Choice {
  key: string;
  /** What is searched in and shown in the box. */
  label: string;
  detail?: string;
  group?: string;
  picture?: ComponentChildren;
}

export interface ComboboxProps {
  id: string;
  choices: readonly Choice[];
  /** Keys of what is picked. */
  picked: readonly string[];
  many: boolean;
  /** How many may be picked at most; only with `many`. */
  most: number | null;
  /** Offers a way to empty the box. */
  clearable: boolean;
  placeholder: string;
  aria: Record<string, string | undefined>;
  onPick: (keys: string[]) => void;
}

export function Combobox(props: ComboboxProps) {
  const { id, choices, picked, many, onPick } = props;
  const [typed, setTyped] = useState<string | null>(null);
  const [open, setOpen] = useState(false);
  const [at, setAt] = useState(0);
  const box = useRef<HTMLDivElement>(null);
  const input = useRef<HTMLInputElement>(null);
  const list = useRef<HTMLDivElement>(null);
  useFloating(box, list, open, { wide: true });

  const search = (typed ?? '').trim().toLowerCase();
  const shown = choices.filter((choice) => matches(choice, search));
  const chosen = picked.flatMap((key) => choices.find((choice) => choice.key === key) ?? []);
  const single = many ? undefined : chosen[0];
  const full = many && props.most !== null && picked.length >= props.most;

  useEffect(() => {
    list.current?.querySelector('[data-at]')?.scrollIntoView({ block: 'nearest' });
  }, [at, open]);

  const show = () => {
    if (open) return;
    setOpen(true);
    setAt(
      Math.max(
        0,
        shown.findIndex((choice) => choice.key === single?.key),
      ),
    );
  };
  const hide = () => {
    setOpen(false);
    setTyped(null);
  };
  const pick = (choice: Choice) => {
    if (!many) {
      onPick([choice.key]);
      return hide();
    }
    if (picked.includes(choice.key)) onPick(picked.filter((key) => key !== choice.key));
    else if (!full) onPick([...picked, choice.key]);
    // The list goes after each pick, because it may lie over the button that sends the form.
    hide();
    input.current?.focus();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      if (open) setAt((at + (event.key === 'ArrowDown' ? 1 : shown.length - 1)) % Math.max(1, shown.length));
      else show();
    } else if (event.key === 'Enter') {
      const choice = shown[at];
      if (!open) show();
      else if (choice !== undefined) pick(choice);
    } else if (event.key === 'Escape' && open) hide();
    else if (event.key === 'Backspace' && many && (typed ?? '') === '' && picked.length > 0)
      onPick(picked.slice(0, -1));
    else return;
    event.preventDefault();
    event.stopPropagation();
  };

  return (
    <div ref={box} class={open ? 'combobox combobox-open' : 'combobox'}>
      {many &&
        chosen.map((choice) => (
          <span key={choice.key} class="token">
            {choice.picture}
            {choice.label}
            <button
              type="button"
              aria-label={`Remove ${choice.label}`}
              onClick={() => onPick(picked.filter((key) => key !== choice.key))}
            >
              <Icon name="close" size={12} />
            </button>
          </span>
        ))}
      {single?.picture !== undefined && typed === null && single.picture}
      <input
        {...props.aria}
        ref={input}
        id={id}
        type="text"
        role="combobox"
        aria-autocomplete="list"
        aria-expanded={open}
        aria-controls={`${id}-list`}
        aria-activedescendant={open && shown[at] !== undefined ? `${id}-at-${at}` : undefined}
        autocomplete="off"
        placeholder={chosen.length > 0 && many ? '' : props.placeholder}
        value={typed ?? single?.label ?? ''}
        onInput={(event) => {
          setTyped(event.currentTarget.value);
          setOpen(true);
          setAt(0);
        }}
        onClick={show}
        onFocus={(event) => event.currentTarget.select()}
        onBlur={hide}
        onKeyDown={onKeyDown}
      />
      {props.clearable && single !== undefined && (
        <button type="button" class="combobox-clear" aria-label="Clear" onClick={() => onPick([])}>
          <Icon name="close" size={14} />
        </button>
      )}
      <Icon name="chevron" size={16} />
      {open && (
        <div
          ref={list}
          id={`${id}-list`}
          popover="manual"
          class="floating options"
          role="listbox"
          aria-multiselectable={many}
        >
          {shown.length === 0 && <div class="options-none">Nothing fits “{typed}”.</div>}
          {shown.map((choice, index) => (
            <Option
              key={choice.key}
              choice={choice}
              id={`${id}-at-${index}`}
              heading={choice.group !== shown[index - 1]?.group ? choice.group : undefined}
              active={index === at}
              picked={picked.includes(choice.key)}
              off={full && !picked.includes(choice.key)}
              onPick={() => pick(choice)}
            />
          ))}
        </div>
      )}
    </div>
  );
}

interface OptionProps {
  choice: Choice;
  id: string;
  heading: string | undefined;
  active: boolean;
  picked: boolean;
  off: boolean;
  onPick: () => void;
}

function Option({ choice, id, heading, active, picked, off, onPick }: OptionProps) {
  return (
    <>
      {heading !== undefined && (
        <div class="options-heading" role="presentation">
          {heading}
        </div>
      )}
      <div
        id={id}
        class={active ? 'option option-active' : 'option'}
        data-at={active ? '' : undefined}
        role="option"
        tabIndex={-1}
        aria-selected={picked}
        aria-disabled={off}
        // Taking the press, not the click, keeps the focus in the box.
        onPointerDown={(event) => {
          event.preventDefault();
          onPick();
        }}
      >
        {choice.picture}
        <span class="option-words">
          {choice.label}
          {choice.detail !== undefined && choice.detail !== '' && <span class="quiet"> {choice.detail}</span>}
        </span>
        {picked && <Icon name="check" size={16} />}
      </div>
    </>
  );
}

function matches(choice: Choice, search: string): boolean {
  const place = `${choice.label} ${choice.detail ?? ''} ${choice.group ?? ''}`.toLowerCase();
  return search.split(/\s+/).every((word) => place.includes(word));
}
