/** Slack's limits that the renderer keeps by construction, from the comments of `@slack/types` and Slack's reference. */

/** Lengths in characters, lists in items. Where two sources disagree, the smaller number stands. */
export const limits = {
  messageBlocks: 50,
  viewBlocks: 100,
  /** Characters of JSON; Slack answers `msg_blocks_too_long` near 13,200, which it does not document. */
  messageSize: 12_000,
  /** Bytes of JSON; Slack allows 250 kB for a view. */
  viewSize: 240_000,
  title: 24,
  privateMetadata: 3_000,
  id: 255,
  heading: 150,
  text: 3_000,
  fields: 10,
  fieldText: 2_000,
  buttons: 25,
  buttonLabel: 75,
  buttonValue: 2_000,
  confirmTitle: 100,
  confirmText: 300,
  confirmButton: 30,
  label: 2_000,
  hint: 2_000,
  placeholder: 150,
  inputLength: 3_000,
  options: 100,
  checkboxes: 10,
  optionText: 75,
  /** What is wrong with an answer; Slack has no limit of its own for the place below a question. */
  error: 300,
  optionValue: 75,
  fallback: 3_000,
} as const;
