/** Evidence from the owner: a certificate that is still valid, by the owner's date, when the meeting ends. */
import type { Owner } from '../owner.ts';
import { reason } from '../reasons.ts';
import { formatDate } from '../time/format.ts';
import { dayOfDate } from '../time/local-date.ts';
import { dayStart } from '../time/zone.ts';
import type { Rule, RulesOf } from './rule.ts';
import type { Evidence } from './schema.ts';

type Certificate = Extract<Evidence, { from: 'owner' }>;

export const ownerEvidence: RulesOf = ({ policies }) =>
  (policies.evidence ?? []).flatMap((needed) => (needed.from === 'owner' ? [ruleOf(needed)] : []));

function ruleOf({ certificate, broken }: Certificate): Rule {
  return {
    code: 'CREDENTIAL',
    no: broken,
    describe: () => `The owner's certificate “${certificate}” is valid on the day of the meeting.`,
    closes: ({ owner }, search) => {
      const until = validUntil(owner, certificate);
      const first = until === null ? search.from : until - search.duration + 1;
      return first < search.to ? [[first, search.to]] : [];
    },
    why: ({ owner }) => {
      const expires = lastDay(owner, certificate);
      return expires === null
        ? reason('CREDENTIAL', `${owner.name} has no certificate “${certificate}”.`, 'Pick another person.')
        : reason(
            'CREDENTIAL',
            `The certificate “${certificate}” of ${owner.name} expires after ${formatDate(expires)}, ${expires.slice(0, 4)}.`,
            `Pick a day up to then, or renew the certificate.`,
          );
    },
  };
}

/** The last date (YYYY-MM-DD) on which the owner has it; null when they never had. */
function lastDay({ certificates = [] }: Owner, name: string): string | null {
  const dates = certificates.filter((one) => one.name === name).map((one) => one.expires);
  return dates.sort().at(-1) ?? null;
}

function validUntil(owner: Owner, name: string): number | null {
  const expires = lastDay(owner, name);
  const day = expires === null ? null : dayOfDate(expires);
  return day === null ? null : dayStart(owner.zone, day + 1);
}
