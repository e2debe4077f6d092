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
      '用法：npm run prove -- line|subject 编号 [--district 区划代码] [--out 文件]（单条流水可加 --tlog-proof，写成 C2SP tlog-proof 格式）\n　　　npm run prove -- figure 指标代码 [--territory 区划代码] --period 时段（如 2026-10、2026-Q3） [--as-of 日期] [--kind 种类] [--hashes | --whole] [--out 文件]',
    unknownFigure: '没有这个指标：{code}。有：{codes}',
    badPeriod: '时段写法不对：{period}',
    tooWhole: '账目超过 {n} 条，--whole 的文件会过大；请不带 --whole，或由 npm run audit 核对全部',
    figureHolds:
      '核验通过：{name} = {value}（分子 {part}，分母 {whole}），{territory}，{from} 至 {to}。\n由 {n} 个计数合成，其中 {again} 个由流水按规则重新算出，{bare} 个只给出散列；流水都在 {origin} 的账目树里（共 {size} 条，树根有签名）。',
    figureComplete: '树里的每一条流水都在这个文件里：没有漏掉任何一条该计的。',
    figureNotComplete:
      '这个文件证明这些流水存在并且这样计数；证明“没有漏掉别的”要用 --whole 的文件，或由 npm run audit 核对全部。',
    proved: '存证包已写入 {file}。在任何地方用 npm run verify -- {file} --key 公钥 核验。',
    verifyUsage:
      '用法：npm run verify -- 文件 --key 公钥（或存有公钥的文件）。文件是存证包，或数据公报的 json、pdf；公报的签名（.note）放在旁边，或用 --note 指明',
    notABundle: '{file} 不是存证包，旁边也没有签名（{note}）',
    keyWanted: '{file} 不带公钥：请用 --key 给出',
    notAFile: '读不到 {file}',
    notAKey: '{key} 不是公钥：应为“名称+编号+密钥”的一行',
    holds: '核验通过：{n} 条流水都在 {origin} 的账目树里，树中共 {size} 条，树根有签名。',
    compareKey: '没有另外给出公钥，用的是存证包自带的。请核对摘要与该区公布的一致：{digest}',
    stated:
      '核验通过：{district} {period} 的数据公报（{edition}）由 {origin} 签名，{file} 自签名后一字未改（SHA-256 {digest}）。',
    statedTree:
      '它计入第 1 至第 {seq} 条流水，都在有签名的账目树里：共 {size} 条，树根 {root}。请与该区公布的账目树比对。',
    statedPaper: '文件里的电子签名另用 PDF 阅读器查看，证书的 SHA-256 应为 {certificate}。',
    wrongStated_note: '核验不通过：{note} 不是数据公报的签名文本',
    wrongStated_signature: '核验不通过：签名不是这把公钥签的，或被改动过',
    wrongStated_digest: '核验不通过：{file} 不是签名时的那个文件，已被改动或换成了别的',
    wrongStated_contents: '核验不通过：文件里写的地区、时段、版别或所依据的流水与签名不符',
    wrongStated_checkpoint: '核验不通过：文件里的检查点不是这把公钥签的，或被改动过',
    wrongStated_tree: '核验不通过：签名说的账目树与检查点不符，或没有包含所计入的全部流水',
    wrong_note: '核验不通过：检查点不是签名文本',
    wrong_key: '核验不通过：存证包里的公钥格式不对',
    wrong_signature: '核验不通过：检查点不是这把公钥签的，或被改动过',
    wrong_head: '核验不通过：检查点说的不是这一棵树',
    wrong_tree: '核验不通过：流水和散列合不成已签名的树根，有一条不在树里、被改动过或换了位置',
    wrong_chain: '核验不通过：第 {index} 号流水接不上同一件事的前一条',
    wrong_count: '核验不通过：第 {index} 号流水按规则不产生所列的计数',
    wrong_left: '核验不通过：第 {index} 号流水还产生了没有列出的计数',
    wrong_formula: '核验不通过：本程序没有以“{code}”第 {version} 版公布过这样的公式或名称',
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
      'Usage: npm run prove -- line|subject ID [--district CODE] [--out FILE] (of a line also --tlog-proof: as C2SP tlog-proof)\n       npm run prove -- figure CODE [--territory CODE] --period PERIOD (2026-10, 2026-Q3) [--as-of DAY] [--kind KIND] [--hashes | --whole] [--out FILE]',
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
    verifyUsage:
      'Usage: npm run verify -- FILE --key KEY (or a file that holds it). FILE is a proof, or the json or pdf of a statement whose signature (.note) lies beside it or is named by --note',
    notABundle: '{file} is no proof, and no signature ({note}) lies beside it',
    keyWanted: '{file} brings no key: give it by --key',
    notAFile: '{file} cannot be read',
    notAKey: '{key} is no public key: one line name+id+key is wanted',
    holds: 'It holds: all {n} lines are in the tree of {origin}, which has {size} leaves and a signed root.',
    compareKey:
      'No key was given, so the one in the proof was used. Compare its digest with the published one: {digest}',
    stated:
      'It holds: the statement of figures of {district} for {period} ({edition}) is signed by {origin}, and {file} is as it was signed (SHA-256 {digest}).',
    statedTree:
      'It counts lines 1 to {seq}, which are all in the signed tree: {size} lines, root {root}. Compare it with the tree that the district publishes.',
    statedPaper:
      'The electronic signature within the paper is for a PDF reader to show; the SHA-256 of its certificate must be {certificate}.',
    wrongStated_note: 'It does not hold: {note} is no signature of a statement',
    wrongStated_signature: 'It does not hold: it is not signed by this key, or was altered',
    wrongStated_digest: 'It does not hold: {file} is not the file that was signed; it was altered or is another one',
    wrongStated_contents:
      'It does not hold: district, period, edition or lines in the file are not those that were signed',
    wrongStated_checkpoint: 'It does not hold: the checkpoint in the file is not signed by this key, or was altered',
    wrongStated_tree:
      'It does not hold: the tree that was signed is not that of the checkpoint, or lacks lines that are counted',
    wrong_note: 'It does not hold: the checkpoint is no signed note',
    wrong_key: 'It does not hold: the key in the proof is malformed',
    wrong_signature: 'It does not hold: the checkpoint is not signed by this key, or was altered',
    wrong_head: 'It does not hold: the checkpoint tells of another tree',
    wrong_tree:
      'It does not hold: lines and hashes do not make the signed root; one is not in the tree, was altered or moved',
    wrong_chain: 'It does not hold: line {index} does not follow the one before it',
    wrong_count: 'It does not hold: by the rules line {index} does not make the counts that are named',
    wrong_left: 'It does not hold: line {index} makes a count of this figure that is not named',
    wrong_formula: 'It does not hold: this release publishes no such formula or name as version {version} of {code}',
    wrong_value: 'It does not hold: by the formula the counts do not make this value',
    wrong_path: 'It does not hold: line {index} is not in the signed tree, or its contents or place were altered',
  },
);
