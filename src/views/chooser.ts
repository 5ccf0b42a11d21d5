/** The chooser: what can be scheduled, one line each. */
import type { UseCase } from '../scheduling/use-case.ts';
import type { Screen } from './view.ts';

/** The screen behind `/schedule` alone. */
export function chooser(useCases: readonly UseCase[]): Screen {
  return {
    kind: 'screen',
    name: 'chooser',
    title: 'Schedule',
    close: 'Close',
    state: '',
    blocks:
      useCases.length === 0
        ? [{ kind: 'text', line: ['Nothing can be scheduled yet. Ask whoever runs Slotdesk to add a use case.'] }]
        : [
            { kind: 'text', line: ['What would you like to schedule?'] },
            ...useCases.map((u) => ({
              kind: 'option' as const,
              line: [{ kind: 'strong' as const, text: u.name }, ` · ${u.duration} minutes`],
              details: [[u.summary]],
              button: { action: 'start', label: 'Start', value: u.key, says: `Start: ${u.name}` },
            })),
          ],
  };
}
