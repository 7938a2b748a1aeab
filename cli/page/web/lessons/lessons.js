// The course: each lesson is a broken world, the files that may be changed, and the edit of its last
// hint, which mends it. Titles, stories and hints are in texts/lessons.*.js under the same id. The last
// one is the story that remora began with; its files are the fixture's.
import {
  BUCKET, KEY, LOGS, MANAGEMENT, MEMBER, ORGANIZATION, OUTSIDER, channel, configDelivery, configLooks, configUsesKey, configWrites,
  guard, keyOwner, policy, trailDelivery, trailLooks, trailWrites, world,
} from './world.js';

const objectOf = (account) => `${BUCKET}/AWSLogs/${account}/Config/ConfigWritabilityCheckFile`;
const fromMember = { 'aws:SourceAccount': MEMBER, 'aws:SourceOrgID': ORGANIZATION };
const fromOutside = { 'aws:SourceAccount': OUTSIDER, 'aws:SourceOrgID': 'o-9999999999' };
const otherService = guard('another-service', 'delivery.logs.amazonaws.com', 's3:PutObject', objectOf(MEMBER), fromMember, 'ImplicitlyDenied');
const outsider = guard('outsider-writes', `arn:aws:iam::${OUTSIDER}:user/eve`, 's3:PutObject', objectOf(MEMBER),
  { 'aws:PrincipalOrgID': 'o-9999999999', 'aws:PrincipalIsAWSService': 'false' }, 'ExplicitlyDenied');
const outsideDelivery = guard('config-for-an-outsider', 'config.amazonaws.com', 's3:PutObject', objectOf(OUTSIDER), fromOutside, 'ImplicitlyDenied');

const change = (file, find, replace) => ({ file, find, replace });

function lesson(id, files, edit, editable) {
  return { id, files, edit, editable: editable ?? [edit.file] };
}

const withKey = (extra) => configDelivery({ deliveryChannel: channel({ s3KmsKeyArn: KEY }), ...extra });

function orderLesson() {
  const at = { service: 'cloudtrail', accountId: MEMBER, region: 'us-east-1', expect: { outcome: 'delivered' } };
  const start = { id: 'start-logging', operation: 'StartLogging', ...at, trail: { Name: 'audit' } };
  const create = trailDelivery({}, { id: 'create-trail' });
  const make = (deliveries) => world({
    title: 'Logging is started before there is a trail',
    bucketPolicy: policy(trailLooks, trailWrites),
    more: { sequence: true },
    deliveries,
  });
  return lesson('order', make([start, create]), { file: 'scenario.json', text: make([create, start])['scenario.json'] });
}

// The fixture's world with what the lesson expects in the place of what was observed.
function seedLesson({ broken, mended, scenario, bucketPolicy, trust }) {
  const { records, ...rest } = JSON.parse(scenario);
  const policies = { '../policies/bucket-policy.json': 'bucket-policy.json', '../policies/recorder-role-trust.json': 'role-trust.json' };
  const local = JSON.parse(JSON.stringify(rest), (_, value) => policies[value] ?? value);
  local.deliveries = local.deliveries.map((delivery) => ({ ...delivery, expect: { outcome: 'delivered' } }));
  return lesson('seed', {
    'key-policy.json': broken, 'bucket-policy.json': bucketPolicy, 'role-trust.json': trust, 'scenario.json': JSON.stringify(local, null, 2) + '\n',
  }, { file: 'key-policy.json', text: mended });
}

