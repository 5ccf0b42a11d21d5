/** The clock closes a request when nobody picked a slot in time. Nothing was held, so nothing is given back. */
import type { Decision } from '../decision.ts';
import type { Request } from '../request.ts';

export function abandon(request: Request): Decision {
  return {
    kind: 'decided',
    request: { ...request, version: request.version + 1, state: 'abandoned', slots: [], because: [] },
    proposal: null,
    claims: { kind: 'keep' },
    followUps: { kind: 'keep' },
    audit: [
      {
        what: 'abandoned',
        before: { state: request.state },
        after: { state: 'abandoned' },
        why: 'Nobody picked a time.',
      },
    ],
    effects: [{ kind: 'show-card' }],
  };
}
