// What the page carries in itself beside the engine.
import { lessons } from '../lessons/lessons.js';

const carried = (id) => JSON.parse(document.getElementById(id).textContent);

export const EXAMPLES = carried('examples');
export const LESSONS = lessons(EXAMPLES.course);
// The world that `remora page` put in, or null.
export const OWN = carried('world');
