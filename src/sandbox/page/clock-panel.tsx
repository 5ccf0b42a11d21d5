/** The workspace's own time, and the buttons that move it on, so that reminders come due while one watches. */
import { useState } from 'preact/hooks';
import { Icon } from './icons.tsx';
import { useReader } from './reader.tsx';
import { send } from './stream.ts';
import { dateAndTime, stretch, untilNineTomorrow } from './time.ts';

const MINUTE = 60_000;

export function ClockPanel() {
  const { snapshot, now, zone } = useReader();
  const [moving, setMoving] = useState(false);
  const [failure, setFailure] = useState('');
  const { ahead } = snapshot.clock;
  const steps = [
    { label: '+15 min', forward: 15 * MINUTE },
    { label: '+1 hour', forward: 60 * MINUTE },
    { label: '+1 day', forward: 24 * 60 * MINUTE },
    { label: 'To 9:00 tomorrow', forward: untilNineTomorrow(now, zone) },
  ];
  const move = async (forward: number) => {
    if (moving) return;
    setMoving(true);
    const answer = await send({ kind: 'clock', as: snapshot.me.id, forward });
    setFailure(answer.ok ? '' : answer.error);
    setMoving(false);
  };
  return (
    <section class="clock" aria-label="Workspace clock">
      <Icon name="clock" />
      <p class="clock-time">
        <time>{dateAndTime(now, zone)}</time>
        {ahead >= MINUTE && <span class="clock-ahead">{stretch(ahead)} ahead</span>}
      </p>
      <div class="clock-steps">
        {steps.map(({ label, forward }) => (
          <button key={label} type="button" aria-disabled={moving} onClick={() => void move(forward)}>
            {label}
          </button>
        ))}
      </div>
      {failure !== '' && (
        <p class="clock-trouble" role="alert">
          {failure}
        </p>
      )}
    </section>
  );
}
