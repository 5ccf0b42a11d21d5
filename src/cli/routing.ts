/** The commands about routing: whose account a customer is, and what is put right in the fairness ledger. */
import { correctLedger } from '../flow/fairness.ts';
import { requestName } from '../scheduling/request.ts';
import { turnsOf } from '../scheduling/routing/schema.ts';
import { accounts, removeAccount, setAccount } from '../store/accounts.ts';
import { inTransaction } from '../store/database.ts';
import { writeLedger } from '../store/fairness.ts';
import { requestByNumber } from '../store/requests.ts';
import { useCase as readUseCase } from '../store/use-cases.ts';
import { accountName, type Desk, Misuse, needed, note, say, type Words } from './desk.ts';
import { ownerByEmail } from './owners.ts';
import { useCaseByKey } from './use-cases.ts';

/** The most bookings that one correction may add or take. */
const most = 100;

/** Lists whose account each customer is. */
export async function listAccounts({ store, tenant }: Desk): Promise<void> {
  const all = await accounts(store.db, tenant);
  if (all.length === 0) say('No account has an owner yet. Write: slotdesk account set acme.com dana@example.com');
  for (const { key, ownerName } of all) say(`${key.padEnd(32)} ${ownerName}`);
}

/** Says whose account a customer is. */
export async function setAccountOwner(desk: Desk, account: string, email: string): Promise<void> {
  const key = account.trim().toLowerCase();
  if (!/^([^\s@]+@)?[^\s@.]+(\.[^\s@.]+)+$/.test(key))
    throw new Misuse(`Write an account as a domain or an email address, such as acme.com. “${account}” is neither.`);
  const owner = await ownerByEmail(desk, email);
  await inTransaction(desk.store, async (tx) => {
    await setAccount(tx, desk.tenant, key, owner.id);
    await note(tx, desk, 'account-set', { account: key, owner: owner.name });
  });
  say(`${owner.name} owns the account ${key}. Use cases that route by account owner ask them first.`);
}

/** Forgets whose account a customer is. */
export async function removeAccountOwner(desk: Desk, account: string): Promise<void> {
  const key = account.trim().toLowerCase();
  await inTransaction(desk.store, async (tx) => {
    if (!(await removeAccount(tx, desk.tenant, key)))
      throw new Misuse(`No account is called ${key}. See: slotdesk account`);
    await note(tx, desk, 'account-removed', { account: key });
  });
  say(`Nobody owns the account ${key} any more.`);
}

/** Counts bookings more, or fewer, in an owner's turns. */
export async function correct(desk: Desk, email: string, words: Words): Promise<void> {
  const { store, tenant } = desk;
  const key = needed(words, 'use-case', 'sales-call');
  const bookings = Number(needed(words, 'units', '-1'));
  const reason = needed(words, 'reason', '"Took over for a colleague."');
  if (!Number.isInteger(bookings) || bookings === 0 || Math.abs(bookings) > most)
    throw new Misuse(`Write --units as whole bookings from -${most} to ${most}, such as --units=-1 for one fewer.`);
  const useCase = await useCaseByKey(desk, key);
  const owner = await ownerByEmail(desk, email);
  await inTransaction(store, async (tx) => {
    const by = { personId: null, name: accountName(), at: desk.clock.now(), requestId: null };
    if (!(await correctLedger(tx, tenant, useCase, { ownerId: owner.id, bookings, reason }, by)))
      throw new Misuse(`${owner.name} takes no turns in ${key}: they are not in its pool ${useCase.pool}.`);
    await note(tx, desk, 'ledger-corrected', { useCase: key, owner: owner.name, bookings, reason });
  });
  const effect =
    bookings > 0 ? `${bookings} more, so their turn comes later` : `${-bookings} fewer, so it comes sooner`;
  say(`${owner.name} counts as having had ${effect}. See: /schedule fairness ${key}`);
}

/** Gives a booking that nobody came to back to its owner: it does not count as a turn. */
export async function noShow(desk: Desk, typed: string): Promise<void> {
  const { store, tenant } = desk;
  const number = /^R-?(\d{1,9})$/i.exec(typed.trim())?.[1];
  const request = number === undefined ? null : await requestByNumber(store.db, tenant, Number(number));
  const booking = request?.state === 'booked' ? request.booking : null;
  if (!request || !booking) throw new Misuse(`There is no booking ${typed}. Write it like R-104.`);
  const name = requestName(request);
  if (booking.slot.end > desk.clock.now()) throw new Misuse(`${name} is not over yet.`);
  const found = await readUseCase(store.db, tenant, request.useCaseKey, request.useCaseVersion);
  if (!found || !turnsOf(found.useCase.routing).creditFor.includes('no-show'))
    throw new Misuse(`${request.useCaseKey} gives nothing back for a no-show.`);
  await inTransaction(store, async (tx) => {
    const by = { personId: null, name: accountName(), at: desk.clock.now(), requestId: request.id };
    await writeLedger(tx, tenant, request.useCaseKey, { giveBack: 'Nobody came.', entries: [] }, by);
    await note(tx, desk, 'ledger-credited', { request: name, owner: booking.slot.ownerName });
  });
  say(`${booking.slot.ownerName} has ${name} given back: it does not count as a turn.`);
}
