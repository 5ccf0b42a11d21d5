/** Fresh identifiers. The only file that draws random ones; the core receives them as arguments. */
import { randomBytes, randomUUID } from 'node:crypto';

/** A new random UUID (version 4), the id of every row. */
export function newId(): string {
  return randomUUID();
}

/** A new secret of `bytes` random bytes, in URL-safe base64. */
export function newSecret(bytes = 32): string {
  return randomBytes(bytes).toString('base64url');
}

declare const brand: unique symbol;

/**
 * The id of a customer organisation. It is made only by `store/tenants.ts`, where an installation or a token was
 * verified, so that a query cannot be asked for a tenant that somebody merely typed.
 */
export type TenantId = string & { readonly [brand]: 'TenantId' };
