/** The adapter of each kind of recorded case. */
import type { Adapter } from './case.ts';
import { slotsOnFixedGrid, teamSlotsOnFixedGrid } from './fixed-grid.ts';
import { dropContained, freeBusy, intersectSets, subtractBusy, union } from './intervals.ts';
import {
  fairnessWindowEnd,
  fairnessWindowStart,
  offsetChangedFlags,
  periodLimit,
  rollingWindowEnd,
} from './periods.ts';
import { pickHost, pickHostFewest, pickHostLeastRecent } from './pick-host.ts';
import { busyFromBookings, schedule } from './schedule.ts';
import { slotsFromFreeRanges } from './starts.ts';
import { teamFreeRanges } from './team.ts';
import { overrideToRange, workingHoursToRanges } from './working-hours.ts';

export const adapters: Readonly<Record<string, Adapter>> = {
  busyFromBookings,
  dropContained,
  fairnessWindowEnd,
  fairnessWindowStart,
  freeBusy,
  intersect: intersectSets,
  offsetChangedFlags,
  overrideToRange,
  periodLimit,
  pickHost,
  pickHostFewest,
  pickHostLeastRecent,
  rollingWindowEnd,
  schedule,
  slotsFromFreeRanges,
  slotsOnFixedGrid,
  subtract: subtractBusy,
  teamFreeRanges,
  teamSlotsOnFixedGrid,
  union,
  workingHoursToRanges,
};
