/**
 * What a zod schema asks for, readable: which keys an object may have, what stands at a path, and the words for it. It
 * follows from the schema itself, so that no message and no page about a file can disagree with what is accepted.
 */
import { z } from 'zod';

/** A JSON Schema (draft 2020-12) as zod writes it. */
export type Shape = z.core.JSONSchema.JSONSchema;

export interface RootShape {
  shape: Shape;
  root: Shape;
}

const memo = new WeakMap<z.ZodType, RootShape>();

/** The shape of what a schema takes in. */
export function shapeOf(schema: z.ZodType): RootShape {
  const shape: Shape = memo.get(schema)?.root ?? z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' });
  memo.set(schema, { shape, root: shape });
  return { shape, root: shape };
}

/** The shapes that a value may have here: references followed, and one for each branch of a choice. */
export function branchesOf({ shape, root }: RootShape, depth = 0): Shape[] {
  if (depth > 20) return [];
  if (shape.$ref !== undefined) return branchesOf({ shape: referred(shape.$ref, root), root }, depth + 1);
  const choice = shape.oneOf ?? shape.anyOf;
  if (choice !== undefined) return choice.flatMap((one) => branchesOf({ shape: asShape(one), root }, depth + 1));
  if (shape.allOf !== undefined) {
    const parts = shape.allOf.map((one) => branchesOf({ shape: asShape(one), root }, depth + 1));
    return parts.reduce((all, part) => all.flatMap((a) => part.map((b) => both(a, b))), [{}]);
  }
  const types: unknown = shape.type;
  if (Array.isArray(types)) return types.map((type) => ({ ...shape, type }));
  return [shape];
}

/** The branches that this value was meant for: of its kind, and with the constants that it names. */
export function branchesFor(of: RootShape, value: unknown): Shape[] {
  const sameKind = branchesOf(of).filter((branch) => branch.type === undefined || isKind(branch.type, value));
  if (!isObject(value)) return sameKind;
  const meant = sameKind.filter((branch) =>
    Object.entries(branch.properties ?? {}).every(([key, property]) => {
      const allowed = constantsOf({ shape: asShape(property), root: of.root });
      return allowed === null || !Object.hasOwn(value, key) || allowed.includes(value[key]);
    }),
  );
  return meant.length > 0 ? meant : sameKind;
}

/** The keys that an object may have; null when it may have any. */
export function keysOf(branches: readonly Shape[]): string[] | null {
  const keys = new Set<string>();
  for (const { properties, additionalProperties } of branches) {
    if (properties === undefined || (additionalProperties !== undefined && additionalProperties !== false)) return null;
    for (const key of Object.keys(properties)) keys.add(key);
  }
  return branches.length === 0 ? null : [...keys];
}

/** The shape one step further into a value; null where nothing is known of it. */
export function shapeIn(of: RootShape, value: unknown, step: string | number): RootShape | null {
  const found: Shape[] = [];
  for (const branch of branchesFor(of, value)) {
    const next =
      typeof step === 'number'
        ? (branch.prefixItems?.[step] ?? firstOf(branch.items))
        : (own(branch.properties, step) ?? branch.additionalProperties);
    if (next !== undefined && typeof next === 'object') found.push(asShape(next));
  }
  const [first] = found;
  if (first === undefined) return null;
  return { shape: found.length === 1 ? first : { anyOf: found }, root: of.root };
}

/** The constants that may stand here; null when not only constants may. */
export function constantsOf(of: RootShape): unknown[] | null {
  const found: unknown[] = [];
  for (const branch of branchesOf(of)) {
    if (branch.const !== undefined) found.push(branch.const);
    else if (branch.enum !== undefined) found.push(...branch.enum);
    else return null;
  }
  return found.length === 0 ? null : [...new Set(found)];
}

/** What may stand here, in words: "a whole number from 5 to 480", "one of: owner, requester". */
export function wordsFor(of: RootShape): string {
  const constants = constantsOf(of);
  if (constants?.every((one) => typeof one === 'boolean')) return wordsOfBoolean(constants);
  if (constants !== null) return constants.length === 1 ? `${constants[0]}` : `one of: ${constants.join(', ')}`;
  return [...new Set(branchesOf(of).map(wordsOfBranch))].join(', or ');
}

function wordsOfBoolean(constants: readonly unknown[]): string {
  return constants.length === 1 ? `${constants[0]}` : 'true or false';
}

