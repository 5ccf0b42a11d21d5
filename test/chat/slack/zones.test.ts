import { describe, expect, it } from 'vitest';
import { zoneGroups } from '../../../src/chat/slack/zones.ts';
import { isZone } from '../../../src/scheduling/time/zone.ts';

describe('the zones that a form offers', () => {
  const zones = zoneGroups(undefined).flatMap((group) => group.zones);

  it('exist, each once, with a name of its own', () => {
    expect(zones.filter(({ zone }) => !isZone(zone))).toEqual([]);
    expect(new Set(zones.map(({ zone }) => zone)).size).toBe(zones.length);
    expect(new Set(zones.map(({ label }) => label)).size).toBe(zones.length);
  });

  it('leave room in a list of a hundred for one more', () => {
    expect(zones.length).toBeLessThan(100);
  });
});
