// What the editor marks in a file: {from, to, severity, message} and {from, to, tone} for a whole statement.
import { toneOfDecision } from './answer_model.js';
import { objectAt, placeOf, places } from './json_places.js';
import { offsetOf, offsetOfByte } from './positions.js';
import { yamlPlaceOf, yamlStatementEnd } from './yaml_places.js';

const isYaml = (name) => /\.(ya?ml)$/.test(name);

function range(text, from, to) {
  const begin = Math.min(from, text.length);
  const end = Math.min(Math.max(to, begin), text.length);
  if (end > begin) return { from: begin, to: end };
  const line = text.indexOf('\n', begin);
  return { from: begin, to: Math.max(begin, line < 0 ? text.length : Math.min(line, begin + 1)) };
}

// The statement of an explanation in the text: {from, to, node?}.
export function statementPlace(name, text, { line, column }) {
  const from = offsetOf(text, line, column);
  if (isYaml(name)) return { from, to: yamlStatementEnd(text, from) };
  const node = objectAt(places(text), from);
  return node ? { from, to: node.to, node } : { from, to: from };
}

export function mismatchPlace(name, text, statement, mismatch) {
  const at = statementPlace(name, text, statement);
  const found = at.node ? placeOf(at.node, mismatch) : isYaml(name) ? yamlPlaceOf(text, at.from, mismatch) : null;
  return range(text, found?.from ?? at.from, found?.to ?? (at.node ? at.to : at.from));
}

// `said` gives the words for a mismatch: (mismatch) => text.
export function explanationMarks(name, text, statement, decision, said) {
  if (!statement || statement.policy !== name) return { marks: [], block: null };
  const at = statementPlace(name, text, statement);
  const block = { ...range(text, at.from, at.to), tone: toneOfDecision(decision) };
  if (decision === 'Allowed') return { marks: [], block };
  if (statement.effect === 'Deny' && statement.matches === true) {
    return { marks: [{ ...mismatchPlace(name, text, statement, { element: 'Effect' }), severity: 'error', message: said({ code: 'denies' }) }], block };
  }
  const marks = statement.mismatches.map((mismatch) => ({ ...mismatchPlace(name, text, statement, mismatch), severity: 'error', message: said(mismatch) }));
  return { marks, block };
}

const SEVERITIES = { error: 'error', warning: 'warning', info: 'info', note: 'info' };

export function lintMarks(text, findings) {
  return findings.map((finding) => ({
    ...range(text, offsetOf(text, finding.line, finding.column), offsetOf(text, finding.endLine, finding.endColumn)),
    severity: SEVERITIES[finding.severity] ?? 'info',
    message: finding.hint ? `${finding.message}: ${finding.hint}` : finding.message,
    source: finding.code,
  }));
}

export function diagnosticMarks(name, text, diagnostics) {
  return diagnostics.filter((one) => one.file === name).map((one) => ({
    ...(one.begin !== undefined && one.end !== undefined
      ? range(text, offsetOfByte(text, one.begin), offsetOfByte(text, one.end))
      : range(text, offsetOf(text, one.line, one.column), offsetOf(text, one.endLine ?? one.line, one.endColumn ?? one.column + 1))),
    severity: SEVERITIES[one.severity] ?? 'error',
    message: one.hint ? `${one.message}, ${one.hint}` : one.message,
  }));
}
