import type { DeadlineSeed } from '../capabilities/clock/clock.door.ts';

type Some = Partial<DeadlineSeed> & Pick<DeadlineSeed, 'code' | 'stage' | 'term' | 'name' | 'why'>;

const seed = (one: Some): DeadlineSeed => ({
  kind: null,
  urgency: null,
  territory: null,
  basis: null,
  until: null,
  extension: null,
  grounds: [],
  remind: [],
  escalate: [],
  active: true,
  ...one,
});

const minutes = (n: number) => ({ n, unit: 'minutes' as const });
const hours = (n: number) => ({ n, unit: 'workingHours' as const });
const days = (n: number) => ({ n, unit: 'workingDays' as const });
const calendar = (n: number) => ({ n, unit: 'calendarDays' as const });

const SETTING = {
  zh: '法律未规定这一步的时限，由本区设定；未找到全省按小时计的规定，故不作为法定时限',
  en: 'No law fixes this step; the district sets it. No provincial norm in hours was found, so it claims none',
};

/**
 * The rules of deadlines that a district begins with. Statutory ones come from law.md of the standards (G.2, G.3) with their
 * articles; the rest are settings. Nothing stands here for the first action and for handling but what a law says or urgency needs:
 * there each kind's own norms hold.
 */
export const deadlines: readonly DeadlineSeed[] = [
  seed({
    code: 'first-critical',
    stage: 'first',
    urgency: 'critical',
    term: minutes(10),
    name: { zh: '特急事项首次处置', en: 'First action on critical matters' },
    remind: [minutes(5)],
    escalate: [
      { after: minutes(0), to: 'head' },
      { after: minutes(10), to: 'town' },
      { after: minutes(20), to: 'district' },
    ],
    why: SETTING,
  }),

  seed({
    code: 'accept',
    stage: 'accept',
    term: days(1),
    name: { zh: '接收或退回', en: 'Accept or return' },
    remind: [hours(2)],
    escalate: [
      { after: minutes(0), to: 'head' },
      { after: hours(4), to: 'town' },
      { after: days(1), to: 'district' },
    ],
    why: SETTING,
  }),
  seed({
    code: 'accept-urgent',
    stage: 'accept',
    urgency: 'urgent',
    term: hours(2),
    name: { zh: '紧急事项接收或退回', en: 'Accept or return urgent matters' },
    remind: [minutes(30)],
    escalate: [
      { after: minutes(0), to: 'head' },
      { after: hours(1), to: 'town' },
      { after: hours(2), to: 'district' },
    ],
    why: SETTING,
  }),
  seed({
    code: 'accept-critical',
    stage: 'accept',
    urgency: 'critical',
    term: minutes(30),
    name: { zh: '特急事项接收或退回', en: 'Accept or return critical matters' },
    remind: [minutes(10)],
    escalate: [
      { after: minutes(0), to: 'head' },
      { after: minutes(15), to: 'town' },
      { after: minutes(30), to: 'district' },
    ],
    why: SETTING,
  }),
  seed({
    code: 'accept-suggestion',
    stage: 'accept',
    kind: 'suggestion',
    term: days(5),
    name: { zh: '建议的接收或退回', en: 'Accept or return suggestions' },
    basis: { law: '信访工作条例', article: '23', tag: 'S' },
    from: '2022-05-01',
    remind: [days(1)],
    escalate: [
      { after: minutes(0), to: 'head' },
      { after: days(1), to: 'district' },
    ],
    why: {
      zh: '对转来的事项有异议的，自收到之日起 5 个工作日内说明理由提出',
      en: 'Who objects to what was passed on says so with reasons within five working days of receiving it',
    },
  }),

  seed({
    code: 'handle-assault',
    stage: 'handle',
    kind: 'incident.assault',
    term: days(10),
    name: { zh: '打架伤害的治安调解', en: 'Police mediation after a fight' },
    basis: { law: '公安机关治安调解工作规范', article: '2007', tag: 'P' },
    grounds: ['appraisal', 'court'],
    remind: [days(2)],
    escalate: [
      { after: minutes(0), to: 'head' },
      { after: days(2), to: 'district' },
    ],
    why: {
      zh: '受理或者伤情鉴定后 3 个工作日内首次调解，不成的 7 个工作日内再次调解；合计为上限，鉴定时间不计。仅据报道，待法务核对 2025 年修订后的规定',
      en: 'A first mediation within three working days after acceptance or appraisal, a second within seven after it: the sum is the limit, and appraisal does not count. Known from the press; a lawyer is to check it against the revision of 2025',
    },
  }),

  seed({
    code: 'verify',
    stage: 'verify',
    term: days(3),
    name: { zh: '核查', en: 'Verify' },
    grounds: ['hazard'],
    remind: [days(1)],
    escalate: [
      { after: minutes(0), to: 'head' },
      { after: days(2), to: 'district' },
    ],
    why: SETTING,
  }),
  seed({
    code: 'verify-urgent',
    stage: 'verify',
    urgency: 'urgent',
    term: days(1),
    name: { zh: '紧急事项核查', en: 'Verify urgent matters' },
    grounds: ['hazard'],
    remind: [hours(2)],
    escalate: [
      { after: minutes(0), to: 'head' },
      { after: days(1), to: 'district' },
    ],
    why: SETTING,
  }),
  seed({
    code: 'verify-critical',
    stage: 'verify',
    urgency: 'critical',
    term: hours(4),
    name: { zh: '特急事项核查', en: 'Verify critical matters' },
    grounds: ['hazard'],
    remind: [hours(1)],
    escalate: [
      { after: minutes(0), to: 'head' },
      { after: hours(2), to: 'district' },
    ],
    why: SETTING,
  }),

  seed({
    code: 'answer',
    stage: 'answer',
    term: days(2),
    name: { zh: '答复报事人', en: 'Answer the reporter' },
    extension: { times: 1, most: days(3) },
    remind: [hours(4)],
    escalate: [
      { after: minutes(0), to: 'head' },
      { after: days(1), to: 'district' },
    ],
    why: SETTING,
  }),
  seed({
    code: 'answer-suggestion',
    stage: 'answer',
    kind: 'suggestion',
    term: calendar(15),
    name: { zh: '建议的告知', en: 'Tell who made a suggestion' },
    basis: { law: '信访工作条例', article: '23', tag: 'S' },
    from: '2022-05-01',
    grounds: ['reporter'],
    remind: [calendar(3)],
    escalate: [
      { after: minutes(0), to: 'head' },
      { after: days(1), to: 'district' },
    ],
    why: {
      zh: '自收到之日起 15 日内书面告知是否受理。本区把条例的时限作为建议的上限',
      en: 'Told within 15 days of receipt whether it is taken up. The district takes the regulation’s term as the limit for suggestions',
    },
  }),
];

/** What the demonstration district has beside: one street that promises more than the district does. */
export const wuchengDeadlines: readonly DeadlineSeed[] = [
  ...deadlines,
  seed({
    code: 'accept-hazard-330702001',
    stage: 'accept',
    kind: 'hazard',
    urgency: 'normal',
    territory: '330702001',
    term: hours(4),
    name: { zh: '城东街道隐患快接（演示）', en: 'Hazards in Chengdong accepted fast (demo)' },
    remind: [hours(1)],
    escalate: [
      { after: minutes(0), to: 'head' },
      { after: hours(2), to: 'town' },
      { after: days(1), to: 'district' },
    ],
    why: {
      zh: '城东街道自愿承诺：隐患半天内接收',
      en: 'The street promises by itself: hazards are accepted within half a day',
    },
  }),
];
