import { describe, expect, it } from 'vitest';
import { type Timers, within } from '../../src/lib/within.ts';

/** Timers that fire when the test says so. */
function handTimers() {
  const waiting = new Set<() => void>();
  const timers: Timers = {
    setTimeout: (done) => {
      waiting.add(done);
      return done;
    },
    clearTimeout: (timer) => void waiting.delete(timer as () => void),
  };
  const fire = () => {
    for (const done of waiting) done();
  };
  return { timers, waiting, fire };
}

describe('waiting with a limit', () => {
  it('gives the value when it comes in time, and leaves no timer behind', async () => {
    const hand = handTimers();
    expect(await within(100, Promise.resolve(7), hand.timers)).toEqual({ kind: 'done', value: 7 });
    expect(hand.waiting.size).toBe(0);
  });

  it('says late, with the promise to go on with', async () => {
    const hand = handTimers();
    let finish: (value: string) => void = () => undefined;
    const work = new Promise<string>((resolve) => {
      finish = resolve;
    });
    const answer = within(100, work, hand.timers);
    hand.fire();
    const got = await answer;
    expect(got.kind).toBe('late');
    finish('at last');
    expect(got.kind === 'late' && (await got.promise)).toBe('at last');
    expect(hand.waiting.size).toBe(0);
  });

  it('passes a failure on, and leaves no timer behind', async () => {
    const hand = handTimers();
    await expect(within(100, Promise.reject(new Error('broken')), hand.timers)).rejects.toThrow('broken');
    expect(hand.waiting.size).toBe(0);
  });

  it('gives a failure after the limit to whoever awaits the late promise', async () => {
    const hand = handTimers();
    let fail: (error: Error) => void = () => undefined;
    const work = new Promise<string>((_, reject) => {
      fail = reject;
    });
    const answer = within(100, work, hand.timers);
    hand.fire();
    const got = await answer;
    fail(new Error('broken later'));
    await expect(got.kind === 'late' ? got.promise : null).rejects.toThrow('broken later');
  });

  it('works with the machine’s timers', async () => {
    const never = new Promise<void>(() => undefined);
    expect((await within(1, never)).kind).toBe('late');
  });
});
