import { describe, expect, it } from 'vitest';
import { kindPart } from '../../platform/figures/asked.rules.ts';
import { redacted } from './figures.rules.ts';

it('a choice of kinds is all, a group or one', () => {
  expect([kindPart(null), kindPart('hazard'), kindPart('hazard.fire')]).toEqual(['', 'hazard.', 'hazard.fire']);
});

describe('a line behind a figure', () => {
  const count = { n: 1, day: '2026-03-01', measure: 'opened/hazard.fire', territory: '330702001002' };
  it('shows all to those who may see the matter', () => {
    expect(redacted(count, { id: 'x', line: 'matter.reported', number: 'N1' }, null)).toEqual({
      hidden: false,
      n: 1,
      day: '2026-03-01',
      kind: 'hazard.fire',
      territory: '330702001002',
      number: 'N1',
      id: 'x',
      line: 'matter.reported',
    });
  });
  it('shows the public what the kind lets it see, and of what is hidden nothing but that it is there', () => {
    expect(redacted(count, null, { visibility: 'exact', number: 'N1' })).toMatchObject({
      number: 'N1',
      territory: '330702001002',
      id: null,
    });
    expect(redacted(count, null, { visibility: 'blurred', number: null })).toMatchObject({
      number: null,
      territory: '330702001',
    });
    expect(redacted(count, null, { visibility: 'hidden', number: null })).toEqual({ hidden: true, n: 1 });
    expect(redacted(count, null, null)).toEqual({ hidden: true, n: 1 });
  });
});
