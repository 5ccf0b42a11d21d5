/** The Web API clients, one for each way of failing. Slack's default client would go on trying for half an hour. */
import type { Logger } from '@slack/bolt';
import { WebClient } from '@slack/web-api';

export interface Clients {
  /** For `views.open`, whose trigger dies after 3 s: a late answer is as good as none, and a second try is refused. */
  opening: WebClient;
  /**
   * For what a job sends and tries again itself. A post is never repeated here: Slack has no key that would keep a post
   * whose answer was lost from appearing twice. A rate limit is left to the job, so that nobody waits behind it.
   */
  sending: WebClient;
  /** For everything that may be repeated safely while a person waits. */
  steady: WebClient;
}

/** Makes the clients of one bot token. `apiUrl` is where the Web API is, when it is not Slack's own. */
export function createClients(botToken: string, apiUrl: string | undefined, logger: Logger): Clients {
  const common = { logger, ...(apiUrl === undefined ? {} : { slackApiUrl: apiUrl }) };
  return {
    opening: new WebClient(botToken, { ...common, timeout: 2_500, retryConfig: { retries: 0 } }),
    sending: new WebClient(botToken, {
      ...common,
      timeout: 10_000,
      retryConfig: { retries: 0 },
      rejectRateLimitedCalls: true,
    }),
    steady: new WebClient(botToken, {
      ...common,
      timeout: 5_000,
      retryConfig: { retries: 2, minTimeout: 300, maxTimeout: 2_000 },
    }),
  };
}