function wordsOfBranch(branch: Shape): string {
  if (branch.const !== undefined) return `${branch.const}`;
  if (branch.enum !== undefined) return `one of: ${branch.enum.join(', ')}`;
  switch (branch.type) {
    case 'integer':
    case 'number':
      return `a ${branch.type === 'integer' ? 'whole ' : ''}number${between(lowest(branch), highest(branch))}`;
    case 'string':
      return wordsOfText(branch);
    case 'boolean':
      return 'true or false';
    case 'array':
      return `a list${of(branch.minItems, branch.maxItems, 'entry', 'entries')}`;
    case 'object':
      return wordsOfKeys(branch);
    case 'null':
      return 'nothing (null)';
    default:
      return 'a value';
  }
}

function wordsOfKeys({ properties, required = [] }: Shape): string {
  if (properties === undefined) return 'keys with values';
  const optional = Object.keys(properties).filter((key) => !required.includes(key));
  if (required.length === 0) return `any of the keys ${optional.join(', ')}`;
  const more = optional.length === 0 ? '' : ` (and, where wanted, ${optional.join(', ')})`;
  return `the ${required.length === 1 ? 'key' : 'keys'} ${required.join(', ')}${more}`;
}

const formats: Readonly<Record<string, string>> = {
  date: 'a date such as 2026-12-01',
  time: 'a time such as 15:00',
  'date-time': 'an instant such as 2026-12-01T15:00:00Z',
  email: 'an email address',
  uri: 'an address such as https://example.com',
  uuid: 'a UUID',
};

function wordsOfText({ format, minLength, maxLength }: Shape): string {
  const known = format === undefined ? undefined : own(formats, format);
  if (known !== undefined) return known;
  return `text${of(minLength, maxLength, 'character', 'characters')}`;
}

const number = (n: number) => n.toLocaleString('en-US');
// A draft of long ago had true and false for exclusive limits.
const isLimit = (n: number | boolean | undefined): n is number =>
  typeof n === 'number' && Math.abs(n) < Number.MAX_SAFE_INTEGER;

function lowest({ minimum, exclusiveMinimum, type }: Shape): number | undefined {
  return isLimit(exclusiveMinimum) && type === 'integer' ? exclusiveMinimum + 1 : minimum;
}

function highest({ maximum, exclusiveMaximum, type }: Shape): number | undefined {
  return isLimit(exclusiveMaximum) && type === 'integer' ? exclusiveMaximum - 1 : maximum;
}

function between(from: number | undefined, to: number | undefined): string {
  if (isLimit(from) && isLimit(to)) return ` from ${number(from)} to ${number(to)}`;
  if (isLimit(from)) return `, ${number(from)} or more`;
  return isLimit(to) ? `, ${number(to)} or less` : '';
}

function of(from: number | undefined, to: number | undefined, one: string, many: string): string {
  if (isLimit(from) && from === to) return ` of ${number(from)} ${from === 1 ? one : many}`;
  if (isLimit(from) && from > 0 && isLimit(to)) return ` of ${number(from)} to ${number(to)} ${many}`;
  if (isLimit(to)) return ` of at most ${number(to)} ${to === 1 ? one : many}`;
  return isLimit(from) && from > 0 ? ` of at least ${number(from)} ${from === 1 ? one : many}` : '';
}

function isKind(type: Shape['type'], value: unknown): boolean {
  if (type === 'integer') return typeof value === 'number';
  if (type === 'array') return Array.isArray(value);
  if (type === 'null') return value === null;
  if (type === 'object') return isObject(value);
  return typeof value === type;
}

/** Whether it is an object with keys: no list, not null. */
export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function both(a: Shape, b: Shape): Shape {
  const properties = { ...a.properties, ...b.properties };
  return { ...a, ...b, ...(Object.keys(properties).length > 0 ? { properties } : {}) };
}

function referred(reference: string, root: Shape): Shape {
  if (reference === '#') return root;
  return asShape(own(root.$defs, reference.replace('#/$defs/', '')) ?? {});
}

/** `true` and `false` are shapes too: anything, and nothing. */
function asShape(shape: Shape | boolean): Shape {
  return typeof shape === 'boolean' ? {} : shape;
}

function firstOf<T>(items: T | T[] | undefined): T | undefined {
  return Array.isArray(items) ? items[0] : items;
}

function own<T>(of: Readonly<Record<string, T>> | undefined, key: string): T | undefined {
  return of !== undefined && Object.hasOwn(of, key) ? of[key] : undefined;
}
