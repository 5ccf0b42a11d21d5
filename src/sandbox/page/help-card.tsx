/** What a first visitor may do, beside a channel where nothing was said yet. Dismissed once, it stays away. */
import { useState } from 'preact/hooks';
import { DeskMark, Icon } from './icons.tsx';
import { useReader } from './reader.tsx';

const REMEMBERED = 'slotdesk-help-dismissed';

export function HelpCard() {
  const { snapshot } = useReader();
  const [gone, setGone] = useState(() => localStorage.getItem(REMEMBERED) !== null);
  const command = snapshot.app.commands[0]?.command;
  if (gone || command === undefined) return null;
  const dismiss = () => {
    localStorage.setItem(REMEMBERED, 'yes');
    setGone(true);
  };
  return (
    <aside class="help" aria-label="First steps">
      <button type="button" class="icon-button" aria-label="Dismiss the first steps" onClick={dismiss}>
        <Icon name="close" size={15} />
      </button>
      <DeskMark size={40} />
      <h2>Book your first slot</h2>
      <ol>
        <li>
          Type <kbd>{command}</kbd> in the box below to book something.
        </li>
        <li>Switch to another person at the bottom left to see their side of it.</li>
        <li>Move the clock at the top to watch reminders come due.</li>
      </ol>
      <p class="quiet">Everything stays on this computer.</p>
    </aside>
  );
}
