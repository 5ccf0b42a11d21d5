import { createLocalCalendar } from '../../src/calendars/local.ts';
import { systemClock } from '../../src/lib/clock.ts';
import { createLog } from '../../src/lib/log.ts';
import { createFetchText } from '../../src/lib/safe-fetch.ts';
import { eventsOf, localEvents, saveBusySource } from '../../src/store/local-calendar.ts';
import { saveOwner } from '../../src/store/owners.ts';
import { createPerson } from '../../src/store/people.ts';
import { testDatabase } from '../support/database.ts';
import { icsOf } from '../support/ics.ts';
import { sampleTenant } from '../support/samples.ts';
import { calendarContract } from './calendar-contract.ts';

const database = testDatabase();

calendarContract('local', async () => {
  const { db } = database.store;
  const { tenant } = await sampleTenant(database.store);
  const source = { url: null, fetched: null, fetchedAt: null, error: null };
  return {
    calendar: createLocalCalendar({
      events: localEvents(db, tenant),
      fetchText: createFetchText(),
      clock: systemClock,
      log: createLog({ level: 'silent' }),
    }),
    async newOwner() {
      const person = await createPerson(db, tenant, { name: 'Robin', email: null, zone: 'America/Denver' });
      const whole = { name: 'Robin', zone: 'America/Denver', hours: [], dateHours: [], skills: [], territories: [] };
      return (await saveOwner(db, tenant, { personId: person.id, ...whole })).id;
    },
    makeBusy: async (ownerId, range) =>
      void (await saveBusySource(db, tenant, { ...source, ownerId, ics: icsOf([range]) })),
    makeUnreadable: async (ownerId) => void (await saveBusySource(db, tenant, { ...source, ownerId, ics: '<html>' })),
    standing: (ownerId, window) => eventsOf(db, tenant, ownerId, window),
  };
});
