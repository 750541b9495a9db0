/** Characters that mean the same as another one. */

const traditional =
  '談谈話话電电訪访謝谢記记錄录週周學学習习師师長长媽妈爺爷這这個个沒没說说過过還还來来見见們们時时間间點点鐘钟劃划後后從从給给對对開开關关問问題题讓让應应該该課课業业績绩級级號号爲为為为與与樣样聽听讀读寫写買买賣卖語语訊讯動动進进態态認认識识護护溝沟難难題题觀观歡欢處处幫帮連连絡络聯联繫系約约準准備备計计畫画劃划將将請请張张陳陈楊杨趙赵黃黄吳吴孫孙馬马羅罗鄭郑謝谢韓韩馮冯蕭萧許许鄧邓盧卢蔣蒋賈贾葉叶閻阎鐘钟範范譚谭鄒邹陸陆錢钱湯汤賀贺賴赖龔龚龐庞蘭兰顏颜齊齐塗涂婁娄軒轩夢梦曉晓麗丽靜静偉伟傑杰華华雲云嚴严愛爱國国慶庆興兴樂乐飛飞龍龙鵬鹏鳴鸣諾诺詩诗瑤瑶潔洁穎颖慮虑麼么嗎吗裡里裏里幾几兩两萬万億亿無无業业覺觉廣广場场戶户門门親亲屬属換换掛挂斷断線线網网視视頻频監监測测週周報报滿满願愿會会議议見见體体檢检歲岁齡龄號号碼码發发東东氣气傷伤別别歸归當当邊边壓压負负責责總总結结單单獨独組组織织節节課课遲迟曠旷請请罰罚選选舉举競竞賽赛';

export const traditionalCharacters: ReadonlyMap<string, string> = new Map(pairs(traditional));

export const tickMarks: ReadonlySet<string> = new Set('✓✔✅☑√');

export const writtenVariants: ReadonlyMap<string, string> = new Map([
  ['。', '。'],
  ['．', '.'],
  // As names of several parts are written here: see written-forms.ts.
  ['·', '.'],
  ['•', '.'],
  ['・', '.'],
  ['‧', '.'],
  ['•', '.'],
  ['～', '~'],
  ['—', '-'],
  ['–', '-'],
  ['−', '-'],
  ['‐', '-'],
  ['“', '"'],
  ['”', '"'],
  ['「', '"'],
  ['」', '"'],
  ['『', '"'],
  ['』', '"'],
  ['《', '《'],
  ['【', '['],
  ['】', ']'],
  ['…', '…'],
  ['\u3000', ' '],
  ['\u00a0', ' '],
  ['\u2028', '\n'],
  ['\u2029', '\n'],
  ['❌', '✘'],
  ['✖', '✘'],
  ['✗', '✘'],
]);

function pairs(text: string): readonly (readonly [string, string])[] {
  const characters = [...text];
  const found: (readonly [string, string])[] = [];
  for (let at = 0; at + 1 < characters.length; at += 2) {
    const from = characters[at];
    const to = characters[at + 1];
    if (from !== undefined && to !== undefined) found.push([from, to]);
  }
  return found;
}

/** Cantonese characters, as what they stand for. */
export const dialectCharacters: ReadonlyMap<string, string> = new Map([
  ['咗', '了'],
  ['嘅', '的'],
  ['冇', '没'],
  ['佢', '他'],
  ['哋', '们'],
  ['俾', '给'],
  ['畀', '给'],
  ['睇', '看'],
  ['唔', '不'],
  ['喺', '在'],
  ['嚟', '来'],
  ['攞', '拿'],
  ['揾', '找'],
]);
