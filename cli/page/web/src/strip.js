// The requests of a delivery as a strip: who asks for what, one step after the other, with a token
// that travels up to where it stops.
import { actorOf, faultOf, stepOf, thingOf, toneOf, signOf } from './answer_model.js';
import { h, roving } from './dom.js';
import { t } from './text.js';
import { decisionWord, outcomeWord } from './words.js';

const MANY = 6;

// The deliveries to choose from: buttons, or a list where there are many.
export function deliveryChooser(entries, chosen, choose) {
  const twice = new Set(entries.map((entry) => entry.id).filter((id, i, all) => all.indexOf(id) !== i));
  const combination = (entry) => (twice.has(entry.id) ? ` ${/\[.*\]$/.exec(entry.input)?.[0] ?? ''}` : '');
  const name = (entry) => (entry.kind === 'requests' ? t('strip.requests') : entry.id + combination(entry));
  if (entries.length < 2) return null;
  if (entries.length > MANY) {
    const select = h('select', { 'aria-label': t('strip.deliveries'), 'data-key': 'deliveries', onchange: () => choose(select.selectedIndex) },
      entries.map((entry, i) => h('option', { selected: i === chosen }, `${signOf(entry.outcome)} ${name(entry)}`)));
    return select;
  }
  return roving(h('div', { class: 'deliveries', role: 'tablist', 'aria-label': t('strip.deliveries'), 'data-follow': '' },
    entries.map((entry, i) => h('button', {
      role: 'tab', 'aria-selected': String(i === chosen), tabindex: i === chosen ? 0 : -1, 'data-key': `delivery ${i}`, 'aria-label': `${name(entry)}, ${entry.kind === 'requests' ? t(`verdict.requests.${entry.outcome}`) : outcomeWord(entry.outcome)}`, class: toneOf(entry.outcome), onclick: () => choose(i),
    }, h('span', { class: 'sign', 'aria-hidden': 'true' }, signOf(entry.outcome)), ' ', name(entry)))), '[role=tab]');
}

function stepTone(entry, request, fault) {
  if (entry.kind === 'requests' && request.agrees === false) return 'bad';
  if (request.decision === 'Allowed') return 'good';
  if (entry.kind === 'requests') return request.agrees ? 'dim' : 'bad';
  if (request.decision === 'Undetermined') return request.index === fault || request.required ? 'open' : 'dim';
  return request.index === fault || request.required ? 'bad' : 'dim';
}

export function strip(entry, chosen, choose) {
  if (!entry.requests.length) return h('p', { class: 'soft' }, t('strip.none'));
  const fault = faultOf(entry);
  return roving(h('ol', { class: `strip${entry.kind === 'requests' ? ' apart' : ''}`, 'aria-label': t('strip.label'), 'data-fault': fault ?? undefined }, entry.requests.map((request) => {
    const tone = stepTone(entry, request, fault);
    const actor = actorOf(request.principal);
    const stops = request.index === fault;
    const later = entry.kind === 'delivery' && fault !== null && request.index > fault;
    const step = stepOf(request.action);
    return h('li', { class: `${tone}${stops ? ' fault' : ''}${later ? ' later' : ''}` },
      h('button', {
        'data-key': `request ${request.index}`, 'data-index': request.index, tabindex: request.index === chosen ? 0 : -1, 'aria-current': request.index === chosen ? 'step' : undefined,
        'aria-label': t('strip.step', { n: request.index, who: actor.name, action: request.action, decision: decisionWord(request) }),
        title: `${request.purpose ?? request.id}\n${request.resource}`, onclick: () => choose(request.index),
      },
      h('span', { class: 'node', 'aria-hidden': 'true' }, entry.kind === 'requests' && request.agrees === false ? '!' : request.decision === 'Allowed' ? '✓' : tone === 'open' ? '?' : '✗'),
      h('span', { class: 'who' }, actor.name),
      h('span', { class: 'action' }, request.action),
      h('span', { class: 'what' }, entry.kind === 'requests' ? request.id : step ? t(`step.${step}`) : request.purpose ?? thingOf(request.resource)),
      stops && entry.kind === 'delivery' ? h('span', { class: 'note' }, tone === 'open' ? t('strip.opens') : t('strip.stops')) : tone === 'dim' && entry.kind === 'delivery' ? h('span', { class: 'note' }, t('strip.notFatal')) : null));
  })), 'button');
}

// The token runs along the nodes to the last one that is reached.
export function travel(list) {
  if (!list?.matches?.('ol') || matchMedia('(prefers-reduced-motion: reduce)').matches) return;
  const nodes = [...list.querySelectorAll('li:not(.later) .node')];
  const origin = list.getBoundingClientRect();
  const token = h('span', { class: 'token', 'aria-hidden': 'true' });
  list.append(token);
  const frames = nodes.map((node) => {
    const box = node.getBoundingClientRect();
    return { transform: `translate(${box.left - origin.left + list.scrollLeft + box.width / 2 - 6}px, ${box.top - origin.top + box.height / 2 - 6}px)` };
  });
  if (frames.length < 2) return token.remove();
  const run = token.animate(frames, { duration: Math.min(1400, 180 * frames.length), easing: 'ease-in-out' });
  run.onfinish = run.oncancel = () => token.remove();
}