export const lessons = (seed) => [
  lesson('principal', world({
    title: 'A statement for the account, and a service at the door',
    bucketPolicy: policy({ ...configWrites, Sid: 'ConfigDelivers', Principal: { AWS: `arn:aws:iam::${MEMBER}:root` },
      Action: ['s3:GetBucketAcl', 's3:ListBucket', 's3:PutObject'], Resource: [BUCKET, `${BUCKET}/AWSLogs/${MEMBER}/Config/*`] }),
    deliveries: [configDelivery()], requests: [otherService],
  }), change('bucket-policy.json', `"AWS": "arn:aws:iam::${MEMBER}:root"`, '"Service": "config.amazonaws.com"')),

  lesson('resource', world({
    title: 'The statement covers the bucket, not the objects in it',
    bucketPolicy: policy(configLooks, { ...configWrites, Resource: BUCKET }),
    deliveries: [configDelivery()],
    requests: [guard('other-folder', 'config.amazonaws.com', 's3:PutObject', `${BUCKET}/AWSLogs/${OUTSIDER}/Config/x`, fromMember, 'ImplicitlyDenied')],
  }), change('bucket-policy.json', `"s3:PutObject",\n      "Resource": "${BUCKET}"`, `"s3:PutObject",\n      "Resource": "${BUCKET}/AWSLogs/${MEMBER}/Config/*"`)),

  lesson('absent-key', world({
    title: 'A condition on a key that a service never sends',
    bucketPolicy: policy(configLooks, { ...configWrites, Condition: { StringEquals: { 'aws:PrincipalOrgID': ORGANIZATION } } }),
    deliveries: [configDelivery()],
    requests: [guard('config-for-an-outsider', 'config.amazonaws.com', 's3:PutObject', objectOf(MEMBER), fromOutside, 'ImplicitlyDenied')],
  }), change('bucket-policy.json', 'aws:PrincipalOrgID', 'aws:SourceOrgID')),

  lesson('deny', world({
    title: 'A Deny for outsiders that also hits the service',
    bucketPolicy: policy(configLooks, configWrites, {
      Sid: 'OnlyOurOrganization', Effect: 'Deny', Principal: '*', Action: 's3:*', Resource: [BUCKET, `${BUCKET}/*`],
      Condition: { StringNotEquals: { 'aws:PrincipalOrgID': ORGANIZATION } },
    }),
    deliveries: [configDelivery()], requests: [outsider],
  }), change('bucket-policy.json', `"aws:PrincipalOrgID": "${ORGANIZATION}"\n        }`,
    `"aws:PrincipalOrgID": "${ORGANIZATION}"\n        },\n        "Bool": {\n          "aws:PrincipalIsAWSService": "false"\n        }`)),

  lesson('key-policy', world({
    title: 'IAM lets the auditor use the key; the key policy never heard of IAM',
    bucketPolicy: policy(configLooks, configWrites),
    keyPolicy: policy({ ...keyOwner, Sid: 'Administration', Principal: { AWS: `arn:aws:iam::${LOGS}:role/KeyAdministrator` } }, configUsesKey()),
    roles: [{ arn: `arn:aws:iam::${LOGS}:role/Auditor`, policies: ['auditor-policy.json'] }],
    files: { 'auditor-policy.json': policy({ Sid: 'ReadEncryptedLogs', Effect: 'Allow', Action: ['s3:GetObject', 'kms:Decrypt'], Resource: '*' }) },
    deliveries: [withKey()],
    requests: [
      guard('auditor-reads', `arn:aws:sts::${LOGS}:assumed-role/Auditor/anna`, 'kms:Decrypt', KEY, {}, 'Allowed'),
      guard('outsider-reads', `arn:aws:iam::${OUTSIDER}:user/eve`, 'kms:Decrypt', KEY, {}, 'ImplicitlyDenied')],
  }), change('key-policy.json', ':role/KeyAdministrator', ':root')),

  lesson('cross-account', world({
    title: 'The key of another account: one side has agreed',
    bucketPolicy: policy(configLooks, configWrites),
    keyPolicy: policy(keyOwner, { Sid: 'AuditorsOfTheMember', Effect: 'Allow', Principal: { AWS: `arn:aws:iam::${MEMBER}:root` }, Action: 'kms:Decrypt', Resource: '*' },
      configUsesKey()),
    roles: [{ arn: `arn:aws:iam::${MEMBER}:role/Auditor`, policies: ['auditor-policy.json'] }],
    files: { 'auditor-policy.json': policy({ Sid: 'ReadLogs', Effect: 'Allow', Action: 's3:GetObject', Resource: `${BUCKET}/*` }) },
    deliveries: [withKey()],
    requests: [
      guard('auditor-reads', `arn:aws:sts::${MEMBER}:assumed-role/Auditor/anna`, 'kms:Decrypt', KEY, {}, 'Allowed'),
      guard('outsider-reads', `arn:aws:iam::${OUTSIDER}:user/eve`, 'kms:Decrypt', KEY, {}, 'ImplicitlyDenied')],
  }), change('auditor-policy.json', `"Resource": "${BUCKET}/*"\n    }`,
    `"Resource": "${BUCKET}/*"\n    },\n    {\n      "Sid": "ReadEncryptedLogs",\n      "Effect": "Allow",\n      "Action": "kms:Decrypt",\n      "Resource": "${KEY}"\n    }`)),

  lesson('organization-policies', world({
    title: 'Two fences of the organization, and one of them stops the service',
    unit: { serviceControlPolicies: ['scp.json'], resourceControlPolicies: ['rcp.json'] },
    bucketPolicy: policy(configLooks, configWrites),
    files: {
      'rcp.json': policy({ Sid: 'OnlyOurOrganization', Effect: 'Deny', Principal: '*', Action: 's3:*', Resource: '*',
        Condition: { StringNotEqualsIfExists: { 'aws:PrincipalOrgID': ORGANIZATION } } }),
      'scp.json': policy({ Sid: 'RolesDoNotWriteLogs', Effect: 'Deny', Action: 's3:PutObject', Resource: '*' }),
    },
    deliveries: [configDelivery()], requests: [outsider],
  }), change('rcp.json', `"aws:PrincipalOrgID": "${ORGANIZATION}"\n        }`,
    `"aws:PrincipalOrgID": "${ORGANIZATION}"\n        },\n        "Bool": {\n          "aws:PrincipalIsAWSService": "false"\n        }`),
  ['rcp.json', 'scp.json']),

  lesson('organization-trail', world({
    title: 'A trail for the whole organization, and a policy for one account',
    bucketPolicy: policy(trailLooks, { ...trailWrites, Resource: `${BUCKET}/AWSLogs/${MANAGEMENT}/*` }),
    deliveries: [trailDelivery({ IsMultiRegionTrail: true, IsOrganizationTrail: true }, { accountId: MANAGEMENT })],
    requests: [guard('another-organization', 'cloudtrail.amazonaws.com', 's3:PutObject', `${BUCKET}/AWSLogs/o-9999999999/x`, fromMember, 'ImplicitlyDenied')],
  }), change('bucket-policy.json', `"Resource": "${BUCKET}/AWSLogs/${MANAGEMENT}/*"`,
    `"Resource": [\n        "${BUCKET}/AWSLogs/${MANAGEMENT}/*",\n        "${BUCKET}/AWSLogs/${ORGANIZATION}/*"\n      ]`)),

  lesson('bucket-key', world({
    title: 'A bucket key, and a key policy that waits for objects',
    bucket: { encryption: { SSEAlgorithm: 'aws:kms', KMSMasterKeyID: KEY, BucketKeyEnabled: true } },
    bucketPolicy: policy(configLooks, configWrites),
    keyPolicy: policy(keyOwner, configUsesKey({ StringLike: { 'kms:EncryptionContext:aws:s3:arn': `${BUCKET}/*` } })),
    deliveries: [withKey()],
    requests: [guard('another-bucket', 'config.amazonaws.com', 'kms:GenerateDataKey', KEY,
      { 'kms:EncryptionContext:aws:s3:arn': 'arn:aws:s3:::other-logs' }, 'ImplicitlyDenied')],
  }), change('key-policy.json', `"${BUCKET}/*"`, `"${BUCKET}"`)),

  lesson('confused-deputy', world({
    title: 'Everything is delivered, even for strangers',
    bucketPolicy: policy(configLooks, { ...configWrites, Resource: `${BUCKET}/AWSLogs/*/Config/*`, Condition: undefined }),
    deliveries: [configDelivery()], requests: [outsideDelivery],
  }), change('bucket-policy.json', `"Resource": "${BUCKET}/AWSLogs/*/Config/*"`,
    `"Resource": "${BUCKET}/AWSLogs/*/Config/*",\n      "Condition": {\n        "StringEquals": {\n          "aws:SourceOrgID": "${ORGANIZATION}"\n        }\n      }`)),

  orderLesson(),

  seedLesson(seed),
];

