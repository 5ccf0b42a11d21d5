/**
 * What a zod schema asks for, readable: which keys an object may have, what stands at a path, and the words for it. It
 * follows from the schema itself, so that no message and no page about a file can disagree with what is accepted.
 */
import { z } from 'zod';

/** A JSON Schema (draft 2020-12) as zod writes it. */
export type Shape = z.core.JSONSchema.JSONSchema;

/** A shape, and the whole that its references lead into. */
export interface RootShape {
  shape: Shape;
  root: Shape;
}

const memo = new WeakMap<z.ZodType, RootShape>();
const handedOn = 'x-handed-on';

/** The shape of what a schema takes in. */
export function shapeOf(schema: z.ZodType): RootShape {
  const known = memo.get(schema);
  if (known !== undefined) return known;
  const shape = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any', override: lookBehind });
  const whole = { shape, root: shape };
  memo.set(schema, whole);
  return whole;
}

/** A schema that takes anything and hands it on asks for what the next one asks for. */
function lookBehind({ zodSchema, jsonSchema }: { zodSchema: z.core.$ZodTypes; jsonSchema: Shape }): void {
  const { def } = zodSchema._zod;
  const takesAnything =
    jsonSchema.type === undefined &&
    !['$ref', 'anyOf', 'oneOf', 'allOf', 'enum', 'const'].some((key) => key in jsonSchema);
  if (def.type === 'pipe' && takesAnything && def.out instanceof z.ZodType)
    jsonSchema[handedOn] = shapeOf(def.out).shape;
}

/** By shape: each lies in one whole only, and is never changed. */
const branchMemo = new WeakMap<Shape, readonly RootShape[]>();

/** The shapes that a value may have here: references followed, and one for each branch of a choice. */
export function branchesOf(of: RootShape): readonly RootShape[] {
  const known = branchMemo.get(of.shape);
  if (known !== undefined) return known;
  const branches = findBranches(of, 0);
  branchMemo.set(of.shape, branches);
  return branches;
}

function findBranches({ shape, root }: RootShape, depth: number): RootShape[] {
  if (depth > 20) return [];
  const further = (next: Shape | boolean, of = root) => findBranches({ shape: asShape(next), root: of }, depth + 1);
  if (shape.$ref !== undefined) return further(referred(shape.$ref, root));
  const behind = shape[handedOn];
  if (isObject(behind)) return further(behind, behind);
  const choice = shape.oneOf ?? shape.anyOf;
  if (choice !== undefined) return choice.flatMap((one) => further(one));
  if (shape.allOf !== undefined) {
    const parts = shape.allOf.map((one) => further(one));
    return parts.reduce((all, part) => all.flatMap((a) => part.map((b) => both(a, b))), [{ shape: {}, root }]);
  }
  const types: unknown = shape.type;
  return Array.isArray(types) ? types.map((type) => ({ shape: { ...shape, type }, root })) : [{ shape, root }];
}

/** The branches that this value was meant for: of its kind, and with the constants that it names. */
export function branchesFor(of: RootShape, value: unknown): RootShape[] {
  const sameKind = branchesOf(of).filter(({ shape }) => shape.type === undefined || isKind(shape.type, value));
  if (!isObject(value)) return sameKind;
  const constants = sameKind.map(({ shape, root }) =>
    Object.entries(shape.properties ?? {}).flatMap(([key, property]) => {
      const allowed = Object.hasOwn(value, key) ? constantsOf({ shape: asShape(property), root }) : null;
      return allowed === null ? [] : [{ key, fits: allowed.includes(value[key]) }];
    }),
  );
  // A wrong constant speaks against a branch only where it is the right one for another.
  const right = new Set(constants.flat().flatMap(({ key, fits }) => (fits ? [key] : [])));
  return sameKind.filter((_, i) => constants[i]?.every(({ key, fits }) => fits || !right.has(key)));
}

/** The keys that an object may have; null when it may have any. */
export function keysOf(branches: readonly RootShape[]): string[] | null {
  const keys = new Set<string>();
  for (const { shape } of branches) {
    const { properties, additionalProperties } = shape;
    if (properties === undefined || (additionalProperties !== undefined && additionalProperties !== false)) return null;
    for (const key of Object.keys(properties)) keys.add(key);
  }
  return branches.length === 0 ? null : [...keys];
}

/** The shapes one step further into a value; empty where nothing is known of it. */
export function shapesIn(among: readonly RootShape[], value: unknown, step: string | number): RootShape[] {
  return among
    .flatMap((of) => branchesFor(of, value))
    .flatMap(({ shape, root }) => {
      const next =
        typeof step === 'number'
          ? (shape.prefixItems?.[step] ?? firstOf(shape.items))
          : (own(shape.properties, step) ?? shape.additionalProperties);
      return next !== undefined && typeof next === 'object' ? [{ shape: asShape(next), root }] : [];
    });
}

/** The constants that may stand here; null when not only constants may. */
export function constantsOf(...among: readonly RootShape[]): unknown[] | null {
  const found: unknown[] = [];
  for (const { shape } of among.flatMap((of) => branchesOf(of))) {
    if (shape.const !== undefined) found.push(shape.const);
    else if (shape.enum !== undefined) found.push(...shape.enum);
    else return null;
  }
  return found.length === 0 ? null : [...new Set(found)];
}

/** What may stand here, in words: "a whole number from 5 to 480", "one of: owner, requester". */
export function wordsFor(...among: readonly RootShape[]): string {
  const constants = constantsOf(...among);
  if (constants?.every((one) => typeof one === 'boolean')) return wordsOfBoolean(constants);
  if (constants !== null) return constants.length === 1 ? `${constants[0]}` : `one of: ${constants.join(', ')}`;
  const branches = among.flatMap((of) => branchesOf(of));
  return [...new Set(branches.map(({ shape }) => wordsOfBranch(shape)))].join(', or ');
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

function both({ shape: a, root }: RootShape, { shape: b }: RootShape): RootShape {
  const properties = { ...a.properties, ...b.properties };
  return { shape: { ...a, ...b, ...(Object.keys(properties).length > 0 ? { properties } : {}) }, root };
}

function referred(reference: string, root: Shape): Shape {
  if (reference === '#') return root;
  return asShape(own(root.$defs, reference.replace('#/$defs/', '')) ?? {});
}

const anything: Shape = {};

/** `true` and `false` are shapes too: anything, and nothing. */
function asShape(shape: Shape | boolean): Shape {
  return typeof shape === 'boolean' ? anything : shape;
}

function firstOf<T>(items: T | T[] | undefined): T | undefined {
  return Array.isArray(items) ? items[0] : items;
}

function own<T>(of: Readonly<Record<string, T>> | undefined, key: string): T | undefined {
  return of !== undefined && Object.hasOwn(of, key) ? of[key] : undefined;
}
