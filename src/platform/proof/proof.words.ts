import { words } from '../language/language.ts';

/** What the tree over the journal says to whoever calls it. */
export const proofWords = words(
  {
    status: '存证：账目树有多大、何时签名、公钥摘要、还有多少条等待入树',
    line: '一条流水的存证包：凭公钥即可在别处核验',
    subject: '一件事全部流水的存证包',
    leaf: '某一片叶子在树中的证明（RFC 6962 包含证明）',
    consistency: '旧树是新树的开头：两个大小之间的一致性证明（RFC 6962）',
    noLog: '账目树还没有开始签名',
    noLine: '没有这条流水，或它还没有入树',
    noSize: '没有这样大小的树',
    noTile: '没有这一块',
    proveUsage:
      '用法：npm run prove -- line|subject 编号 [--district 区划代码] [--out 文件]\n　　　npm run prove -- figure 指标代码 [--territory 区划代码] --period 时段（如 2026-10、2026-Q3） [--as-of 日期] [--kind 种类] [--hashes | --whole] [--out 文件]',
    unknownFigure: '没有这个指标：{code}。有：{codes}',
    badPeriod: '时段写法不对：{period}',
    tooWhole: '账目超过 {n} 条，--whole 的文件会过大；请不带 --whole，或由 npm run audit 核对全部',
    figureHolds:
      '核验通过：{name} = {value}（分子 {part}，分母 {whole}），{territory}，{from} 至 {to}。\n由 {n} 个计数合成，其中 {again} 个由流水按规则重新算出，{bare} 个只给出散列；流水都在 {origin} 的账目树里（共 {size} 条，树根有签名）。',
    figureComplete: '树里的每一条流水都在这个文件里：没有漏掉任何一条该计的。',
    figureNotComplete:
      '这个文件证明这些流水存在并且这样计数；证明“没有漏掉别的”要用 --whole 的文件，或由 npm run audit 核对全部。',
    proved: '存证包已写入 {file}。在任何地方用 npm run verify -- {file} --key 公钥 核验。',
    verifyUsage: '用法：npm run verify -- 存证包文件 --key 公钥（或存有公钥的文件）',
    notABundle: '{file} 不是存证包',
    notAKey: '{key} 不是公钥：应为“名称+编号+密钥”的一行',
    holds: '核验通过：{n} 条流水都在 {origin} 的账目树里，树中共 {size} 条，树根有签名。',
    compareKey: '没有另外给出公钥，用的是存证包自带的。请核对摘要与该区公布的一致：{digest}',
    wrong_note: '核验不通过：检查点不是签名文本',
    wrong_key: '核验不通过：存证包里的公钥格式不对',
    wrong_signature: '核验不通过：检查点不是这把公钥签的，或被改动过',
    wrong_head: '核验不通过：检查点说的不是这一棵树',
    wrong_tree: '核验不通过：流水和散列合不成已签名的树根，有一条不在树里、被改动过或换了位置',
    wrong_chain: '核验不通过：第 {index} 号流水接不上同一件事的前一条',
    wrong_count: '核验不通过：第 {index} 号流水按规则不产生所列的计数',
    wrong_left: '核验不通过：第 {index} 号流水还产生了没有列出的计数',
    wrong_value: '核验不通过：所列计数按公式得不出这个数',
    wrong_path: '核验不通过：第 {index} 号流水不在已签名的树里，或内容、位置被改动过',
  },
  {
    status: 'Proof: how large the tree is, when it was signed, by which key, and what waits for its place',
    line: 'One line with all that proves it: the public key is enough to check it elsewhere',
    subject: 'All lines of one subject with what proves them',
    leaf: 'That a leaf is in the tree (inclusion proof, RFC 6962)',
    consistency: 'That an older tree is the beginning of a newer one (consistency proof, RFC 6962)',
    noLog: 'The tree was not signed yet',
    noLine: 'There is no such line, or it is not in the tree yet',
    noSize: 'There is no tree of this size',
    noTile: 'There is no such tile',
    proveUsage:
      'Usage: npm run prove -- line|subject ID [--district CODE] [--out FILE]\n       npm run prove -- figure CODE [--territory CODE] --period PERIOD (2026-10, 2026-Q3) [--as-of DAY] [--kind KIND] [--hashes | --whole] [--out FILE]',
    unknownFigure: 'There is no figure {code}. There are: {codes}',
    badPeriod: '{period} names no period',
    tooWhole:
      'There are more than {n} lines; --whole would make too large a file. Leave it out, or let npm run audit check all',
    figureHolds:
      'It holds: {name} = {value} (part {part}, whole {whole}), {territory}, {from} to {to}.\nMade of {n} counts, {again} of them counted anew from their lines, {bare} by their hash alone; the lines are in the tree of {origin} ({size} leaves, its root signed).',
    figureComplete: 'Every line of the tree is in this file: nothing that counts was left out.',
    figureNotComplete:
      'This file proves that these lines are there and count so; that no other was left out is proved by one made with --whole, or by npm run audit.',
    proved: 'The proof was written to {file}. Check it anywhere by npm run verify -- {file} --key KEY.',
    verifyUsage: 'Usage: npm run verify -- FILE --key KEY (or a file that holds it)',
    notABundle: '{file} is no proof',
    notAKey: '{key} is no public key: one line name+id+key is wanted',
    holds: 'It holds: all {n} lines are in the tree of {origin}, which has {size} leaves and a signed root.',
    compareKey:
      'No key was given, so the one in the proof was used. Compare its digest with the published one: {digest}',
    wrong_note: 'It does not hold: the checkpoint is no signed note',
    wrong_key: 'It does not hold: the key in the proof is malformed',
    wrong_signature: 'It does not hold: the checkpoint is not signed by this key, or was altered',
    wrong_head: 'It does not hold: the checkpoint tells of another tree',
    wrong_tree:
      'It does not hold: lines and hashes do not make the signed root; one is not in the tree, was altered or moved',
    wrong_chain: 'It does not hold: line {index} does not follow the one before it',
    wrong_count: 'It does not hold: by the rules line {index} does not make the counts that are named',
    wrong_left: 'It does not hold: line {index} makes a count of this figure that is not named',
    wrong_value: 'It does not hold: by the formula the counts do not make this value',
    wrong_path: 'It does not hold: line {index} is not in the signed tree, or its contents or place were altered',
  },
);
