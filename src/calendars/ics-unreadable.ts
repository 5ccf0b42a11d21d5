/** The error of a calendar file that cannot be understood. */

/** The message is one short clause for people, such as "the file is not a calendar"; the owner's time is then unknown. */
export class IcsUnreadable extends Error {
  override name = 'IcsUnreadable';
}
