/** The details of a request: why this slot, what stands on the calendar, and its whole history from the audit trail. */
import type { Evaluation, OwnerEvaluation } from '../scheduling/evaluation.ts';
import { type Request, requestName } from '../scheduling/request.ts';
import type { UseCase } from '../scheduling/use-case.ts';
import { answerText } from './answer-text.ts';
import { onThis } from './press.ts';
import { whenFacts } from './request-card.ts';
import type { Block, Line, Screen } from './view.ts';

export interface AuditLine {
  at: number;
  who: string;
  what: string;
  why: string | null;
}

export interface Details {
  request: Request;
  useCase: UseCase;
  evaluation: Evaluation | null;
  /** The calendar event as it stands, or null. */
  event: { title: string; start: number; end: number; ownerName: string; ownerZone: string } | null;
  history: readonly AuditLine[];
  /** The reader's zone. */
  zone: string;
}

/** The screen behind "Details". */
export function detailsScreen(d: Details): Screen {
  const { request, useCase, evaluation, event, history, zone } = d;
  const intake = useCase.questions.flatMap((q) => {
    const answer = request.intake.answers[q.key];
    if (answer === undefined || answer === '') return [];
    return [{ label: q.label, line: [answerText(q, answer)] as Line }];
  });
  const reasons = (request.booking?.slot.reasons ?? request.because).map((r) => r.text);
  return {
    kind: 'screen',
    name: 'details',
    title: `${requestName(request)} details`,
    close: 'Close',
    state: onThis(request),
    blocks: [
      { kind: 'heading', text: `${useCase.name} for ${request.intake.attendee.name}` },
      ...(request.state === 'booked' ? [{ kind: 'facts' as const, facts: whenFacts(request) }] : []),
      { kind: 'facts', facts: intake },
      ...(reasons.length === 0 ? [] : [heading('Why'), { kind: 'text' as const, line: [reasons.join('\n')] }]),
      ...(evaluation === null
        ? []
        : [heading('Who was considered'), ...handedOver(evaluation), ...evaluation.owners.map(ownerLine)]),
      heading('On the calendar'),
      event === null
        ? { kind: 'text', line: ['Nothing stands on a calendar for this request.'] }
        : {
            kind: 'text',
            line: [
              { kind: 'strong', text: event.title },
              ` on ${event.ownerName}’s calendar: `,
              { kind: 'range', start: event.start, end: event.end, zone: event.ownerZone },
            ],
          },
      heading('History'),
      ...history.map(
        (h): Block => ({
          kind: 'text',
          line: [{ kind: 'time', at: h.at, zone }, ` · ${h.who} · ${h.what}`, whyThen(h, reasons)],
        }),
      ),
    ],
  };
}

/** What stands under "Why" already is not said again. */
function whyThen({ why }: AuditLine, reasons: readonly string[]): string {
  return why === null || why === '' || why === reasons.join(' ') ? '' : `: ${why}`;
}

const heading = (text: string): Block => ({ kind: 'heading', text });

/** Which ways of routing were tried before the one that decided, and why they gave nobody. */
function handedOver({ tried = [] }: Evaluation): Block[] {
  return tried.flatMap(({ reason }): Block[] => (reason === null ? [] : [{ kind: 'quiet', line: [reason.text] }]));
}

function ownerLine(o: OwnerEvaluation): Block {
  const open = o.eligible ? ` · ${o.open} possible ${o.open === 1 ? 'start' : 'starts'}` : ' · cannot take this';
  return {
    kind: 'text',
    line: [{ kind: 'strong', text: o.name }, `${open}\n${o.reasons.map((r) => r.text).join(' ')}`],
  };
}
