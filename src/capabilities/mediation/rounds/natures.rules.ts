/**
 * 事件类型 of GB/T 31000-2015 in its two levels: groups of two digits, sorts of four; `xx99` is another of the group. Left out by the
 * charter are groups 14 to 16 (litigation and petitions, discipline, ethnicity and religion) and what the standard has of elections
 * (1201) and family planning (1307).
 */
export const NATURES = {
  '01': ['0101', '0102', '0103', '0199'],
  '02': ['0201', '0202', '0203', '0299'],
  '03': ['0301', '0302', '0303', '0399'],
  '04': ['0401', '0402', '0403', '0499'],
  '05': ['0501', '0502', '0503', '0504', '0505', '0506', '0507', '0599'],
  '06': ['0601', '0602', '0603', '0604', '0699'],
  '07': ['0701', '0702', '0703', '0704', '0799'],
  '08': ['0801', '0802', '0803', '0804', '0899'],
  '09': ['0901', '0902', '0903', '0904', '0999'],
  '10': ['1001', '1002', '1003', '1004', '1005', '1006', '1099'],
  '11': ['1101', '1102', '1103', '1104', '1105', '1199'],
  '12': ['1202', '1203', '1299'],
  '13': ['1301', '1302', '1303', '1304', '1305', '1306', '1399'],
  '99': ['9999'],
} as const;
export type NatureGroup = keyof typeof NATURES;
export type Nature = (typeof NATURES)[NatureGroup][number];
/** Groups in the order of the standard, the rest last: a key of digits without a leading zero would come first by itself. */
export const NATURE_GROUPS = (Object.keys(NATURES) as NatureGroup[]).sort();
/** Every sort, in order. */
export const NATURE_CODES: readonly Nature[] = NATURE_GROUPS.flatMap((one) => [...NATURES[one]]);
