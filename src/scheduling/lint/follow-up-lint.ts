/** Checks of what follows a booking: reminders that can never fall due, or that say the same twice. */
import { span } from '../policies/minutes.ts';
import type { LintProblem, LintRule } from './lint-rule.ts';
import { longestAhead } from './policy-lint.ts';

/** A reminder falls due after the booking: nothing is booked longer ahead than the maximum lead. */
export const neverDue: LintRule = (useCase) =>
  useCase.reminders.flatMap((reminder, i): LintProblem[] =>
    reminder.kind === 'elapsed' && reminder.minutes >= longestAhead(useCase)
      ? [
          {
            path: ['reminders', i, 'minutes'],
            text: `This is never due: nothing is booked ${span(reminder.minutes)} ahead. Write fewer minutes.`,
          },
        ]
      : [],
  );

/** The same reminder twice is sent once. */
export const repeatedReminders: LintRule = ({ reminders }) =>
  reminders.flatMap((reminder, i): LintProblem[] => {
    const said = JSON.stringify(Object.entries(reminder).sort());
    return reminders.findIndex((other) => JSON.stringify(Object.entries(other).sort()) === said) === i
      ? []
      : [{ path: ['reminders', i], text: 'The same reminder stands above already. Take one of them out.' }];
  });
