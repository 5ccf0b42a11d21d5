/** Evidence from the requester: a signed form, as a yes or as a link to it. */
import { reason } from '../reasons.ts';
import { type RulesOf, requestRule } from './rule.ts';

export const requesterEvidence: RulesOf = ({ policies }) =>
  (policies.evidence ?? []).flatMap((needed) => {
    if (needed.from !== 'requester') return [];
    const { question, form, accepts, broken } = needed;
    const given = accepts === 'yes' ? 'confirmed' : 'linked';
    return [
      requestRule(
        { code: 'EVIDENCE', no: broken, describe: () => `It needs ${form}, ${given} in the form.` },
        ({ intake }) => {
          const answer = intake.answers[question] ?? '';
          if (accepts === 'yes' ? answer === 'yes' : /^https?:\/\/\S+$/.test(answer)) return null;
          const fix = accepts === 'yes' ? 'Answer yes once it is signed.' : 'Put in the link to it (https://…).';
          return { reason: reason('EVIDENCE', `It needs ${form}.`, fix), question };
        },
      ),
    ];
  });
