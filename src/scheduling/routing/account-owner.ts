/** Account owner: whoever owns the customer's account takes it. */
import type { RoutingMethod } from './method.ts';
import { oneOwnerTieBreak, rankOne, unlessFar } from './one-owner.ts';

export const accountOwner: RoutingMethod<'account-owner'> = {
  name: 'the account owner',
  describe: (settings) => `Whoever owns the customer’s account takes it${unlessFar(settings)}.`,
  tieBreak: oneOwnerTieBreak,
  rank(owners, _settings, { intake, facts: { account } }) {
    const of = intake.account ?? intake.attendee.email;
    if (of === undefined) return { kind: 'nobody', why: 'No email or account was given to find an owner by' };
    if (!account) return { kind: 'nobody', why: `No owner of an account is known for ${of}` };
    return rankOne(owners, account.ownerId, 'ACCOUNT_OWNER', `${account.ownerName} owns the account ${account.key}`);
  },
};
