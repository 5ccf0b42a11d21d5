/** What a method of the Web API is, for the files that hold them. */
import type { SlackJson } from './protocol.ts';
import type { Workspace } from './workspace.ts';

/** The arguments of a call; JSON in form fields (blocks, view, metadata, ...) is already read. */
export type ApiArgs = SlackJson;
export type ApiRefusal = { ok: false; error: string; [field: string]: unknown };
export type ApiAnswer = { ok: true; [field: string]: unknown } | ApiRefusal;
export type ApiMethod = (args: ApiArgs, workspace: Workspace) => ApiAnswer;

/** Slack's answer when `argument` was left out. */
export function missing(argument: string): ApiRefusal {
  return {
    ok: false,
    error: 'invalid_arguments',
    response_metadata: { messages: [`[ERROR] missing required field: ${argument}`] },
  };
}
