/** Whose eyes and hands the visitor borrows: any of the sample people, each with what they do and their local time. */
import { Avatar } from './avatar.tsx';
import { Icon } from './icons.tsx';
import { Menu } from './menu.tsx';
import { useReader } from './reader.tsx';
import { timeOfDay, zoneName } from './time.ts';

export function ActAs({ onPerson }: { onPerson: (id: string) => void }) {
  const { snapshot, now } = useReader();
  const { me } = snapshot;
  const localTime = (zone: string) => `${timeOfDay(now, zone)} ${zoneName(now, zone)}`;
  return (
    <div class="act-as">
      <p class="act-as-heading">You are acting as</p>
      <Menu
        label={`Acting as ${me.name}, ${me.title}. Choose another person`}
        class="act-as-button"
        items={snapshot.people
          .filter((person) => !person.bot)
          .map((person) => ({
            key: person.id,
            says: person.name,
            checked: person.id === me.id,
            content: (
              <>
                <Avatar user={person.id} />
                <span class="person">
                  <strong>{person.name}</strong>
                  <span class="quiet">{person.title}</span>
                </span>
                <span class="person-time quiet">{localTime(person.zone)}</span>
              </>
            ),
          }))}
        onPick={onPerson}
      >
        <Avatar user={me.id} />
        <span class="person">
          <strong>{me.name}</strong>
          <span class="act-as-about">{me.title}</span>
          <span class="act-as-about">{localTime(me.zone)}</span>
        </span>
        <Icon name="chevron" size={16} />
      </Menu>
    </div>
  );
}
