// Sentences that are put together of an answer's parts, in the reader's language.
import { readable } from './readable.js';
import { has, t } from './text.js';

export const decisionWord = (request) => t(`decision.${request.decision}`);
export const kindWords = (kind) => (has(`kind.${kind}`) ? t(`kind.${kind}`) : '');
export const reasonOf = (mismatch) => (has(`mismatch.${mismatch.code}`) ? t(`mismatch.${mismatch.code}`) : mismatch.reason);
export const boxWord = (box) => (has(`box.${box}`) ? t(`box.${box}`) : box);
export const passageWord = (passage) => (has(`passage.${passage}`) ? t(`passage.${passage}`) : passage);
export const policyWord = (policy) => (has(`policy.${policy}`) ? t(`policy.${policy}`) : policy);
export const outcomeWord = (outcome) => (has(`verdict.${outcome}`) ? t(`verdict.${outcome}`) : outcome);

// What hovering over a mark says.
export function hoverOf(mismatch) {
  const lines = [reasonOf(mismatch)];
  if (mismatch.wanted) lines.push(`${t('why.wanted')}: ${mismatch.wanted}`);
  if (mismatch.got) lines.push(`${t('why.got')}: ${mismatch.got}`);
  return readable(lines.join('\n'));
}
