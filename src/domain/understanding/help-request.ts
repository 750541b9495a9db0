/** Asking how the bot is worked and what it can do (帮助, 家访怎么记), and not what was done: chat-corpus.md §11. */
import { hasTag, type Message, namedStudents } from './message.ts';
import { has } from './token.ts';

/** 帮助同学 is told of a child: the word asks only where nobody is helped. */
export function asksForHelp({ tokens }: Message): boolean {
  const ends = /^(一下|下|吧|呢|啊|呀|我|我们)$/;
  return tokens.some(
    (token, at) =>
      has(token, 'help') &&
      (token.text !== '帮助' || tokens.slice(at + 1).every(({ text }) => ends.test(text))),
  );
}

export function hasContact(message: Message): boolean {
  const { tokens } = message;
  return tokens.some(
    (token, at) =>
      has(token, 'talked') ||
      (has(token, 'towards') &&
        token.text !== '把' &&
        at < tokens.length - 1 &&
        !has(tokens[at + 1], 'speaker')),
  );
}

/** 家访怎么记, 怎么撤销上一条: how, not what. */
export function isHowTo(message: Message): boolean {
  const { tokens } = message;
  if (hasTag(message, 'advice') && !hasTag(message, 'help')) return false;
  const isHelp = asksForHelp(message);
  const isAsking = tokens.some(({ text }) => /怎么|怎样|如何|咋|点样|^在?哪[里儿]?$/.test(text));
  if (asksAboutBot(message)) return true;
  const isOfBot = tokens.some((token) =>
    has(token, 'recordThis', 'undo', 'change', 'justDone', 'lastRecord', 'due'),
  );
  if (namedStudents(message).length > 0)
    return isAsking && isOfBot && !message.isQuestion && tokens.length < 10;
  if (isHelp && tokens.length <= 12 && !hasContact(message)) return true;
  if (isAsking && isOfBot) return true;
  const canI = tokens.some((token) => ['能', '可以', '能不能', '可不可以', '支持'].includes(token.text));
  return canI && isOfBot && message.isQuestion && !hasContact(message);
}

const workedHow =
  /(怎么|怎样|咋|如何|点样|在?哪[里儿]?)(才能|能|去|样|个|来)?(填|录|记|登记|登录|发语音|用|弄|改|删|撤|查|绑|设置|设|操作|导出|开通|关掉|换号|注册|看记录|私聊|找到?你|联系你|[跟和]你(说|聊)|叫你|加你)|(撤回|撤销|补记|修改|更正|删除|登记|记录|使用|绑定|操作)的?(步骤|流程|方法|办法|入口|规则)/;
const ableToDo =
  /^(你|这个?|它|机器人|助手|小助手)[^,。]{0,6}(能|会|可以|支持|有)[^,。]{0,6}(什么|啥|哪些|吗|不|么)/;

/** 月登记咋填, 你都能帮我记什么: how the bot is worked, and what it can do. */
function asksAboutBot({ text, tokens, mentions }: Message): boolean {
  return (
    tokens.length <= 12 &&
    mentions.every(({ kind }) => kind === 'speaker' || kind === 'third') &&
    !tokens.some(
      (token) =>
        has(token, 'otherBusiness', 'talked', 'towards') && token.text !== '把' && token.text !== '帮',
    ) &&
    (workedHow.test(text) || ableToDo.test(text))
  );
}
