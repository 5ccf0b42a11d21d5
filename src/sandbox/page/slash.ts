/** Completion of slash commands in the composer: which commands fit what was typed, and what is a command at all. */
import type { Snapshot } from '../protocol.ts';

export type Command = Snapshot['app']['commands'][number];

/** The commands to offer for a text: while only the command's own word is being typed. */
export function completions(typed: string, commands: readonly Command[]): Command[] {
  if (!/^\/\S*$/.test(typed)) return [];
  const lower = typed.toLowerCase();
  return commands.filter(({ command }) => command.toLowerCase().startsWith(lower));
}

/** The command whose words are being typed now, so that its hint can stand beside them; null otherwise. */
export function commandOf(typed: string, commands: readonly Command[]): Command | null {
  const word = /^(\/\S+)\s/.exec(typed)?.[1]?.toLowerCase();
  return commands.find(({ command }) => command.toLowerCase() === word) ?? null;
}

/** As in Slack: a message that starts with a slash is a command, never a message. */
export function isCommand(typed: string): boolean {
  return /^\/\S/.test(typed.trimStart());
}
