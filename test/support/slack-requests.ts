/** What Slack's servers send to an app, signed as they sign it. */
import { createHmac } from 'node:crypto';
import { systemClock } from '../../src/lib/clock.ts';
import { team } from './slack-api.ts';

export const signingSecret = 'a-signing-secret-of-the-tests';

/** Headers of a signed request. `at` in epoch ms; now unless given. */
export function signed(body: string, at = systemClock.now(), secret = signingSecret): Record<string, string> {
  const timestamp = String(Math.floor(at / 1000));
  const signature = createHmac('sha256', secret).update(`v0:${timestamp}:${body}`).digest('hex');
  return { 'x-slack-request-timestamp': timestamp, 'x-slack-signature': `v0=${signature}` };
}

let count = 0;
/** A trigger that no other request has. */
export const freshTrigger = (): string => `trigger.${++count}`;

const form = 'application/x-www-form-urlencoded';

export interface Delivery {
  type: string;
  body: string;
}

/** `/schedule …` */
export function commandDelivery(fields: Record<string, string>): Delivery {
  const body = new URLSearchParams({
    command: '/schedule',
    text: '',
    team_id: team.id,
    user_id: 'U0ANN',
    channel_id: 'C0SALES',
    trigger_id: freshTrigger(),
    api_app_id: 'A0APP',
    is_enterprise_install: 'false',
    ...fields,
  }).toString();
  return { type: form, body };
}

function interaction(payload: object): Delivery {
  return { type: form, body: new URLSearchParams({ payload: JSON.stringify(payload) }).toString() };
}

const actor = { team: { id: team.id, domain: 'test' }, user: { id: 'U0ANN', team_id: team.id }, api_app_id: 'A0APP' };

/** A view as Slack gives it back; `values` by block_id and action_id. */
export function viewOut(view: object, values: object = {}): object {
  return {
    id: 'V0FORM',
    hash: 'h.form',
    team_id: team.id,
    app_installed_team_id: team.id,
    close: null,
    submit: null,
    ...view,
    state: { values },
  };
}

/** A form was sent. */
export function submissionDelivery(view: object, values: object, fields: object = {}): Delivery {
  return interaction({
    type: 'view_submission',
    ...actor,
    trigger_id: freshTrigger(),
    view: viewOut(view, values),
    ...fields,
  });
}

/** A button was pressed. `fields` say where: `view`, or `message` with `response_url`. */
export function pressDelivery(action: object, fields: object): Delivery {
  return interaction({
    type: 'block_actions',
    ...actor,
    trigger_id: freshTrigger(),
    actions: [{ type: 'button', block_id: 'row:0', action_ts: '1700000000.1', value: '', ...action }],
    container: {},
    ...fields,
  });
}

/** An event, such as `{ type: 'app_home_opened', … }`. */
export function eventDelivery(event: object): Delivery {
  const body = JSON.stringify({
    type: 'event_callback',
    team_id: team.id,
    api_app_id: 'A0APP',
    event_id: `Ev${freshTrigger()}`,
    event,
    authorizations: [{ enterprise_id: null, team_id: team.id, user_id: 'U0BOT', is_bot: true }],
  });
  return { type: 'application/json', body };
}
