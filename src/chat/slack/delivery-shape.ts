/**
 * What Slack's deliveries look like, as far as Bolt and our listeners rely on it without looking. Bolt answers 500 to
 * some that are signed but shaped otherwise, and a `null` in place of a body ends the whole process.
 */
import { parse } from 'node:querystring';
import { z } from 'zod';

const id = z.string().min(1);
const some = z.looseObject({});
const absent = z.undefined().optional();

const command = z.looseObject({
  command: id,
  text: z.string().optional(),
  team_id: id,
  user_id: id,
  channel_id: id,
  trigger_id: id,
  event: absent,
});

const view = z.looseObject({
  id,
  type: z.string(),
  callback_id: z.string(),
  private_metadata: z.string(),
  hash: z.string().optional(),
  blocks: z.array(z.looseObject({ type: z.string() })),
  state: z.looseObject({ values: z.record(z.string(), z.record(z.string(), some)) }),
});

/** Bolt tells the kinds of deliveries apart by which of these is there. */
const acted = z.looseObject({
  type: z.string(),
  user: z.looseObject({ id }),
  team: some.nullish(),
  enterprise: some.nullish(),
  channel: some.optional(),
  event: absent,
  command: absent,
});

const interaction = z.union([
  acted.extend({ type: z.enum(['view_submission', 'view_closed']), view, actions: absent }),
  acted.extend({
    type: z.literal('block_actions'),
    view: z.union([z.looseObject({ type: z.literal('home') }), view]).optional(),
    message: some.optional(),
    actions: z.array(z.looseObject({ type: z.string(), action_id: z.string(), block_id: z.string() })).min(1),
  }),
  // Kinds that the desk has no listener for, such as shortcuts: Bolt says so by itself.
  acted.extend({
    type: z.string().refine((type) => !['view_submission', 'view_closed', 'block_actions'].includes(type)),
    actions: absent,
  }),
]);

const event = z.looseObject({
  type: z.literal('event_callback'),
  team_id: id,
  event: z.looseObject({
    type: id,
    user: z.union([z.string(), some]).optional(),
    channel: z.union([z.string(), some]).optional(),
    item: some.optional(),
    subteam: some.optional(),
  }),
  authorizations: z.array(some).nullish(),
  command: absent,
});

const told = z.union([
  event,
  z.looseObject({ type: z.literal('url_verification'), challenge: z.string() }),
  // Notes about the app itself, such as that it is sent too many events.
  z.looseObject({
    type: z.string().refine((type) => type !== 'event_callback'),
    event: absent,
    command: absent,
    actions: absent,
  }),
]);

/** What is wrong with a delivery, in a few words for the log; null when nothing is. It is read exactly as Bolt reads it. */
export function misshapen(contentType: string | undefined, rawBody: Buffer): string | null {
  try {
    const body = rawBody.toString();
    if (contentType !== 'application/x-www-form-urlencoded') return wrong(told, JSON.parse(body));
    const form = parse(body);
    return typeof form.payload === 'string' ? wrong(interaction, JSON.parse(form.payload)) : wrong(command, form);
  } catch (error) {
    if (error instanceof SyntaxError) return 'it is not JSON';
    throw error;
  }
}

/** Says where it is wrong and never what was there: payloads are personal. */
function wrong(schema: z.ZodType, value: unknown): string | null {
  const { error } = schema.safeParse(value);
  return error === undefined
    ? null
    : error.issues.map(({ path, code }) => `${path.join('.') || 'all of it'}: ${code}`).join(', ');
}
