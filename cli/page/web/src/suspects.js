// Of the policies that nobody has seen: what each would explain. One is supposed to refuse and the
// others to allow; the suspect whose answer is the error that was seen stands first.
import { withSetting } from './world_facts.js';

const policy = (effect) => JSON.stringify({ Version: '2012-10-17', Statement: [{ Effect: effect, Principal: '*', Action: '*', Resource: '*' }] });

// The world's `set` list in which the policy at `path` refuses and the other unseen ones allow.
export function supposing(set, unseen, path) {
  return unseen.reduce((all, one) => withSetting(all, one, policy(one === path ? 'Deny' : 'Allow')), set);
}

// `answers`: [{path, deliveries}] as the engine gave them; `seen`: {code?, message?} by id of delivery.
export function ranked(answers, seen) {
  const scored = answers.map(({ path, deliveries }) => {
    const refused = deliveries.filter((one) => one.outcome === 'refused');
    const explains = refused.filter((one) => seen[one.id] && (seen[one.id].message ? one.error?.message === seen[one.id].message : one.error?.code === seen[one.id].code));
    return { path, refused: refused.map(({ id, error }) => ({ id, code: error?.code ?? '' })), explains: explains.map((one) => one.id), score: explains.length * 1000 + refused.length };
  });
  return scored.sort((a, b) => b.score - a.score);
}
