// What if: switches of the world and of AWS's behaviour. All of them are options of the request to the
// engine; no file is changed.
import { fold, h } from './dom.js';
import { t } from './text.js';
import { NOT_SEEN, settingOf, withSetting } from './world_facts.js';
import { policyWord } from './words.js';

const short = (name) => name.split(/[/:]/).pop();

function tick(key, label, checked, change, note) {
  const box = h('input', { type: 'checkbox', checked, 'data-key': key, onchange: () => change(box.checked) });
  return h('label', { class: 'tick' }, box, ' ', label, note ? h('span', { class: 'soft small' }, ` ${note}`) : null);
}

function field(key, label, value, change) {
  const input = h('input', { type: 'text', value, 'data-key': key, size: 16, spellcheck: 'false', onchange: () => change(input.value.trim()) });
  return h('label', { class: 'field' }, `${label} `, input);
}

function switchRow({ name, states, why }, assume, change, said) {
  const now = settingOf(assume, name) ?? states[0];
  const select = h('select', { 'data-key': `switch ${name}`, onchange: () => change(withSetting(assume, name, select.value === states[0] ? null : select.value)) }, states.map((state) => h('option', { value: state, selected: state === now }, state)));
  return h('div', { class: 'switch' }, h('label', {}, h('code', {}, name), ' ', select), said ? h('span', { class: 'open small' }, ` ${said}`) : null, h('p', { class: 'soft small', lang: 'en' }, why));
}

// Chips above the verdict: what is supposed now, each with a button that takes it back.
export function chips({ set, assume }, facts, change) {
  const words = (one) => {
    const [path, value] = [one.slice(0, one.indexOf('=')), one.slice(one.indexOf('=') + 1)];
    const policy = facts.policies.find((entry) => entry.path === path);
    return policy && value === NOT_SEEN ? `? ${policy.file ?? policyWord(policy.kind)}` : one;
  };
  const all = [...set.map((one) => ({ one, take: () => change({ set: set.filter((other) => other !== one) }) })), ...assume.map((one) => ({ one, take: () => change({ assume: assume.filter((other) => other !== one) }) }))];
  if (!all.length) return null;
  return h('p', { class: 'chips' }, h('strong', {}, t('whatif.active')), all.map(({ one, take }) => h('button', { class: 'chip', 'data-key': `chip ${one}`, 'aria-label': t('whatif.clear', { what: words(one) }), onclick: take }, words(one), h('span', { 'aria-hidden': 'true' }, ' ×'))),
    all.length > 1 ? h('button', { class: 'link', 'data-key': 'clear all', onclick: () => change({ set: [], assume: [] }) }, t('whatif.clearAll')) : null);
}

export function whatIfView({ options: { set, assume }, facts, entry, switches }, change) {
  const setting = (path, value) => change({ set: withSetting(set, path, value) });
  const delivery = facts.deliveries.find(({ id }) => id === entry?.id);
  const said = (name) => (entry?.alternatives ?? []).filter((one) => one.assumption.startsWith(`${name}=`)).map((one) => t('whatif.would', { assumption: one.assumption.slice(name.length + 1), outcome: t(`outcome.${one.outcome}`) })).join('; ');
  const used = new Set([...(entry?.assumptions ?? []), ...(entry?.alternatives ?? []).map((one) => one.assumption)].map((one) => one.split('=')[0]));
  const here = switches.filter(({ name }) => used.has(name));
  const rest = switches.filter(({ name }) => !used.has(name));
  const row = (one) => switchRow(one, assume, (next) => change({ assume: next }), said(one.name));
  return h('section', { class: 'whatif', 'aria-labelledby': 'whatif' }, h('h3', { id: 'whatif' }, t('whatif.title')),
    facts.policies.length ? fold('whatif unseen', `… ${t('whatif.unseen')}`, () => [ h('p', { class: 'soft small' }, t('whatif.unseenText')),
      facts.policies.map(({ path, kind, name, file }) => tick(`unseen ${path}`, policyWord(kind), settingOf(set, path) !== undefined, (on) => setting(path, on ? NOT_SEEN : null), file ?? short(name)))]) : null,
    facts.keys.length ? fold('whatif keys', `… ${t('whatif.keys')}`, () => [
      facts.keys.map(({ path, name }) => tick(`key ${path}`, h('code', {}, short(name)), settingOf(set, path) === 'Disabled', (on) => setting(path, on ? 'Disabled' : null)))]) : null,
    delivery ? fold('whatif move', `… ${t('whatif.move')}`, () => [
      h('p', {}, field('move account', t('whatif.account'), settingOf(set, `${delivery.path}.accountId`)?.replaceAll('"', '') ?? delivery.accountId, (value) => setting(`${delivery.path}.accountId`, value && value !== delivery.accountId ? `"${value}"` : null)), ' ',
        field('move region', t('whatif.region'), settingOf(set, `${delivery.path}.region`) ?? delivery.region, (value) => setting(`${delivery.path}.region`, value && value !== delivery.region ? value : null)))]) : null,
    switches.length ? fold('whatif switches', `… ${t('whatif.switches')}`, () => [ h('p', { class: 'soft small' }, t('whatif.switchesText')), here.map(row),
      rest.length ? fold('whatif all', t('whatif.all', { n: switches.length }), () => rest.map(row)) : null]) : null);
}

// `found`: the ranked suspects, with the policy's words.
export function suspectsView(found) {
  if (!found?.length) return null;
  return h('section', { class: 'suspects', 'aria-labelledby': 'suspects' }, h('h3', { id: 'suspects' }, t('suspects.title')),
    h('ol', {}, found.map(({ words, explains, refused }) => h('li', {}, h('strong', {}, words), ' ',
      h('span', { class: explains.length ? 'bad' : 'soft' }, explains.length ? t('suspects.explains', { ids: explains.join(', ') })
        : refused.length ? t('suspects.refuses', { code: [...new Set(refused.map((one) => one.code))].join(', '), ids: refused.map((one) => one.id).join(', ') }) : t('suspects.innocent'))))));
}
