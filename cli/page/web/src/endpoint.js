// A page that `remora serve` has given out follows its endpoint: what is delivered, and the world as it becomes. An
// edit stays here until somebody pushes it. The page's policy lets it reach its own origin then, and nothing else.
import { OWN } from './carried.js';
import { setWorld } from './changes.js';
import { $, h, show } from './dom.js';
import { fromShared } from './share_state.js';
import { app } from './state.js';
import { t } from './text.js';

const PAUSE = 1000;
const MOST = 5;
const LONGEST = 300;  // letters of a reason

let tag = OWN?.endpoint ?? null;  // of what was seen last
let seen = '';                    // the scenario that the endpoint has, as the page has it
let waiting = null;               // a world that came while an edit was under way
let deliveries = [];
let trouble = '';

const scenarioOf = (world) => world?.files[world.inputs[0]] ?? '';
const isEdited = () => scenarioOf(app.world) !== seen;

function take(world) {
  waiting = null;
  setWorld(world);
  seen = scenarioOf(app.world);
}

// Of a refusal: a world's is JSON, others are texts.
function reasonOf(text) {
  try {
    return JSON.parse(text).error ?? text;
  } catch {
    return text;
  }
}

async function push() {
  const text = scenarioOf(app.world);
  try {
    const answer = await fetch('/_remora/state', { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: text });
    trouble = answer.ok ? '' : t('endpoint.refused', { why: reasonOf(await answer.text()).slice(0, LONGEST) });
    if (answer.ok) {
      seen = text;
      waiting = null;
    }
  } catch {
    trouble = t('endpoint.gone');
  }
  drawEndpoint();
}

const row = ({ id, operation, accountId, outcome, code = '' }) => h('li', { class: outcome }, h('a', { href: `/_remora/deliveries/${id}` }, `${id}`), ` ${operation} ${accountId}: ${t(`outcome.${outcome}`)} ${code}`);

export function drawEndpoint() {
  if (!$('endpoint')) return;
  show($('endpoint'),
    h('p', {}, trouble || (waiting ? t('endpoint.changed') : t('endpoint.follows', { address: location.host }))),
    h('button', { id: 'push', 'data-key': 'push', onclick: push }, t('endpoint.push')),
    waiting && h('button', { id: 'take', 'data-key': 'take', onclick: () => { take(waiting); drawEndpoint(); } }, t('endpoint.take')),
    deliveries.length > 0 && h('ol', { id: 'deliveries' }, deliveries.slice(-MOST).reverse().map(row)));
}

async function look() {
  try {
    const answer = await fetch(`/_remora/live?since=${encodeURIComponent(tag)}`, { cache: 'no-store' });
    const news = await answer.json();
    const before = trouble;
    trouble = before === t('endpoint.gone') ? '' : before;
    if (news.tag !== tag) {
      ({ tag, deliveries } = news);
      const world = fromShared(news.world);
      // What leaves the world as it was takes nothing from who looks at it.
      if (world && scenarioOf(world) === seen) waiting = null;
      else if (world && isEdited()) waiting = world;
      else if (world) take(world);
      drawEndpoint();
    } else if (before !== trouble) drawEndpoint();
  } catch {
    if (trouble !== t('endpoint.gone')) {
      trouble = t('endpoint.gone');
      drawEndpoint();
    }
  }
  setTimeout(look, PAUSE);
}

// Begins once the page has its world.
export function followEndpoint() {
  if (tag === null) return;
  $('page').before(h('aside', { id: 'endpoint', 'aria-label': t('endpoint.label') }));
  seen = scenarioOf(app.world);
  tag = '';  // the first look brings what was delivered so far
  drawEndpoint();
  look();
}
