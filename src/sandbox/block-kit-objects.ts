/** Block Kit's composition objects: texts, options, confirm dialogs, images, conversation filters. */
import { boolean, exactlyOneOf, list, object, oneOf, type Rule, string, typed, url, whole } from './block-kit-rules.ts';
import { objectsIn, textOf } from './json.ts';
import type { SlackJson } from './protocol.ts';

export const actionId = string(255);
export const blockId = string(255);

/** A plain_text object of up to `max` characters. */
export function plainText(max: number): Rule {
  return typed(() => ({ plain_text: plain(max), mrkdwn: mrkdwnOf(max) }), ['plain_text']);
}

/** A mrkdwn object of up to `max` characters. */
export function mrkdwn(max: number): Rule {
  return typed(() => ({ plain_text: plain(max), mrkdwn: mrkdwnOf(max) }), ['mrkdwn']);
}

/** A plain_text or mrkdwn object of up to `max` characters. */
export function anyText(max: number): Rule {
  return typed(() => ({ plain_text: plain(max), mrkdwn: mrkdwnOf(max) }));
}

function plain(max: number): Rule {
  return object({ type: oneOf('plain_text'), text: string(max) }, { emoji: boolean });
}

function mrkdwnOf(max: number): Rule {
  return object({ type: oneOf('mrkdwn'), text: string(max) }, { verbatim: boolean });
}

export const confirm = object(
  { text: anyText(300) },
  { title: plainText(100), confirm: plainText(30), deny: plainText(30), style: oneOf('primary', 'danger') },
);

export const style = oneOf('primary', 'danger');

/** Above this, sources disagree whether Slack takes it. */
const OPTION_VALUE_SAFE = 75;

const optionValue: Rule = (value, path, page) => {
  string(150)(value, path, page);
  const length = textOf(value).length;
  if (length > OPTION_VALUE_SAFE && length <= 150) {
    page.grumble(path, `should be less than ${OPTION_VALUE_SAFE + 1} characters to be safe`);
  }
};

/** An option of a select: plain text only. */
export const plainOption = object({ text: plainText(75), value: optionValue }, { description: plainText(75) });

/** An option of radio buttons or checkboxes: may have markup. */
export const richOption = object({ text: anyText(75), value: optionValue }, { description: anyText(75) });

/** An option of an overflow menu: may be a link. */
export const overflowOption = object(
  { text: plainText(75), value: optionValue },
  { description: plainText(75), url: url(3000) },
);

export const optionGroup = object({ label: plainText(75), options: list(1, 100, plainOption) });

export const filter = object(
  {},
  {
    include: list(1, 4, oneOf('im', 'mpim', 'private', 'public')),
    exclude_external_shared_channels: boolean,
    exclude_bot_users: boolean,
  },
);

export const dispatchConfig = object({
  trigger_actions_on: list(1, 2, oneOf('on_enter_pressed', 'on_character_entered')),
});

const slackFile = object({}, { id: string(255), url: url(3000) }, exactlyOneOf('id', 'url'));

/** The fields of an image, as a block or as an element. */
export const imageFields: { required: Record<string, Rule>; optional: Record<string, Rule>; source: Rule } = {
  required: { type: oneOf('image'), alt_text: string(2000) },
  optional: { image_url: url(3000), slack_file: slackFile },
  source: exactlyOneOf('image_url', 'slack_file'),
};

export const imageElement = object(imageFields.required, imageFields.optional, imageFields.source);

/** What was chosen beforehand must be among the options. */
export const initialAmongOptions = whole((element, path, page) => {
  const groups = objectsIn(element.option_groups);
  const options = [...objectsIn(element.options), ...groups.flatMap((group) => objectsIn(group.options))];
  const values = new Set(options.map((option) => option.value));
  const initial = [...objectsIn([element.initial_option]), ...objectsIn(element.initial_options)];
  for (const one of initial as SlackJson[]) {
    if (values.has(one.value)) continue;
    const field = element.initial_option === undefined ? 'initial_options' : 'initial_option';
    page.refuse(`${path}/${field}`, 'must be one of the options');
  }
});
