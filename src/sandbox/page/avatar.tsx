/** A person's picture: their initials on a colour that is theirs for good. The app has the desk's mark instead. */
import { DeskMark } from './icons.tsx';
import { nameOf, type Reader, useReader } from './reader.tsx';

/** How many colours `style.css` has (`.hue-0` and on); all of them carry white letters at AA contrast. */
const HUES = 9;

export function Avatar({ user, size = 'medium' }: { user: string; size?: 'small' | 'medium' | 'large' }) {
  const reader = useReader();
  if (user === reader.snapshot.app.user) {
    return (
      <span class={`avatar avatar-${size}`}>
        <DeskMark size={size === 'small' ? 20 : size === 'medium' ? 36 : 56} />
      </span>
    );
  }
  const name = nameOf(reader, user);
  return (
    <span class={`avatar avatar-${size} hue-${hueOf(reader, user)}`} aria-hidden="true">
      {initials(name)}
    </span>
  );
}

function initials(name: string): string {
  const parts = name.trim().split(/\s+/);
  const letters = parts.length > 1 ? [parts[0], parts.at(-1)] : [parts[0]];
  return letters.map((part) => [...(part ?? '?')][0]?.toUpperCase() ?? '?').join('');
}

/** By their place in the directory, so that neighbours differ. */
function hueOf(reader: Reader, id: string): number {
  const place = [...reader.people.keys()].indexOf(id);
  return Math.max(0, place) % HUES;
}
