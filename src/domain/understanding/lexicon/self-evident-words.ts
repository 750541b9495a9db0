/** Failures that tell by themselves what was tried. */
export const triedCall = /回电|接|打|拨|通|关机|占线|空号|停机|响|挂|忙|欠费|信号|换号|错号/;
export const triedMeeting = /见|碰|遇|照面|瞅|瞧|看/;
export const triedTalk = /谈|聊|唠|说上|找/;
export const triedVisit = /门|家里|在家|扑|铁将军/;
