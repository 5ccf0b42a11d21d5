/** The people of the starter desk: twelve owners over four US zones, and one requester, manager and approver. */

export interface StarterPerson {
  handle: string;
  name: string;
  email: string;
  zone: string;
  title: string;
  role: 'requester' | 'manager' | 'approver' | 'owner';
}

export interface StarterOwner extends StarterPerson {
  role: 'owner';
  pools: readonly string[];
  skills: readonly string[];
  /** Two-letter states; empty: everywhere. */
  territories: readonly string[];
  /** Days 0 Sunday to 6 Saturday, and local clock times. */
  hours: { days: readonly number[]; start: string; end: string };
  /** What they are certified for, each with its last valid date. */
  certificates: readonly { name: string; expires: string }[];
}

const weekdays = [1, 2, 3, 4, 5];
const office = { days: weekdays, start: '09:00', end: '17:00' };

function owner(
  name: string,
  zone: string,
  title: string,
  pools: readonly string[],
  skills: readonly string[],
  territories: readonly string[] = [],
  hours: StarterOwner['hours'] = office,
): StarterOwner {
  const [handle, email] = addresses(name);
  const certificates = pools.includes('field') ? [{ name: 'electrical safety', expires: '2028-06-30' }] : [];
  return { handle, name, email, zone, title, role: 'owner', pools, skills, territories, hours, certificates };
}

function addresses(name: string): [handle: string, email: string] {
  const handle = name.toLowerCase().replace(' ', '.');
  return [handle, `${handle}@example.com`];
}

function staff(name: string, zone: string, title: string, role: 'requester' | 'manager' | 'approver'): StarterPerson {
  const [handle, email] = addresses(name);
  return { handle, name, email, zone, title, role };
}

export const starterStaff: readonly StarterPerson[] = [
  staff('Jamie Fox', 'America/New_York', 'Sales coordinator', 'requester'),
  staff('Olivia Grant', 'America/Chicago', 'Operations manager', 'manager'),
  staff('Victor Ramos', 'America/Denver', 'Director, approves exceptions', 'approver'),
];

const early = { days: weekdays, start: '07:00', end: '15:30' };

export const starterOwners: readonly StarterOwner[] = [
  owner('Dana Reyes', 'America/New_York', 'Account executive, East', ['sales', 'review'], ['core', 'enterprise']),
  owner('Marcus Webb', 'America/Chicago', 'Account executive, Central', ['sales'], ['core', 'enterprise']),
  owner('Priya Nair', 'America/Denver', 'Account executive, Mountain', ['sales'], ['core']),
  owner('Tom Okafor', 'America/Los_Angeles', 'Account executive, West', ['sales'], ['core', 'enterprise']),
  owner(
    'Lena Hoffman',
    'America/New_York',
    'Field technician, East',
    ['field'],
    ['install', 'repair'],
    ['CT', 'MA', 'NJ', 'NY', 'PA', 'FL', 'GA', 'NC', 'VA'],
    early,
  ),
  owner(
    'Chris Delgado',
    'America/Chicago',
    'Field technician, Central',
    ['field', 'review'],
    ['install', 'repair', 'inspection'],
    ['IL', 'IN', 'MI', 'MN', 'OH', 'WI', 'TX', 'MO', 'TN'],
    early,
  ),
  owner(
    'Ruth Begay',
    'America/Phoenix',
    'Field technician, Arizona',
    ['field'],
    ['install', 'repair', 'inspection'],
    ['AZ', 'NM', 'NV', 'UT', 'CO'],
    { days: [2, 3, 4, 5, 6], start: '07:00', end: '15:30' },
  ),
  owner(
    'Sam Whitaker',
    'America/Los_Angeles',
    'Field technician, West',
    ['field'],
    ['install', 'inspection'],
    ['CA', 'OR', 'WA', 'NV'],
    early,
  ),
  owner('Aisha Khan', 'America/New_York', 'Engineering lead', ['interview', 'review'], ['engineering']),
  owner('Ben Carter', 'America/Chicago', 'Support lead', ['interview'], ['support', 'sales']),
  owner('Mei Lin', 'America/Denver', 'Staff engineer', ['interview', 'review'], ['engineering', 'support']),
  owner('Jordan Park', 'America/Los_Angeles', 'Sales enablement lead', ['interview'], ['sales', 'support'], [], {
    days: weekdays,
    start: '08:30',
    end: '16:30',
  }),
];
