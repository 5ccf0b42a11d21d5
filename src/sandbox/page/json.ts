/**
 * Reading Slack's JSON without trusting it: each reader gives the asked kind of value, or an empty one when the app sent
 * something else. Nothing here throws, so a wrong block draws poorly instead of taking the page down.
 */
import type { SlackJson } from '../protocol.ts';

export type { SlackJson };

export function isJson(value: unknown): value is SlackJson {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The object at `field`, or null. */
export function child(json: SlackJson, field: string): SlackJson | null {
  const value = json[field];
  return isJson(value) ? value : null;
}

/** The objects in the list at `field`; other things in it are left out. */
export function children(json: SlackJson, field: string): SlackJson[] {
  const value = json[field];
  return Array.isArray(value) ? value.filter(isJson) : [];
}

/** The strings in the list at `field`. */
export function strings(json: SlackJson, field: string): string[] {
  const value = json[field];
  return Array.isArray(value) ? value.filter((item): item is string => typeof item === 'string') : [];
}

/** The string at `field`, or ''. */
export function text(json: SlackJson, field: string): string {
  const value = json[field];
  return typeof value === 'string' ? value : '';
}

/** The number at `field`, also when it was written as a string of digits; else null. */
export function number(json: SlackJson, field: string): number | null {
  const value = json[field];
  if (typeof value === 'number') return value;
  return typeof value === 'string' && /^-?\d+(\.\d+)?$/.test(value) ? Number(value) : null;
}

export function flag(json: SlackJson, field: string): boolean {
  return json[field] === true;
}

/** The words of the text object at `field`, without looking at its kind. */
export function words(json: SlackJson, field: string): string {
  const object = child(json, field);
  return object === null ? '' : text(object, 'text');
}
