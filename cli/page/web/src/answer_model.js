// What the page reads out of an answer of `check -f json`.

// The value of a JSON text, or undefined.
export function parsed(text) {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

// The deliveries, and behind them the raw requests as one entry more.
export function entriesOf(answer) {
  if (!answer) return [];
  const entries = answer.deliveries.map((delivery) => ({ ...delivery, kind: 'delivery', key: `${delivery.input}#${delivery.id}` }));
  if (answer.requests.length) {
    const asExpected = answer.requests.every((request) => request.agrees ?? request.decision === 'Allowed');
    entries.push({
      kind: 'requests', key: 'requests', outcome: asExpected ? 'delivered' : answer.requests.some((request) => request.decision === 'Undetermined') ? 'undetermined' : 'refused',
      requests: answer.requests.map((request, i) => ({ index: i + 1, required: true, context: {}, absentKeys: [], ...request })),
    });
  }
  return entries;
}

export const signOf = (outcome) => ({ delivered: '✓', refused: '✗', undetermined: '?' })[outcome] ?? '·';
export const toneOf = (outcome) => ({ delivered: 'good', refused: 'bad', undetermined: 'open' })[outcome] ?? 'dim';

export const toneOfDecision = (decision) => (decision === 'Allowed' ? 'good' : decision === 'Undetermined' ? 'open' : 'bad');

// The request at fault, by index; for raw requests the first that is not as expected.
export function faultOf(entry) {
  if (entry.kind === 'requests') return entry.requests.find((request) => request.agrees === false)?.index ?? null;
  return entry.cause?.request ?? null;
}

// A request whose explanation is another's holds a reference in its place.
export function explained(entries, request) {
  if (!request.explainedBy || request.statements) return request;
  const at = request.explainedBy.lastIndexOf('/');
  const [id, index] = [request.explainedBy.slice(0, at), Number(request.explainedBy.slice(at + 1))];
  const other = entries.find((entry) => entry.id === id)?.requests.find((one) => one.index === index);
  return other ? { ...other, ...request } : { flow: [], layers: [], statements: [], absentKeys: [], ...request };
}

// The statement to look at for a request: that at fault, the Deny that hits, the Allow that lets it
// through, or else the Allow with the fewest elements that do not match.
export function nearestOf(entry, request) {
  const statements = request.statements ?? [];
  if (request.decision === 'Allowed') return statements.find((one) => one.effect === 'Allow' && one.matches === true) ?? null;
  const denies = statements.find((one) => one.effect === 'Deny' && one.matches === true);
  if (denies) return denies;
  const { cause } = entry;
  if (cause?.request === request.index && cause.statement !== undefined) {
    const blamed = statements.find((one) => one.policy === cause.file && one.line === cause.line && one.column === cause.column);
    if (blamed) return blamed;
  }
  const elements = (one) => new Set(one.mismatches.map((mismatch) => mismatch.element)).size * 10 + one.mismatches.length;
  // a policy that allows it has agreed: it is another one that does not
  const agreed = new Set(statements.filter((one) => one.effect === 'Allow' && one.matches === true).map((one) => one.policy));
  return statements.filter((one) => one.effect === 'Allow' && !agreed.has(one.policy)).sort((a, b) => elements(a) - elements(b))[0] ?? null;
}

// Who asks, in few words: {name}.
export function actorOf(principal = '') {
  const service = /^([\w.-]+)\.amazonaws\.com(\.cn)?$/.exec(principal);
  if (service) return { name: { config: 'AWS Config', cloudtrail: 'CloudTrail', sns: 'SNS', s3: 'S3' }[service[1].split('.')[0]] ?? principal };
  const session = /:assumed-role\/([^/]+)/.exec(principal);
  return { name: session?.[1] ?? (principal.split('/').pop() || principal) };
}

// Which step of a delivery an action is, for the words of the strip.
const STEPS = {
  'sts:AssumeRole': 'assume', 's3:ListBucket': 'look', 's3:GetBucketAcl': 'acl', 's3:PutObject': 'write', 's3:PutObjectAcl': 'writeAcl',
  'kms:GenerateDataKey': 'dataKey', 'kms:Decrypt': 'decrypt', 'kms:DescribeKey': 'describeKey', 'sns:Publish': 'publish',
  'logs:CreateLogStream': 'logStream', 'logs:PutLogEvents': 'logEvent',
};
export const stepOf = (action) => STEPS[action] ?? null;

// What an ARN names, in few words.
export function thingOf(resource = '') {
  const s3 = /^arn:[\w-]+:s3:::([^/]+)(?:\/(.*))?$/.exec(resource);
  if (s3) return s3[2] === undefined ? s3[1] : s3[2];
  return resource.split(':').slice(5).join(':') || resource;
}

export const baseName = (name = '') => name.split('/').pop();
