// The small worlds of the lessons: one organization, three accounts, a bucket for logs, maybe a key.
export const ORGANIZATION = 'o-a1b2c3d4e5';
export const MANAGEMENT = '333333333333';
export const LOGS = '222222222222';
export const MEMBER = '111111111111';
export const OUTSIDER = '999999999999';
export const BUCKET = 'arn:aws:s3:::central-logs';
export const KEY = `arn:aws:kms:us-east-1:${LOGS}:key/11111111-2222-3333-4444-555555555555`;
const ROLE = `arn:aws:iam::${MEMBER}:role/config-recorder`;

const text = (value) => JSON.stringify(value, null, 2) + '\n';

export const policy = (...statements) => text({ Version: '2012-10-17', Statement: statements });

const TRUST = policy({ Effect: 'Allow', Principal: { Service: 'config.amazonaws.com' }, Action: 'sts:AssumeRole' });

const fromService = (sid, service, action, resource, condition) => ({
  Sid: sid, Effect: 'Allow', Principal: { Service: service }, Action: action, Resource: resource,
  ...(condition ? { Condition: condition } : {}),
});

// The statements of the bucket policy that AWS documents for Config, and those for CloudTrail.
export const configLooks = fromService('ConfigLooksAtTheBucket', 'config.amazonaws.com', ['s3:GetBucketAcl', 's3:ListBucket'], BUCKET);
export const configWrites = fromService('ConfigWrites', 'config.amazonaws.com', 's3:PutObject', `${BUCKET}/AWSLogs/${MEMBER}/Config/*`,
  { StringEquals: { 'aws:SourceAccount': MEMBER } });
export const trailLooks = fromService('TrailLooksAtTheBucket', 'cloudtrail.amazonaws.com', 's3:GetBucketAcl', BUCKET);
export const trailWrites = fromService('TrailWrites', 'cloudtrail.amazonaws.com', 's3:PutObject', `${BUCKET}/AWSLogs/${MEMBER}/*`);
export const keyOwner = { Sid: 'OwnerManagesTheKey', Effect: 'Allow', Principal: { AWS: `arn:aws:iam::${LOGS}:root` }, Action: 'kms:*', Resource: '*' };
export const configUsesKey = (condition) =>
  fromService('ConfigUsesTheKey', 'config.amazonaws.com', ['kms:GenerateDataKey', 'kms:Decrypt'], '*', condition);

// A raw request with its expected decision: what a lesson must not open, or must not close.
export const guard = (id, principal, action, resource, context, expect) => ({ id, request: { principal, action, resource, context }, expect });

export const channel = (extra = {}) => ({ name: 'default', s3BucketName: 'central-logs', ...extra });
export const configDelivery = (extra = {}) => ({
  id: 'config', service: 'config', accountId: MEMBER, region: 'us-east-1',
  configurationRecorder: { name: 'default', roleARN: ROLE }, deliveryChannel: channel(), expect: { outcome: 'delivered' }, ...extra,
});
export const trailDelivery = (trail, extra = {}) => ({
  id: 'trail', service: 'cloudtrail', accountId: MEMBER, region: 'us-east-1',
  trail: { Name: 'audit', S3BucketName: 'central-logs', ...trail }, expect: { outcome: 'delivered' }, ...extra,
});

// The files of a world: the scenario, the bucket's policy, the role's trust, and what the lesson adds.
export function world({ title, bucket = {}, bucketPolicy, keyPolicy, roles = [], unit = {}, deliveries, requests, more = {}, files = {} }) {
  const scenario = {
    remora: 1,
    title,
    organization: {
      id: ORGANIZATION, managementAccountId: MANAGEMENT, cloudTrailAccessEnabled: true,
      root: { id: 'r-a1b2', accounts: [MANAGEMENT], units: [{ id: 'ou-a1b2-workload', name: 'Workloads', accounts: [MEMBER, LOGS], ...unit }] },
    },
    buckets: [{ name: 'central-logs', accountId: LOGS, region: 'us-east-1', ...(bucketPolicy ? { policy: 'bucket-policy.json' } : {}), ...bucket }],
    ...(keyPolicy ? { keys: [{ arn: KEY, policy: 'key-policy.json' }] } : {}),
    roles: [{ arn: ROLE, trustPolicy: 'role-trust.json' }, ...roles],
    ...more,
    deliveries,
    ...(requests ? { requests } : {}),
  };
  return {
    ...(bucketPolicy ? { 'bucket-policy.json': bucketPolicy } : {}),
    ...(keyPolicy ? { 'key-policy.json': keyPolicy } : {}),
    ...files,
    'role-trust.json': TRUST,
    'scenario.json': text(scenario),
  };
}
