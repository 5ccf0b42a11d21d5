/** What every element that keeps a value is given, whether it stands in an input block, a section or an actions block. */
import type { SlackJson } from '../json.ts';

export interface ControlProps {
  element: SlackJson;
  /** The id of the part that takes the focus; labels point to it. */
  id: string;
  /** The element whose words name this one, for groups; else `label` is used. */
  labelledBy?: string | undefined;
  /** A name of its own, where no label stands beside it. */
  label?: string | undefined;
  /** Ids of the hint and the error. */
  describedBy?: string | undefined;
  invalid: boolean;
  /** An answer is needed, so there is no way to empty it. */
  required: boolean;
  /** What stands in it, in the form of Slack's state: a string, an option, a list or null. */
  value: unknown;
  onChange: (value: unknown) => void;
  /** Enter was pressed in a line of text. Returns true when that meant something. */
  onEnter?: (() => boolean) | undefined;
}

/** The attributes that tell a screen reader about the control. */
export function ariaOf(props: ControlProps) {
  return {
    'aria-label': props.label,
    'aria-labelledby': props.labelledBy,
    'aria-describedby': props.describedBy,
    'aria-invalid': props.invalid ? ('true' as const) : undefined,
    'aria-required': props.required ? ('true' as const) : undefined,
  };
}
