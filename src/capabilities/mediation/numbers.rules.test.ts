import { expect, it } from 'vitest';
import { isOneNumber, type Known } from './numbers.rules.ts';

const party = (side: Known['side'], over: Partial<Known> = {}): Known => ({ id: side, side, name: '某人', ...over });

it('knows one telephone of both sides however it is written and for whoever it was left', () => {
  const speaks = (phone: string) => ({ name: '某代理', phone, relation: '代理' });
  const left = party('applicant', { phone: '138-0579-0001' });
  for (const over of [
    { phone: '13805790001' },
    { phone: '+8613805790001' },
    { guardian: speaks('8613805790001') },
    { representative: speaks('13805790001') },
  ])
    expect(isOneNumber([left, party('respondent', over)])).toBe(true);
  expect(
    isOneNumber([
      party('applicant', { guardian: speaks('13805790001') }),
      party('respondent', { phone: '13805790001' }),
    ]),
  ).toBe(true);
});

it('lets those of one side share a telephone, and takes no telephone for none in common', () => {
  const phone = '13805790001';
  expect(isOneNumber([party('applicant', { phone }), party('applicant', { phone }), party('respondent')])).toBe(false);
  expect(isOneNumber([party('applicant', { phone }), party('respondent', { phone: '13805790002' })])).toBe(false);
  expect(isOneNumber([party('applicant'), party('respondent')])).toBe(false);
});
