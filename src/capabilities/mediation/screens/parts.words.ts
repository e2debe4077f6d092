import { words } from '../../../platform/language/language.ts';

export const partWords = words(
  {
    chooseBody: '请选择单位',
    changePlace: '另选地点',
    placeHint: '输入村、社区、街道或地名，汉字、拼音首字母都行',
    placeNone: '没有找到，请换个写法',
    found: '找到的地点',
    photo: '第 {n} 张照片',
    openPhoto: '照片',
    document: '材料 {n}（{kb} KB）',
  },
  {
    chooseBody: 'Choose a body',
    changePlace: 'Another place',
    placeHint: 'Type a village, community, street or place',
    placeNone: 'Nothing found; try another spelling',
    found: 'Places found',
    photo: 'Photo {n}',
    openPhoto: 'Photo',
    document: 'Document {n} ({kb} KB)',
  },
);
