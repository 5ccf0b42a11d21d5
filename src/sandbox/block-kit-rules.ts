/** Small rules from which Block Kit's are put together. Each looks at one value and complains in Slack's words. */
import { isObject, textOf } from './json.ts';
import type { SlackJson } from './protocol.ts';

export type Surface = 'message' | 'modal' | 'home';

/** Something Slack would not like. */
export interface Complaint {
  /** JSON pointer into the payload, such as /blocks/0/text. */
  path: string;
  rule: string;
  /** False: Slack takes it, but a person loses something by it. */
  refused: boolean;
  /** Slack's error code, when it is not the usual one for the call. */
  code?: string;
}

/** Where a rule writes its complaints. */
export interface Page {
  surface: Surface;
  /** Complains; `grumble` is for what Slack lets pass. */
  refuse(path: string, rule: string): void;
  grumble(path: string, rule: string): void;
}

export type Rule = (value: unknown, path: string, page: Page) => void;

/** A text of `min` (default 1) to `max` characters. */
export function string(max: number, min = 1): Rule {
  return (value, path, page) => {
    if (typeof value !== 'string') return page.refuse(path, 'must provide a string');
    if (value.length > max) page.refuse(path, `must be less than ${max + 1} characters`);
    if (value.length < min) page.refuse(path, `must be more than ${min - 1} characters`);
  };
}

/** A text for which `good` holds; `rule` says what it has to be. */
export function stringThat(good: (text: string) => boolean, rule: string): Rule {
  return (value, path, page) => {
    if (typeof value !== 'string' || !good(value)) page.refuse(path, rule);
  };
}

/** An http or https address of up to `max` characters. */
export function url(max: number): Rule {
  return all(
    string(max),
    stringThat((text) => /^https?:\/\//i.test(text) && URL.canParse(text), 'must be a valid URL'),
  );
}

export function oneOf(...values: readonly (string | number)[]): Rule {
  return (value, path, page) => {
    if (!values.some((allowed) => allowed === value)) page.refuse(path, `must be one of: ${values.join(', ')}`);
  };
}

export const boolean: Rule = (value, path, page) => {
  if (typeof value !== 'boolean') page.refuse(path, 'must be a boolean');
};

export function integer(min: number, max: number): Rule {
  return (value, path, page) => {
    if (!Number.isInteger(value)) return page.refuse(path, 'must be an integer');
    if (Number(value) < min) page.refuse(path, `must be at least ${min}`);
    if (Number(value) > max) page.refuse(path, `must be at most ${max}`);
  };
}

/** A list of `min` to `max` items, each obeying `item`. */
export function list(min: number, max: number, item: Rule): Rule {
  return (value, path, page) => {
    if (!Array.isArray(value)) return page.refuse(path, 'must provide an array');
    if (value.length > max) page.refuse(path, `no more than ${max} items allowed`);
    if (value.length < min) page.refuse(path, `no fewer than ${min} items required`);
    for (const [index, one] of value.entries()) item(one, `${path}/${index}`, page);
  };
}

/** An object with exactly these fields. */
export function object(required: Record<string, Rule>, optional: Record<string, Rule> = {}, ...more: Rule[]): Rule {
  const fields = { ...required, ...optional };
  return (value, path, page) => {
    if (!isObject(value)) return page.refuse(path, 'must provide an object');
    for (const name of Object.keys(required)) {
      if (value[name] === undefined || value[name] === null) page.refuse(path, `missing required field: ${name}`);
    }
    for (const [name, inner] of Object.entries(value)) {
      const rule = Object.hasOwn(fields, name) ? fields[name] : undefined;
      if (rule === undefined) page.refuse(path, `invalid additional property: ${name}`);
      else if (inner !== undefined && inner !== null) rule(inner, `${path}/${name}`, page);
    }
    for (const rule of more) rule(value, path, page);
  };
}

/** An object whose `type` decides which rule it obeys. */
export function typed(kinds: () => Record<string, Rule>, allowed?: readonly string[]): Rule {
  return (value, path, page) => {
    if (!isObject(value)) return page.refuse(path, 'must provide an object');
    const type = textOf(value.type);
    if (type === '') return page.refuse(path, 'missing required field: type');
    const rule = Object.hasOwn(kinds(), type) ? kinds()[type] : undefined;
    if (rule === undefined) return page.refuse(`${path}/type`, `unsupported type: ${type}`);
    if (allowed !== undefined && !allowed.includes(type)) {
      return page.refuse(`${path}/type`, `unsupported type here: ${type}. Allowed: ${allowed.join(', ')}`);
    }
    rule(value, path, page);
  };
}

/** At least one of the fields must be there. */
export function anyOf(...names: readonly string[]): Rule {
  return (value, path, page) => {
    if (!names.some((name) => hasField(value, name)))
      page.refuse(path, `one of these is required: ${names.join(', ')}`);
  };
}

/** Exactly one of the fields must be there. */
export function exactlyOneOf(...names: readonly string[]): Rule {
  return (value, path, page) => {
    if (names.filter((name) => hasField(value, name)).length !== 1) {
      page.refuse(path, `exactly one of these is required: ${names.join(', ')}`);
    }
  };
}

/** Every rule of `rules`. */
export function all(...rules: readonly Rule[]): Rule {
  return (value, path, page) => {
    for (const rule of rules) rule(value, path, page);
  };
}

/** Whatever it is. */
export const anything: Rule = () => undefined;

/** A rule over the fields of an object that `object` has already found to be one. */
export function whole(check: (value: SlackJson, path: string, page: Page) => void): Rule {
  return (value, path, page) => {
    if (isObject(value)) check(value, path, page);
  };
}

function hasField(value: unknown, name: string): boolean {
  return isObject(value) && value[name] !== undefined && value[name] !== null;
}
