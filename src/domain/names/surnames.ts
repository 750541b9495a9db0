/** Surnames as they are written in school lists: enough to tell where an unknown name begins. */
const single =
  '王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文庞樊兰殷施陶洪翟安颜倪严牛温芦季俞章鲁葛伍韦申尤毕聂丛焦向柳邢路岳齐沿梅莫庄辛管祝左涂谷祁时舒耿牟卜路詹关苗凌费纪靳盛童欧甄项曲成游阳裴席卫查屈鲍位覃霍翁隋植甘景薄单包司柏宁柯阮桂闵解强柴华车冉房边辜吉饶刁瞿戚丘古米池滕晋苑邬臧畅宫来嵺苟全褚廉简娄盖符奚木穆党燕郎邸冀谌谈於呼闫肖付代覃楼占';
const compound =
  '欧阳 太史 端木 上官 司马 东方 独孤 南宫 万俟 闻人 夏侯 诸葛 尉迟 公羊 赫连 澹台 皇甫 宗政 濮阳 公冶 太叔 申屠 公孙 慕容 仲孙 钟离 长孙 宇文 司徒 鲜于 司空 闾丘 令狐 百里 呼延 东郭 南门 羊舌 轩辕';

const singleSurnames: ReadonlySet<string> = new Set(single);
const compoundSurnames: ReadonlySet<string> = new Set(compound.split(' '));

/** Characters that given names are made of; a name is "longer" only when such a character follows. */
const givenCharacters: ReadonlySet<string> = new Set(
  '涵轩宇浩然子梓雨桐欣怡佳琪思诗语晨辰睿泽昊熙妍诺嘉俊杰豪博文婷瑶萱阳鸣峰鹏飞龙强伟磊洋勇军娟丽敏静霞燕玲芳娜婉莹雪晴岚琳琦璇颖慧蕾薇菲馨悦心恬甜昕曦旭晖辉煜烨炜霖森林楠栋梁松柏航帆舟远志毅恒铭钰锐鑫金瑞祥福康宁安乐凯旋翔鹤麒麟骏驰坤乾尧舜禹翰墨书画琴棋艺雅韵彤丹红紫青蓝朵花蕊荷莲兰菊梅竹春夏秋冬月星云霄虎彪豹卓越超群胜利国华建民庆德仁义礼智信忠孝廉正轶逸凡帅帝君玥珂珊珍珠玉瑾瑜璐玮琛彬斌武斐翊晗晓柯楷榕槿沐沛汐汶洁洲淇渊溪漫滢潇澄濠炎焱灿烁苒若茜茹莎莉菁菡萌蓉蕙薪依伊仪亦一奕弈可卿启哲唯圣堂境增姝娴媛嫣孟学宏家宸容宽寒尚展岩川州巧希平年广延弘彦彩影徽念恩悠惠愉成承振捷敬斯方昌明易昱晏景智朗望朝木未权来柔',
);

export function isSurname(text: string): boolean {
  return singleSurnames.has(text) || compoundSurnames.has(text);
}

export function isGivenNameCharacter(character: string): boolean {
  return givenCharacters.has(character);
}

export interface NameParts {
  readonly surname: string;
  readonly given: string;
}

/** 欧阳宇轩 → 欧阳 + 宇轩. A four-character name without a known double surname keeps one character as surname. */
export function splitName(name: string): NameParts {
  const characters = [...name];
  const head = characters.slice(0, 2).join('');
  const length = characters.length > 2 && compoundSurnames.has(head) ? 2 : 1;
  return { surname: characters.slice(0, length).join(''), given: characters.slice(length).join('') };
}
