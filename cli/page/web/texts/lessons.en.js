// The lessons in English: what happened, two hints in words, and what was learned.
export default {
  principal: {
    title: 'A service is not in your account',
    story: 'The bucket policy lets account 111111111111 write, and AWS Config runs in that account. AWS Config is refused all the same.',
    hints: ['Look at who asks in the request that stops, and at whom the statement names.', 'An AWS service is a principal of its own kind: {"Service": "…amazonaws.com"}.'],
    learned: 'An account principal covers users and roles, never a service. A service is named by its service principal.',
  },
  resource: {
    title: 'The bucket is not its objects',
    story: 'AWS Config may write to the bucket, says the policy. It may look at the bucket; writing fails.',
    hints: ['s3:PutObject acts on an object. Compare what the request wants to write with the statement’s Resource.', 'Objects are BUCKET/KEY. Let Config write below AWSLogs/111111111111/Config/, and nowhere else.'],
    learned: 'Bucket actions name the bucket, object actions name paths in it; a path is compared letter by letter.',
  },
  'absent-key': {
    title: 'The condition that can never hold',
    story: 'Only our organization may write: aws:PrincipalOrgID says so, and it works for people. For AWS Config it never does.',
    hints: ['Open the condition keys that the request carries. Is aws:PrincipalOrgID among them?', 'A service has no organization of its own. For whom it acts is in the aws:Source… keys.'],
    learned: 'aws:Principal… describes who asks; aws:Source… for whom a service asks. A key that is not sent is never equal to anything.',
  },
  deny: {
    title: 'A Deny always wins',
    story: 'Two statements let AWS Config in. Then somebody added a third, to keep outsiders out.',
    hints: ['More Allow does not help against a Deny. When does this Deny apply to a service?', 'StringNotEquals holds when the key is not sent at all. Let the Deny apply only where aws:PrincipalIsAWSService is false.'],
    learned: 'Negated operators hold for absent keys. A Deny for outsiders needs a guard for services.',
  },
  'key-policy': {
    title: 'A key obeys its own policy first',
    story: 'The Auditor’s role has kms:Decrypt on everything, in the very account that owns the key. He still cannot read the logs.',
    hints: ['For most resources either policy is enough within an account. Not for a KMS key: which principals does its policy name?', 'If the key policy names the account (…:root), IAM policies of the account count. Otherwise they do not.'],
    learned: 'IAM policies reach a key only if its key policy lets the account decide.',
  },
  'cross-account': {
    title: 'Across accounts, both sides must agree',
    story: 'The key belongs to the log archive. Its policy lets the member account in, and the member’s Auditor is refused.',
    hints: ['The key’s side has agreed. Who has not?', 'The key policy lets the account decide; the account must let its role, by an identity-based policy on this key.'],
    learned: 'Across accounts a request needs an Allow on both sides: at the resource, and with the one who asks.',
  },
  'organization-policies': {
    title: 'Two fences, one gate shut',
    story: 'An SCP forbids writing, an RCP keeps outsiders out. Only one of them stops AWS Config. Which?',
    hints: ['See which box of the flow stops the service. Service control policies bind the users and roles of accounts.', 'The RCP binds everyone who touches the bucket. Let its Deny leave AWS services out (aws:PrincipalIsAWSService).'],
    learned: 'SCPs bind your principals, RCPs your resources. A service principal is touched by RCPs only.',
  },
  'organization-trail': {
    title: 'An organization has its own folder',
    story: 'The trail worked for one account. Turned into an organization trail, it cannot be created.',
    hints: ['The first write succeeds, a later one fails. Compare the two paths.', 'An organization trail also writes below AWSLogs/ORGANIZATION-ID/. Add that path, and keep the first.'],
    learned: 'An organization trail writes to two paths: of the management account and of the organization.',
  },
  'bucket-key': {
    title: 'A bucket key changes the context',
    story: 'The key policy asks for the objects of the bucket in the encryption context. To save cost somebody turned the S3 Bucket Key on.',
    hints: ['What does kms:EncryptionContext:aws:s3:arn hold in the request?', 'With an S3 Bucket Key the context is the bucket’s ARN, without a path.'],
    learned: 'With an S3 Bucket Key, S3 asks KMS once for the bucket; conditions on object ARNs no longer match.',
  },
  'confused-deputy': {
    title: 'It works, for everybody',
    story: 'Everything is delivered. But AWS Config would write for any account of the world that asks it to: a confused deputy.',
    hints: ['The request config-for-an-outsider must be denied. What tells it from ours?', 'Whom a service acts for is in aws:SourceAccount and aws:SourceOrgID. Ask for our organization, o-a1b2c3d4e5.'],
    learned: 'A service acts for many. Say for whom it may act here, by aws:SourceAccount, aws:SourceOrgID or aws:SourceArn.',
  },
  order: {
    title: 'First things first',
    story: 'Each policy is right, and the deployment fails at its first step: logging is started for a trail that is not there.',
    hints: ['Deliveries of this scenario follow one another. Which of them needs the other?', 'Move create-trail before start-logging in the scenario’s deliveries.'],
    learned: 'Some refusals are no matter of policies: the same calls in another order succeed.',
  },
  seed: {
    title: 'The story that began it all',
    story: 'A landing zone of Control Tower with a key of its own. The key has the policy that KMS gives by default, and two services are refused.',
    hints: ['You have seen every part of this. Whom does the key policy name, and who asks?', 'Config and CloudTrail each need a statement with their service principal, kms:GenerateDataKey and kms:Decrypt. For CloudTrail AWS documents conditions on aws:SourceArn and the encryption context.'],
    learned: 'The default key policy lets no service in. AWS Control Tower’s guide has both statements.',
  },
};
