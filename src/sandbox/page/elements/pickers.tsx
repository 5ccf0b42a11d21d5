/** Pickers of a date, a time, or both, as the browser draws them. Both together is an instant, read in the reader's zone. */
import { text } from '../json.ts';
import { useReader } from '../reader.tsx';
import { instantOf, wallOf, zoneName } from '../time.ts';
import { ariaOf, type ControlProps } from './control.ts';

export function DatePicker(props: ControlProps) {
  return (
    <Native {...props} type="date" shown={typeof props.value === 'string' ? props.value : ''} read={(typed) => typed} />
  );
}

export function TimePicker(props: ControlProps) {
  const { now } = useReader();
  const zone = text(props.element, 'timezone');
  return (
    <span class="with-zone">
      <Native
        {...props}
        type="time"
        shown={typeof props.value === 'string' ? props.value : ''}
        read={(typed) => typed}
      />
      {zone !== '' && <span class="zone">{zoneName(now, zone)}</span>}
    </span>
  );
}

/** The value is in seconds since 1970, as Slack sends it. */
export function DateTimePicker(props: ControlProps) {
  const { now, zone } = useReader();
  const two = (value: number) => String(value).padStart(2, '0');
  const wall = typeof props.value === 'number' ? wallOf(props.value * 1000, zone) : null;
  const shown =
    wall === null ? '' : `${wall.year}-${two(wall.month)}-${two(wall.day)}T${two(wall.hour)}:${two(wall.minute)}`;
  const read = (typed: string) => {
    const parts = /^(\d+)-(\d+)-(\d+)T(\d+):(\d+)/.exec(typed)?.slice(1).map(Number);
    if (parts === undefined) return null;
    const [year = 0, month = 0, day = 0, hour = 0, minute = 0] = parts;
    return Math.floor(instantOf({ year, month, day, hour, minute }, zone) / 1000);
  };
  return (
    <span class="with-zone">
      <Native {...props} type="datetime-local" shown={shown} read={read} />
      <span class="zone">{zoneName(now, zone)}</span>
    </span>
  );
}

interface NativeProps extends ControlProps {
  type: 'date' | 'time' | 'datetime-local';
  shown: string;
  read: (typed: string) => string | number | null;
}

function Native({ type, shown, read, ...props }: NativeProps) {
  return (
    <input
      {...ariaOf(props)}
      id={props.id}
      class={`text-input picker picker-${type}`}
      type={type}
      value={shown}
      onChange={(event) => {
        const typed = event.currentTarget.value;
        props.onChange(typed === '' ? null : read(typed));
      }}
    />
  );
}
