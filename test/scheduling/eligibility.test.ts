/** Eligibility: skill and territory decide who may serve an intake, before anybody looks at time. */
import { expect, test } from 'vitest';
import { eligibilityOf } from '../../src/scheduling/eligibility.ts';
import type { Intake } from '../../src/scheduling/intake.ts';
import type { Owner } from '../../src/scheduling/owner.ts';
import { anIntake, anOwner, aUseCase } from './worlds.ts';

const check = (owner: Partial<Owner>, intake: Partial<Intake>) =>
  eligibilityOf(anOwner(1, owner), anIntake(intake), aUseCase());

test('an intake that asks for nothing suits everybody', () => {
  expect(check({ skills: [], territories: ['AZ'] }, {})).toEqual({ eligible: true, reasons: [] });
});

test('a wished skill is needed, and is named as the form words it', () => {
  expect(check({ skills: ['spanish'] }, { skill: 'spanish' })).toEqual({
    eligible: true,
    reasons: [{ code: 'MATCHES_SKILL', text: 'Dana has the skill you asked for: Spanish.' }],
  });
  expect(check({ skills: ['english'] }, { skill: 'spanish' })).toMatchObject({
    eligible: false,
    reasons: [{ code: 'SKILL', text: 'Dana does not have the skill Spanish.' }],
  });
});

test('an owner without territories serves everywhere, one with them only there, in any spelling', () => {
  expect(check({ territories: [] }, { territory: 'AZ' }).eligible).toBe(true);
  expect(check({ territories: ['AZ', 'NM'] }, { territory: 'az' }).eligible).toBe(true);
  expect(check({ territories: ['NM'] }, { territory: 'AZ' })).toMatchObject({
    eligible: false,
    reasons: [{ code: 'TERRITORY' }],
  });
});

test('every gate that fails is told', () => {
  const { reasons } = check({ territories: ['NM'] }, { territory: 'AZ', skill: 'spanish' });
  expect(reasons.map((r) => r.code)).toEqual(['SKILL', 'TERRITORY']);
});

test('every skill and the language that were asked for are needed, and those that lack are named', () => {
  const wanted = { skill: 'spanish', skills: ['spanish', 'english'], language: 'french' };
  expect(check({ skills: ['spanish', 'english', 'french'] }, wanted).eligible).toBe(true);
  expect(check({ skills: ['spanish'] }, wanted)).toMatchObject({
    eligible: false,
    reasons: [{ code: 'SKILL', text: expect.stringMatching(/^Dana does not have the skill English, french\.$/i) }],
  });
});
