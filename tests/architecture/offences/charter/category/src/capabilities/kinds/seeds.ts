/** Offence: categories of people, one of them under the standard's own code. */
export const seeds = [
  { code: 'incident.stranger', name: { zh: '可疑人员', en: 'Suspicious person' } },
  { code: 'dispute.belief', gbt31000: '1602', name: { zh: '其他', en: 'Other' } },
];
