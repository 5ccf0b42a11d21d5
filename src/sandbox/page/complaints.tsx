/** What Slack would have refused, as a strip above the conversation: a real workspace would only fail. */
import { useState } from 'preact/hooks';
import { Icon } from './icons.tsx';
import { useReader } from './reader.tsx';
import { timeOfDay } from './time.ts';

/** So many are shown at once; dismissing one makes room for the next. */
const SHOWN = 3;

export function Complaints() {
  const { snapshot, zone } = useReader();
  const [dismissed, setDismissed] = useState<ReadonlySet<string>>(new Set());
  const keyed = snapshot.complaints.map((complaint) => ({ ...complaint, key: `${complaint.at} ${complaint.text}` }));
  const open = keyed.filter((complaint) => !dismissed.has(complaint.key)).reverse();
  const dismiss = (keys: readonly string[]) => setDismissed(new Set([...dismissed, ...keys]));
  if (open.length === 0) return null;
  return (
    <section class="complaints" aria-label="Warnings from Slack’s rules" aria-live="polite">
      {open.slice(0, SHOWN).map((complaint) => (
        <div key={complaint.key} class="complaint">
          <Icon name="warning" size={16} />
          <p>
            <strong>Slack would complain:</strong> {complaint.text}{' '}
            <span class="quiet">{timeOfDay(complaint.at, zone)}</span>
          </p>
          <button
            type="button"
            class="icon-button"
            aria-label="Dismiss this warning"
            onClick={() => dismiss([complaint.key])}
          >
            <Icon name="close" size={14} />
          </button>
        </div>
      ))}
      {open.length > SHOWN && (
        <button type="button" class="link-button" onClick={() => dismiss(open.map((complaint) => complaint.key))}>
          Dismiss all {open.length}
        </button>
      )}
    </section>
  );
}
