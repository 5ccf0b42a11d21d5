/** Last touch: whoever served this attendee last takes it again. */
import { counted } from '../policies/minutes.ts';
import { formatDay } from '../time/format.ts';
import { DAY_MS } from '../time/local-date.ts';
import type { RoutingMethod } from './method.ts';
import { oneOwnerTieBreak, rankOne, unlessFar } from './one-owner.ts';

export const lastTouch: RoutingMethod<'last-touch'> = {
  name: 'the last touch',
  describe: (settings) =>
    `Whoever served this attendee last, within ${counted(settings.withinDays, 'day')}, takes it again${unlessFar(settings)}.`,
  tieBreak: oneOwnerTieBreak,
  rank(owners, { withinDays }, { intake, facts: { lastTouch: last }, now }) {
    const { email, zone } = intake.attendee;
    if (email === undefined) return { kind: 'nobody', why: 'No email was given to know the attendee by' };
    if (!last || last.at < now - withinDays * DAY_MS)
      return { kind: 'nobody', why: `Nobody served ${email} in the last ${counted(withinDays, 'day')}` };
    const day = formatDay(last.at, zone);
    const says = last.at > now ? `meets ${email} on ${day}` : `served ${email} last, on ${day}`;
    return rankOne(owners, last.ownerId, 'LAST_TOUCH', `${last.ownerName} ${says}`);
  },
};
