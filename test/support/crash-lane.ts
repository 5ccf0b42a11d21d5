/**
 * Kills a desk at one step after another and starts it again, over one database and one workspace that live on, and says
 * afterwards what there is of each booking. The desk's own word counts for nothing: the database and the workspace do.
 */
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { vi } from 'vitest';
import { stopwatch, systemClock } from '../../src/lib/clock.ts';
import { setClockOffset } from '../../src/store/desk-clock.ts';
import { firstPersonSells, goodAnswers } from './connected-desk.ts';
import { connectedWorkspace } from './connected-workspace.ts';
import type { CrashPoint } from './crash-points.ts';
import { createTestDatabase } from './database.ts';
import { deskApart } from './desk-apart.ts';
import type { Member } from './member.ts';
import { addressOf, start } from './running-desk.ts';

/** Long enough for a machine that does much else; the figure that counts is what it took. */
const patience = { timeout: 60_000, interval: 25 };

/** What there is of the booking that a kill interrupted, when everything has come to rest. */
export interface Found {
  bookings: number;
  claims: number;
  calendarEvents: number;
  /** Audit rows that say it was booked. */
  booked: number;
  followUps: number;
  /** Follow-ups of the same person at the same time. */
  followUpsTwice: number;
  /** How often the card, the message to the owner, and the reminder that came due were posted. */
  posts: { card: number; owner: number; reminder: number };
  /** From the start of the next desk until all of it stood, in ms. */
  settledMs: number;
}

export interface CrashLane {
  /** Books a slot with a desk that is killed at the point (or so many ms after the click), and again with the next. */
  bookOver(killed: CrashPoint | { afterMs: number }): Promise<Found>;
  /** Lets the reminder of the last booking come due with a desk that is killed at the point. */
  remindOver(killed: CrashPoint): Promise<Found>;
  stop(): Promise<void>;
}

/** Opens a lane: a database, a workspace, and the first desk. */
export async function crashLane(): Promise<CrashLane> {
  const database = await createTestDatabase();
  await setClockOffset(database.store.db, start - systemClock.now());
  const there = await connectedWorkspace(2);
  const requester = there.person(1);
  const rows = async (sql: string, values: unknown[] = []) => (await database.store.pool.query(sql, values)).rows;

  const startDesk = async (): Promise<ChildProcess> => {
    const { process, url } = await deskApart({ databaseUrl: addressOf(database.connection), slack: there.slack });
    there.deliverTo(url);
    return process;
  };

  let desk = await startDesk();
  await firstPersonSells(database.store);
  let lastRequest = '';

  const kill = async (how: CrashPoint | { afterMs: number }, act: () => Promise<unknown>): Promise<void> => {
    const gone = once(desk, 'exit');
    if (typeof how === 'string') desk.send({ crashAt: how });
    else setTimeout(() => desk.kill('SIGKILL'), how.afterMs);
    await act();
    const [, signal] = await gone;
    if (signal !== 'SIGKILL') throw new Error(`The desk ended by ${signal} and not at its point.`);
  };

  /** What a post carries: the id of the card that it shows. */
  const postsOf = (card: string): number =>
    there.workspace.calls('chat.postMessage').filter(({ args, answer }) => {
      const { event_payload } = args.metadata as { event_payload: { key: string } };
      return answer.ok === true && event_payload.key === card;
    }).length;

  const find = async (settledMs: number): Promise<Found> => {
    const [counts] = await rows(
      `select (select count(*)::int from booking where request_id = $1 and state = 'booked') as bookings,
              (select count(*)::int from claim where request_id = $1 and state = 'confirmed') as claims,
              (select count(*)::int from local_event e join booking b on starts_with(e.key, b.id::text)
                where b.request_id = $1 and e.state = 'confirmed') as events,
              (select count(*)::int from audit where request_id = $1 and what = 'booked') as booked,
              count(f)::int as follow_ups, (count(f) - count(distinct (f.person_role, f.due_at)))::int as twice
         from follow_up f join booking b on b.id = f.booking_id where b.request_id = $1`,
      [lastRequest],
    );
    const cards = await rows('select id, kind from card where request_id = $1', [lastRequest]);
    const posted = (kind: string) => cards.filter((c) => c.kind === kind).reduce((sum, c) => sum + postsOf(c.id), 0);
    return {
      bookings: counts?.bookings,
      claims: counts?.claims,
      calendarEvents: counts?.events,
      booked: counts?.booked,
      followUps: counts?.follow_ups,
      followUpsTwice: counts?.twice,
      posts: { card: posted('request'), owner: posted('owner'), reminder: posted('reminder') },
      settledMs: Math.round(settledMs),
    };
  };

  const atRest = () =>
    vi.waitFor(async () => {
      const left = await rows('select task_identifier, last_error from graphile_worker.jobs');
      const due = await rows(
        `select 1 from follow_up where state = 'queued' or state = 'due' and due_at <= desk_now()`,
      );
      if (left.length + due.length > 0) throw new Error(`Still to do: ${JSON.stringify([...left, ...due])}`);
    }, patience);

  const ask = async (member: Member) => {
    await member.types('general', '/schedule sales-call');
    await member.sends(goodAnswers);
    await member.sees('Nothing is held until you pick one');
    const [newest] = await rows('select id from request order by number desc limit 1');
    lastRequest = newest?.id;
    await atRest();
  };

  /** What a person does who got no answer: clicks again, or when the dialog still says to wait, looks and asks anew. */
  const clickAgain = async () => {
    const shown = await requester.sees(/is booked|Nothing is held|One moment/);
    if (shown.includes('One moment')) {
      await requester.closes();
      const [booking] = await rows('select 1 from booking where request_id = $1', [lastRequest]);
      if (booking) return;
      await ask(requester);
    }
    if (!shown.includes('is booked')) await requester.presses('Book');
    const said = await requester.sees('is booked');
    if (said.includes('changed meanwhile')) throw new Error(`Who clicked again was told:\n${said}`);
    await requester.closes();
  };

  return {
    bookOver: async (killed) => {
      await ask(requester);
      await kill(killed, () => requester.presses('Book'));
      const elapsed = stopwatch();
      desk = await startDesk();
      await clickAgain();
      await atRest();
      return find(elapsed());
    },
    remindOver: async (killed) => {
      await ask(requester);
      await requester.presses('Book');
      await requester.sees('is booked');
      await requester.closes();
      await atRest();
      // It comes alone: what comes due beside it would be killed at a step of its own.
      const [due] = await rows(
        `with first as (
           select f.id, f.due_at from follow_up f join booking b on b.id = f.booking_id
            where b.request_id = $1 order by f.due_at limit 1),
         others as (update follow_up set state = 'dropped' where state = 'due' and id not in (select id from first))
         select extract(epoch from due_at - desk_now())::float8 * 1000 as in_ms, offset_ms::float8 as ahead
           from first, desk_clock`,
        [lastRequest],
      );
      await setClockOffset(database.store.db, Math.round(due?.ahead + due?.in_ms + 1_000));
      await kill(killed, async () => desk.send({ tick: true }));
      const elapsed = stopwatch();
      desk = await startDesk();
      await atRest();
      return find(elapsed());
    },
    stop: async () => {
      const gone = once(desk, 'exit');
      desk.disconnect();
      await gone;
      await there.stop();
      await database.close();
    },
  };
}