// The text of a file after an edit: the whole text, or one place replaced. Null if the place is gone.
export function edited(text, edit) {
  if (edit.text !== undefined) return edit.text;
  const at = text.indexOf(edit.find);
  return at < 0 ? null : text.slice(0, at) + edit.replace + text.slice(at + edit.find.length);
}

const byId = (list = []) => Object.fromEntries(list.map((entry) => [entry.id, entry]));
const ordered = (value) => (Array.isArray(value) ? value.map(ordered)
  : value && typeof value === 'object' ? Object.fromEntries(Object.keys(value).sort().map((key) => [key, ordered(value[key])])) : value);

// Whether the scenario still tries what the lesson tries: all but the order of the deliveries is kept.
export function sameTask(before, after) {
  const plain = (text) => {
    const scenario = JSON.parse(text);
    return JSON.stringify(ordered({ ...scenario, deliveries: byId(scenario.deliveries), count: (scenario.deliveries ?? []).length, requests: byId(scenario.requests) }));
  };
  try {
    return plain(before) === plain(after);
  } catch {
    return false;
  }
}

// What the engine's answer says of a lesson: solved if every delivery and request is as the lesson
// expects, and the expectations are the lesson's own.
export function judge(lesson, files, answer) {
  if (!answer || !sameTask(lesson.files['scenario.json'], files['scenario.json'])) return { solved: false, left: [], changed: Boolean(answer) };
  const all = [...answer.deliveries, ...answer.requests];
  const left = all.filter((entry) => entry.agrees !== true).map((entry) => entry.id);
  return { solved: all.length > 0 && left.length === 0, left, changed: false };
}
