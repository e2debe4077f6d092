import { words } from '../language/language.ts';

export const journalWords = words(
  {
    taken: '这个编号已经用于另一次提交，请刷新后重试',
    busy: '系统暂时无法保存，请稍后再试；您填写的内容没有丢失',
    refused: '这一条内容无法保存，请检查是否含有特殊字符',
  },
  {
    taken: 'This id was already used for another submission; reload and try again',
    busy: 'The system cannot save just now; try again shortly, nothing you wrote is lost',
    refused: 'This entry cannot be saved; check it for special characters',
  },
);
