/** Who the bot token speaks for: its workspace and its own user, asked of Slack once. */
import { WebAPIPlatformError, WebAPIRequestError, type WebClient } from '@slack/web-api';

export interface Identity {
  /** The workspace's id, as in `Speaker.workspace`. */
  workspace: string;
  /** The workspace's name, for people. */
  name: string;
  /** The bot's own user id. */
  botUser: string;
}

/**
 * Makes the question. The answer is kept; a failure is not, so asking again may succeed.
 * The question throws an error that says how to mend it when Slack refuses the token.
 */
export function createIdentity(client: WebClient): () => Promise<Identity> {
  let known: Promise<Identity> | undefined;
  return () => {
    known ??= ask(client).catch((error: unknown) => {
      known = undefined;
      throw error;
    });
    return known;
  };
}

async function ask(client: WebClient): Promise<Identity> {
  try {
    const { team_id, team, user_id } = await client.auth.test();
    if (!team_id || !user_id) throw new Error('Slack did not say which workspace the bot token belongs to.');
    return { workspace: team_id, name: team ?? team_id, botUser: user_id };
  } catch (error) {
    if (error instanceof WebAPIRequestError)
      throw new Error(
        'Slack could not be reached. Check the connection of this machine, its proxy and SLACK_API_URL.',
        {
          cause: error,
        },
      );
    if (!(error instanceof WebAPIPlatformError)) throw error;
    throw new Error(
      `Slack refuses the bot token (${error.data.error}). Copy the "Bot User OAuth Token" (xoxb-…) from the app's page "OAuth & Permissions" into SLACK_BOT_TOKEN; after changed permissions, install the app again first.`,
      { cause: error },
    );
  }
}
