import type { Text } from '../platform/language/language.ts';
import type { Point } from '../platform/places/coordinates.rules.ts';

export const WUCHENG = '330702';
export const wuchengName: Text = { zh: '婺城区', en: 'Wucheng District' };

/** A street, town or township: code and names are official, the seat is approximate, the rest is made up. */
export type Town = {
  readonly code: string;
  readonly zh: string;
  readonly en: string;
  readonly type: 'street' | 'town' | 'township';
  /** Where its office stands, to about a kilometre. */
  readonly seat: Point;
  /** How many villages and communities the demonstration gives it. */
  readonly villages: number;
  /** Share of what is reported, about as its people. */
  readonly weight: number;
};

const SUFFIX = {
  street: { zh: '街道', en: 'Street' },
  town: { zh: '镇', en: 'Town' },
  township: { zh: '乡', en: 'Township' },
} as const;

const town = (
  number: string,
  zh: string,
  en: string,
  lon: number,
  lat: number,
  villages: number,
  weight: number,
): Town => ({
  code: WUCHENG + number,
  zh,
  en,
  villages,
  weight,
  seat: { lon, lat },
  type: number < '100' ? 'street' : number < '200' ? 'town' : 'township',
});

/** The 27 divisions of Wucheng: AreaCity dataset (MIT), commit 1ec0580. */
export const towns: readonly Town[] = [
  town('001', '城东', 'Chengdong', 119.668, 29.102, 10, 9),
  town('002', '城中', 'Chengzhong', 119.652, 29.107, 9, 8),
  town('003', '城西', 'Chengxi', 119.633, 29.11, 10, 8),
  town('004', '城北', 'Chengbei', 119.65, 29.122, 11, 8),
  town('005', '江南', 'Jiangnan', 119.652, 29.084, 13, 11),
  town('006', '三江', 'Sanjiang', 119.63, 29.088, 11, 9),
  town('007', '西关', 'Xiguan', 119.61, 29.086, 9, 6),
  town('008', '秋滨', 'Qiubin', 119.614, 29.062, 10, 7),
  town('009', '新狮', 'Xinshi', 119.632, 29.138, 11, 7),
  town('100', '罗店', 'Luodian', 119.64, 29.18, 12, 3),
  town('101', '雅畈', 'Yafan', 119.69, 29.012, 13, 3),
  town('102', '安地', 'Andi', 119.63, 28.975, 11, 2),
  town('103', '白龙桥', 'Bailongqiao', 119.565, 29.07, 14, 6),
  town('104', '琅琊', 'Langya', 119.497, 28.985, 12, 2),
  town('105', '蒋堂', 'Jiangtang', 119.465, 29.075, 12, 2.5),
  town('106', '汤溪', 'Tangxi', 119.4, 29.05, 14, 4),
  town('107', '罗埠', 'Luobu', 119.375, 29.118, 11, 2.5),
  town('108', '洋埠', 'Yangbu', 119.318, 29.11, 10, 2),
  town('201', '乾西', 'Qianxi', 119.59, 29.112, 10, 3),
  town('202', '竹马', 'Zhuma', 119.605, 29.152, 10, 2),
  town('203', '长山', 'Changshan', 119.545, 29.015, 10, 1.5),
  town('204', '箬阳', 'Ruoyang', 119.505, 28.81, 8, 0.6),
  town('205', '沙畈', 'Shafan', 119.415, 28.88, 9, 0.8),
  town('206', '塔石', 'Tashi', 119.315, 28.885, 9, 0.8),
  town('207', '岭上', 'Lingshang', 119.44, 28.955, 8, 0.7),
  town('208', '莘畈', 'Xinfan', 119.325, 28.985, 8, 0.7),
  town('209', '苏孟', 'Sumeng', 119.64, 29.035, 11, 4),
];

export function townName({ zh, en, type }: Town): Text {
  return { zh: zh + SUFFIX[type].zh, en: `${en} ${SUFFIX[type].en}` };
}

/** A rough outline of the district, drawn by hand: longitude and latitude, against the clock, closed. */
export const outline: readonly (readonly [number, number])[] = [
  [119.56, 28.745],
  [119.585, 28.82],
  [119.615, 28.885],
  [119.67, 28.905],
  [119.715, 28.95],
  [119.735, 28.99],
  [119.73, 29.03],
  [119.695, 29.06],
  [119.69, 29.1],
  [119.69, 29.13],
  [119.705, 29.165],
  [119.695, 29.215],
  [119.655, 29.24],
  [119.605, 29.23],
  [119.57, 29.195],
  [119.555, 29.15],
  [119.52, 29.125],
  [119.465, 29.125],
  [119.415, 29.145],
  [119.35, 29.16],
  [119.295, 29.145],
  [119.27, 29.1],
  [119.285, 29.05],
  [119.265, 29.005],
  [119.265, 28.955],
  [119.24, 28.905],
  [119.26, 28.845],
  [119.31, 28.81],
  [119.37, 28.79],
  [119.42, 28.81],
  [119.455, 28.765],
  [119.505, 28.735],
  [119.56, 28.745],
];
