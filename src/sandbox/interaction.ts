/** What all interactions with the app have in common: their shared fields, and how a failed answer is put to the person. */
import type { Ack } from './dispatch.ts';
import type { SandboxPerson, SlackJson } from './protocol.ts';
import type { ResponsePlace } from './responses.ts';
import type { Place } from './roster.ts';
import type { Workspace } from './workspace.ts';

/** Fields that every interaction payload carries. */
export function interactionBase({ roster, store }: Workspace, person: SandboxPerson): SlackJson {
  return {
    user: { id: person.id, username: person.handle, name: person.handle, team_id: roster.team.id },
    api_app_id: roster.app.id,
    token: store.secrets.verificationToken,
    team: { id: roster.team.id, domain: 'localhost' },
    enterprise: null,
    is_enterprise_install: false,
  };
}

/** The name of a place as interactions and commands carry it. */
export function placeName(place: Place): string {
  return place.kind === 'direct' ? 'directmessage' : place.name;
}

/** A fresh response URL for somebody who acted at `place`. */
export function responseUrl({ apiBase, responses }: Workspace, place: ResponsePlace): string {
  return new URL(`response/${responses.issue(place)}`, apiBase()).href;
}

/**
 * Slack's error code for an answer that is none, or null when the app answered with 200. The reason goes to the complaints.
 * @param what names the delivery in the complaint
 */
export function failureOf(ack: Ack, what: string, { complaints }: Workspace): string | null {
  switch (ack.kind) {
    case 'answered':
      if (ack.status === 200) return null;
      complaints.add(`${what}: the app answered with HTTP ${ack.status} instead of 200.`);
      return 'dispatch_failed';
    case 'timeout':
      complaints.add(`${what}: the app did not answer within 3 seconds.`);
      return 'operation_timeout';
    case 'unreachable':
      complaints.add(`${what}: the app could not be reached (${String(ack.cause)}).`);
      return 'dispatch_failed';
  }
}
