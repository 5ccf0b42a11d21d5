/** What each kind of question wants, and the form in which its answer is kept. Each no is one sentence that says how to mend it. */
import { formatAddress, parseAddress } from './address.ts';
import { joinValues, type Question, type QuestionKind, splitValues } from './question.ts';
import { formatDate } from './time/format.ts';
import { dayOfDate } from './time/local-date.ts';
import { isZone } from './time/zone.ts';

export type Checked = { kind: 'value'; value: string } | { kind: 'none' } | { kind: 'error'; error: string };

type Check = (text: string, question: Question) => Checked;

/** The checks by kind. The text is trimmed, not empty, and not too long. */
export const checks: Readonly<Record<QuestionKind, Check>> = {
  text: (text) => value(text.replaceAll(/ {2,}/g, ' ')),
  'long-text': value,
  email: checkEmail,
  phone: checkPhone,
  number: checkNumber,
  date: (text) =>
    dayOfDate(text) === null ? wrong('Choose a day that is in the calendar, written like 2026-12-01.') : value(text),
  time: checkTime,
  'date-range': checkRange,
  choice: (text, { choices = [] }) =>
    choices.some((choice) => choice.value === text)
      ? value(text)
      : wrong('That is not one of the choices. Choose one of these.'),
  'multiple-choice': checkChoices,
  person: (text) => (/\s/.test(text) ? wrong('Choose a person of this workspace.') : value(text)),
  address: (text) => {
    const parsed = parseAddress(text);
    return parsed.ok ? value(formatAddress(parsed.address)) : wrong(parsed.error);
  },
  'time-zone': (text) =>
    isZone(text) ? value(zoneAsWritten(text)) : wrong('Choose a time zone from the list, such as America/Phoenix.'),
  'yes-no': checkYesNo,
};

const email = /^[^\s@<>(),;:"[\]\\]+@[^\s@<>(),;:"[\]\\.]+(\.[^\s@<>(),;:"[\]\\.]+)+$/;

/** Whether this is written like an email address. */
export function isEmail(text: string): boolean {
  return email.test(text);
}

/** The part after the @ is the same in any case, so it is kept in small letters. */
function checkEmail(text: string): Checked {
  if (!isEmail(text)) return wrong('Write an email address such as name@example.com.');
  const at = text.lastIndexOf('@');
  return value(text.slice(0, at) + text.slice(at).toLowerCase());
}

/**
 * A phone number in its international form (E.164). With a plus sign: 8 to 15 digits. Without: a number of the US and
 * its numbering plan, ten digits with area code, a leading 1 allowed.
 */
function checkPhone(text: string): Checked {
  const help = wrong('Write the number with its area code, such as (602) 555-0142, or with + and the country code.');
  if (!/^\+?[\d\s().\-/]+$/.test(text)) return help;
  const digits = text.replaceAll(/\D/g, '');
  if (text.startsWith('+') && !digits.startsWith('1'))
    return /^[2-9]\d{7,14}$/.test(digits) ? value(`+${digits}`) : help;
  const national = digits.length === 11 && digits.startsWith('1') ? digits.slice(1) : digits;
  return /^[2-9]\d{2}[2-9]\d{6}$/.test(national) ? value(`+1${national}`) : help;
}

/** A number without commas and needless zeros: 1200, -3, 0.5. */
function checkNumber(text: string, { min, max, decimals = 0 }: Question): Checked {
  const plain = /^[+-]?\d{1,3}(,\d{3})+(\.\d*)?$/.test(text) ? text.replaceAll(',', '') : text;
  const parts = /^([+-]?)0*(\d*)(?:\.(\d*?)0*)?$/.exec(plain);
  const [, sign = '', whole = '', fraction = ''] = parts ?? [];
  if (parts === null || !/\d/.test(plain) || whole.length > 15) return wrong('Write a number in digits, such as 12.');
  if (fraction.length > decimals)
    return wrong(decimals === 0 ? 'Write a whole number.' : `Write at most ${decimals} digits after the point.`);
  const size = `${whole === '' ? '0' : whole}${fraction === '' ? '' : `.${fraction}`}`;
  const written = sign === '-' && Number(size) !== 0 ? `-${size}` : size;
  if (min !== undefined && Number(written) < min) return wrong(`Write a number of at least ${min}.`);
  if (max !== undefined && Number(written) > max) return wrong(`Write a number of at most ${max}.`);
  return value(written);
}

/** A time of day as 24 hours, 14:30; also typed as 2:30 pm. */
function checkTime(text: string): Checked {
  const [, h = '', m = '00', half] = /^(\d{1,2})(?::(\d{2}))?\s*([ap])?\.?m?\.?$/i.exec(text) ?? [];
  const hour = Number(h);
  const help = wrong('Choose a time of day, such as 2:30 PM.');
  if (h === '' || Number(m) > 59) return help;
  if (half === undefined) return text.includes(':') && !/m/i.test(text) && hour <= 23 ? value(clock(hour, m)) : help;
  if (hour < 1 || hour > 12) return help;
  return value(clock((hour % 12) + (half.toLowerCase() === 'p' ? 12 : 0), m));
}

function clock(hour: number, minute: string): string {
  return `${String(hour).padStart(2, '0')}:${minute}`;
}

/**
 * Two days as one answer, written first/last; both belong to it. Only where the wished days are asked may one be left
 * open.
 */
function checkRange(text: string, { feeds }: Question): Checked {
  const [first = '', last = '', ...more] = text.split('/').map((part) => part.trim());
  const unknown = [first, last].some((day) => day !== '' && dayOfDate(day) === null);
  if (unknown || more.length > 0 || first + last === '')
    return wrong('Choose two days that are in the calendar, the first and the last.');
  if ((first === '' || last === '') && feeds !== 'window')
    return wrong(`Choose the ${first === '' ? 'first' : 'last'} day too.`);
  if (first !== '' && last !== '' && last < first)
    return wrong(`The last day is before the first, ${formatDate(first)}. Choose that day or a later one.`);
  return value(`${first}/${last}`);
}

/** The chosen values in the order of the form, each once. */
function checkChoices(text: string, { choices = [] }: Question): Checked {
  const chosen = new Set(splitValues(text));
  const known = choices.map((choice) => choice.value).filter((one) => chosen.has(one));
  return known.length === chosen.size && known.length > 0 ? value(joinValues(known)) : wrong('Choose only from these.');
}

function checkYesNo(text: string): Checked {
  const said = text.toLowerCase();
  if (['yes', 'y', 'true'].includes(said)) return value('yes');
  if (['no', 'n', 'false'].includes(said)) return value('no');
  return wrong('Answer yes or no.');
}

const zones = new Map(Intl.supportedValuesOf('timeZone').map((zone) => [zone.toLowerCase(), zone]));

/** A zone in the spelling of the zone list, for `america/new_york`. */
function zoneAsWritten(name: string): string {
  return zones.get(name.toLowerCase()) ?? name;
}

function value(text: string): Checked {
  return { kind: 'value', value: text };
}

function wrong(error: string): Checked {
  return { kind: 'error', error };
}
