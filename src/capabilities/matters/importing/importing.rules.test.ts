import { describe, expect, it } from 'vitest';
import type { Caller, Post } from '../../../platform/identity/caller.ts';
import { importAppointment } from './importing.rights.ts';
import { guessedColumns, guessedHeading, guessedKinds, lacking, type Plan } from './importing.rules.ts';
import { mapOf, NAMES } from './mapping.ts';

const none = { number: null, happened: null, kind: null, words: null, address: null, lon: null, lat: null };
const plan: Plan = {
  headerRow: 1,
  columns: { ...none, happened: '时间', address: '地点' },
  kinds: [],
  otherwise: 'hazard.fire',
  answers: [],
  datum: 'wgs84',
  ledger: '',
};

describe('the columns of a table', () => {
  it('are known by the names that offices give them, whole names before parts of names, each column once', () => {
    expect(
      guessedColumns(['序号', '工单编号', '事件类别', '上报时间（必填）', '事发地点', '问题描述', '处理时间'], NAMES),
    ).toEqual({
      ...none,
      number: '工单编号',
      kind: '事件类别',
      happened: '上报时间（必填）',
      address: '事发地点',
      words: '问题描述',
    });
    expect(guessedColumns(['Case Number', 'Date', 'Category', 'Description', 'Address', 'Lon', 'Lat'], NAMES)).toEqual({
      number: 'Case Number',
      happened: 'Date',
      kind: 'Category',
      words: 'Description',
      address: 'Address',
      lon: 'Lon',
      lat: 'Lat',
    });
  });

  it('are not guessed from a count that begins anew in every table', () => {
    expect(guessedColumns(['序号', '时间'], NAMES)).toEqual({ ...none, happened: '时间' });
  });

  it('stand in the row that looks most like a heading, under a title or not', () => {
    const at = (row: number, ...values: string[]) => ({ row, values });
    expect(
      guessedHeading(
        [at(1, '2026年一季度时间台账'), at(3, '编号', '时间', '地址'), at(4, '1', '2026-1-1', 'x')],
        NAMES,
      ),
    ).toBe(3);
    expect(guessedHeading([at(2, '甲', '乙'), at(3, '1', '2')], NAMES)).toBe(2);
  });
});

describe('a kind of a table', () => {
  const kind = (code: string, zh: string, keywords: string[]) => ({ code, name: { zh, en: code }, keywords });
  const kinds = [kind('hazard.fire', '消防隐患', ['消防', '堵塞']), kind('hazard.road', '道路隐患', ['堵塞'])];

  it('is known by its name, its code or a word that no other kind has', () => {
    expect(guessedKinds(['消防隐患', ' hazard.road', '消防', '堵塞', '别的'], kinds)).toEqual([
      { value: '消防隐患', kind: 'hazard.fire' },
      { value: ' hazard.road', kind: 'hazard.road' },
      { value: '消防', kind: 'hazard.fire' },
    ]);
  });
});

describe('a plan', () => {
  it('is whole with a time, a kind and a place', () => {
    expect(lacking(plan)).toEqual([]);
    expect(lacking({ ...plan, otherwise: null, columns: { ...none, lon: '经度' } })).toEqual([
      'happened',
      'kind',
      'place',
    ]);
    expect(lacking({ ...plan, columns: { ...none, happened: '时间', lon: '经度', lat: '纬度' } })).toEqual([]);
  });

  it('names a ledger by what it is called, or else by its heading: the same table has the same ids whoever brings it', () => {
    const name = (over: Partial<Plan>, header = ['时间', '地点']) => mapOf({ ...plan, ...over }, header).name;
    expect(name({})).toBe(name({ otherwise: 'hazard.road', datum: 'gcj02' }));
    expect(name({})).not.toBe(name({}, ['时间', '地点', '编号']));
    expect(name({ ledger: '城东' })).toBe(name({ ledger: '城东' }, ['时间', '地点', '编号']));
    expect(new Set([name({}), name({ ledger: '城东' }), name({ ledger: '城西' })]).size).toBe(3);
  });
});

describe('who brings tables', () => {
  const caller = (post: Post, territory: string | null): Caller => ({
    is: 'staff',
    person: 'p',
    appointments: [{ id: 'a', post, body: null, territory, deputyOf: null }],
  });

  it('is the duty officer of the whole district or a system administrator', () => {
    const may = (post: Post, territory: string | null) => importAppointment(caller(post, territory), '330702') !== null;
    expect([may('duty', '330702'), may('sysadmin', null)]).toEqual([true, true]);
    expect([may('duty', '330702001'), may('duty', null), may('coordinator', '330702'), may('secadmin', null)]).toEqual([
      false,
      false,
      false,
      false,
    ]);
    expect(importAppointment({ is: 'nobody' }, '330702')).toBeNull();
  });
});
