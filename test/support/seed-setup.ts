/** Hands a run's seed to its tests: the one of `--sequence.seed`, or a new one. */
import { randomInt } from 'node:crypto';
import type { TestProject } from 'vitest/node';

declare module 'vitest' {
  interface ProvidedContext {
    seed: number;
  }
}

export default function setup(project: TestProject): void {
  project.provide('seed', project.config.sequence.seed ?? randomInt(1_000_000));
}
