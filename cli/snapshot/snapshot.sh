#!/bin/sh
# Records what a delivery of AWS Config or AWS CloudTrail depends on, with read-only calls of the AWS
# CLI, into a folder that `remora check FOLDER` reads. Printed by `remora snapshot --script`.
#
# usage: sh snapshot.sh [-n] FOLDER [REGION] [BUCKET...]
#   -n      only say what would be called; nothing is called but what finds the names
#   REGION  the Region of the channel and the trail; without it the AWS CLI's own
#   BUCKET  more buckets than those that the channel and the trails name
#
# Every call is said before it is made. Each answer is kept as it is in SERVICE.COMMAND.ID.json; of a
# call that failed, what the AWS CLI said is kept in SERVICE.COMMAND.ID.error, for "there is no
# policy" and "not allowed to look" are two things. Run it once for each account that owns a part:
# who delivers, who has the bucket, who has the key.
#
# What it calls, none of which changes anything:
#   sts            get-caller-identity
#   configservice  describe-delivery-channels, describe-delivery-channel-status,
#                  describe-configuration-recorders
#   cloudtrail     describe-trails, get-trail-status
#   s3api          get-bucket-policy, get-bucket-encryption, get-bucket-ownership-controls,
#                  get-public-access-block, get-bucket-location, get-bucket-request-payment,
#                  get-object-lock-configuration
#   kms            get-key-policy, describe-key, list-grants, list-aliases
#   sns            get-topic-attributes
#   iam            get-role, list-role-policies, get-role-policy, list-attached-role-policies,
#                  get-policy, get-policy-version
#   organizations  describe-organization, list-policies-for-target, describe-policy, list-parents
set -u

quietly=
if [ "${1-}" = -n ]; then
  quietly=yes
  shift
fi
if [ $# -lt 1 ]; then
  echo "usage: sh snapshot.sh [-n] FOLDER [REGION] [BUCKET...]" >&2
  exit 2
fi
folder=$1
region=${2-}
shift
[ $# -eq 0 ] || shift
if [ -z "$quietly" ]; then
  mkdir -p "$folder" || exit 2
fi
command -v aws >/dev/null || {
  echo "snapshot: the AWS CLI (aws) is not installed" >&2
  exit 2
}
if [ -n "$region" ]; then
  AWS_DEFAULT_REGION=$region
  AWS_REGION=$region
  export AWS_DEFAULT_REGION AWS_REGION
fi
AWS_PAGER=
export AWS_PAGER

# record ID COMMAND...: keeps the answer of one call.
record() {
  name=$2.$3${1:+.$1}
  shift
  echo "aws $*" >&2
  [ -z "$quietly" ] || return 0
  if aws "$@" --output json >"$folder/$name.json" 2>"$folder/$name.error"; then
    rm -f "$folder/$name.error"
  else
    rm -f "$folder/$name.json"
  fi
}

# names COMMAND...: the words of an answer, one a line, without what is empty.
names() {
  aws "$@" --output text 2>/dev/null | tr '\t' '\n' | sed -e '/^None$/d' -e '/^$/d'
}

# unique WORDS: each once, one a line.
unique() {
  printf '%s\n' "$@" | sed '/^$/d' | sort -u
}

record '' sts get-caller-identity
record '' configservice describe-delivery-channels
record '' configservice describe-delivery-channel-status
record '' configservice describe-configuration-recorders
record '' cloudtrail describe-trails
record '' kms list-aliases

channels='DeliveryChannels[]'
trails=$(names cloudtrail describe-trails --query 'trailList[].TrailARN')
for trail in $trails; do
  record "${trail##*/}" cloudtrail get-trail-status --name "$trail"
done

# shellcheck disable=SC2046 # the names are words
buckets=$(unique "$@" \
  $(names configservice describe-delivery-channels --query "$channels.s3BucketName") \
  $(names cloudtrail describe-trails --query 'trailList[].S3BucketName'))
keys="$(names configservice describe-delivery-channels --query "$channels.s3KmsKeyArn")
$(names cloudtrail describe-trails --query 'trailList[].KmsKeyId')"
topics="$(names configservice describe-delivery-channels --query "$channels.snsTopicARN")
$(names cloudtrail describe-trails --query 'trailList[].SnsTopicARN')"

for bucket in $buckets; do
  for command in get-bucket-policy get-bucket-encryption get-bucket-ownership-controls \
    get-public-access-block get-bucket-location get-bucket-request-payment \
    get-object-lock-configuration; do
    record "$bucket" s3api "$command" --bucket "$bucket"
  done
  keys="$keys
$(names s3api get-bucket-encryption --bucket "$bucket" --query \
    'ServerSideEncryptionConfiguration.Rules[].ApplyServerSideEncryptionByDefault.KMSMasterKeyID')"
done

for topic in $(unique "$topics"); do
  record "${topic##*:}" sns get-topic-attributes --topic-arn "$topic"
  keys="$keys
$(names sns get-topic-attributes --topic-arn "$topic" --query Attributes.KmsMasterKeyId)"
done

for key in $(unique "$keys"); do
  record "${key##*/}" kms get-key-policy --key-id "$key" --policy-name default
  record "${key##*/}" kms describe-key --key-id "$key"
  record "${key##*/}" kms list-grants --key-id "$key"
done

for arn in $(names configservice describe-configuration-recorders \
  --query 'ConfigurationRecorders[].roleARN'); do
  case $arn in
    */aws-service-role/*) continue ;; # AWS makes it, and remora knows it
  esac
  role=${arn##*/}
  record "$role" iam get-role --role-name "$role"
  record "$role" iam list-role-policies --role-name "$role"
  record "$role" iam list-attached-role-policies --role-name "$role"
  for policy in $(names iam list-role-policies --role-name "$role" --query 'PolicyNames[]'); do
    record "$role.$policy" iam get-role-policy --role-name "$role" --policy-name "$policy"
  done
  for policy in $(names iam list-attached-role-policies --role-name "$role" \
    --query 'AttachedPolicies[].PolicyArn'); do
    record "${policy##*/}" iam get-policy --policy-arn "$policy"
    version=$(names iam get-policy --policy-arn "$policy" --query Policy.DefaultVersionId)
    record "${policy##*/}" iam get-policy-version --policy-arn "$policy" --version-id "$version"
  done
done

# The organization, from the account up to the root.
record '' organizations describe-organization
target=$(names sts get-caller-identity --query Account)
while [ -n "$target" ]; do
  for type in SERVICE_CONTROL_POLICY RESOURCE_CONTROL_POLICY; do
    record "$target.$type" organizations list-policies-for-target --target-id "$target" \
      --filter "$type"
    for policy in $(names organizations list-policies-for-target --target-id "$target" \
      --filter "$type" --query 'Policies[].Id'); do
      record "$policy" organizations describe-policy --policy-id "$policy"
    done
  done
  case $target in
    r-*) break ;;
  esac
  record "$target" organizations list-parents --child-id "$target"
  target=$(names organizations list-parents --child-id "$target" --query 'Parents[0].Id')
done

[ -n "$quietly" ] || echo "recorded in $folder; now: remora check $folder" >&2
