import { words } from '../../../platform/language/language.ts';

/** What the calls of this folder say: their names and refusals. */
export const settingsWords = words(
  {
    list: '调解设置：期限、文号用字、补贴标准，以及各项由谁在何时改过',
    change: '修改一项调解设置',
    templateOf: '一份文书模板，以及可用的字段',
    preview: '用虚构案例试印一份模板',
    sample: '用虚构案例按现行模板制作一份文书',

    notYours: '调解设置由承担纠纷职责的部门（司法行政部门）的承办人、协调员或者全区领导修改',
    notReader: '办理事项的岗位和审计员才能查看调解设置',
    movedOn: '您打开之后设置已有改动，请重新读取后再改',
    taken: '这个编号已经用于另一次提交，请刷新后重试',
    noSuch: '没有这种文书',
    badBody: '没有这个单位：{body}',
    twin: '“{word}”已经是另一个单位的用字，两份协议书会同号',
    twinUsed: '今年{body}的协议书已用“{word}”编号，会同号，请另选用字',
    same: '与现在的设置相同，没有可改的',
    template: '模板有错误，没有保存',
    fault_empty: '模板是空的',
    fault_tooLong: '模板太长：最多 20000 字、500 行',
    fault_unclosed: '第 {line} 行：字段或段落没有结束 {field}',
    fault_unopened: '第 {line} 行：{field} 段落结束了，却没有开始',
    fault_otherTag:
      '第 {line} 行：只能写 {{字段}}、{{#列表}}…{{/列表}} 和 {{^列表}}…{{/列表}}，不能写“{field}”这种写法',
    fault_unknownField: '第 {line} 行：没有“{field}”这个字段，或者不能用在这里',
    fault_listAsText: '第 {line} 行：“{field}”是列表，要写成 {{#{field}}}…{{/{field}}}',
    fault_within: '第 {line} 行：“{field}”段落里不能再套同一段落',
    fault_tooDeep: '第 {line} 行：段落套得太深，最多三层',
    fault_cells: '第 {line} 行：表格的格数不对。键值表每行的格数须为双数，有表头的表每行与表头相同，最多 8 格',
    tooMuch: '按这份模板做出的文书太长',
  },
  {
    list: 'Terms of mediation: days, words of numbers, subsidies, and who changed each of them when',
    change: 'Change one term of mediation',
    templateOf: 'One template of a document, and the fields that it may name',
    preview: 'Try a template on a case that was made up',
    sample: 'Make a document of a case that was made up by the template in force',

    notYours:
      'Terms of mediation are changed by a handler or coordinator of the body that answers for disputes (the justice office), or by a leader of the whole district',
    notReader: 'Posts that work on matters, and auditors, may read the terms of mediation',
    movedOn: 'The terms were changed after you opened them. Read them again, then change them',
    taken: 'This id was already used for another submission; reload and try again',
    noSuch: 'There is no such document',
    badBody: 'There is no such body: {body}',
    twin: '“{word}” is another body’s word: two agreements would have one number',
    twinUsed: 'Agreements of this year bear “{word}” already, of {body}: choose another word',
    same: 'This is what stands already: there is nothing to change',
    template: 'The template has faults and was not saved',
    fault_empty: 'The template is empty',
    fault_tooLong: 'The template is too long: 20,000 characters and 500 lines at most',
    fault_unclosed: 'Line {line}: a field or section does not end: {field}',
    fault_unopened: 'Line {line}: the section {field} ends and has not begun',
    fault_otherTag:
      'Line {line}: only {{name}}, {{#list}}…{{/list}} and {{^list}}…{{/list}} may be written, not the form of “{field}”',
    fault_unknownField: 'Line {line}: there is no field “{field}”, or it may not stand here',
    fault_listAsText: 'Line {line}: “{field}” is a list; write {{#{field}}}…{{/{field}}}',
    fault_within: 'Line {line}: the section “{field}” stands within itself',
    fault_tooDeep: 'Line {line}: sections stand too deep in one another, three at most',
    fault_cells:
      'Line {line}: the number of cells is wrong. A form has pairs of them in each row, a table with a head as many as its head; 8 at most',
    tooMuch: 'The document that this template makes is too long',
  },
);
