/**
 * Eligibility: which owners may serve an intake at all, whatever their time. Each gate compares what the intake asks for
 * with what the owner has; an intake that does not ask passes it.
 */
import { type Intake, skillsWanted } from './intake.ts';
import type { Owner } from './owner.ts';
import { type Reason, reason } from './reasons.ts';
import { labelFor, type UseCase } from './use-case.ts';

export interface Eligibility {
  eligible: boolean;
  /** When eligible: what matched. When not: every gate that failed. */
  reasons: Reason[];
}

interface Gate {
  /** null: the intake does not ask. */
  check(owner: Owner, intake: Intake, useCase: UseCase): { passed: boolean; reason: Reason } | null;
}

const skill: Gate = {
  check(owner, intake, useCase) {
    const asked = skillsWanted(intake);
    if (asked.length === 0) return null;
    const missing = asked.filter((one) => !has(owner.skills, one));
    const wanted = (missing.length > 0 ? missing : asked).map((one) => wordFor(useCase, one)).join(', ');
    return missing.length === 0
      ? { passed: true, reason: reason('MATCHES_SKILL', `${owner.name} has the skill you asked for: ${wanted}.`) }
      : {
          passed: false,
          reason: reason('SKILL', `${owner.name} does not have the skill ${wanted}.`, 'Ask for another skill.'),
        };
  },
};

/** A skill or a language in the words of the form that asked for it. */
function wordFor(useCase: UseCase, skill: string): string {
  const word = labelFor(useCase, 'skill', skill);
  return word === skill ? labelFor(useCase, 'language', skill) : word;
}

const territory: Gate = {
  check(owner, intake, useCase) {
    if (intake.territory === undefined || owner.territories.length === 0) return null;
    const wanted = labelFor(useCase, 'territory', intake.territory);
    return has(owner.territories, intake.territory)
      ? { passed: true, reason: reason('MATCHES_TERRITORY', `${owner.name} serves ${wanted}.`) }
      : {
          passed: false,
          reason: reason('TERRITORY', `${owner.name} does not serve ${wanted}.`, 'Ask for another territory.'),
        };
  },
};

const gates: readonly Gate[] = [skill, territory];

/** Whether the owner may serve the intake, and why or why not. */
export function eligibilityOf(owner: Owner, intake: Intake, useCase: UseCase): Eligibility {
  const checked = gates.map((gate) => gate.check(owner, intake, useCase)).filter((result) => result !== null);
  const failed = checked.filter((result) => !result.passed);
  const told = failed.length > 0 ? failed : checked;
  return { eligible: failed.length === 0, reasons: told.map((result) => result.reason) };
}

function has(list: readonly string[], wanted: string): boolean {
  return list.some((item) => item.toLowerCase() === wanted.toLowerCase());
}
