/** Reading JSON of which nothing is known yet. */
import type { SlackJson } from './protocol.ts';

/** True for a JSON object, false for arrays, null and the rest. */
export function isObject(value: unknown): value is SlackJson {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The objects of a list; none when it is no list. */
export function objectsIn(value: unknown): SlackJson[] {
  return Array.isArray(value) ? value.filter(isObject) : [];
}

/** The text, or '' when it is none. */
export function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

/** What the text says as JSON, or undefined when it is not JSON. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
