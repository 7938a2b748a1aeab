#include "tests/property/vocabulary.h"

#include <array>

#include "tests/property/words.h"

namespace remora::property {

namespace {

// Tables: read across, not one word a line.
// clang-format off
constexpr auto kS3Actions = words(
    "s3:GetObject", "s3:GetObject", "s3:PutObject", "s3:ListBucket", "S3:getobject",
    "s3:PutBucketPolicy", "s3:getBucketPolicy", "s3:ListAllMyBuckets");
constexpr auto kS3Patterns = words(
    "s3:GetObject", "s3:getObject", "s3:Get*", "s3:*Object", "s3:*", "S3:*", "*", "*:*",
    "s3:Get?bject", "s3:?etObject*", "s3:PutObject", "s3:List*", "kms:*", "s3:GetObjectAcl",
    "*:GetObject", "s?:GetObject", "s3", "s3:", ":*", "**", "s3:a:b", "s*:GetObject", "");
constexpr auto kS3Resources = words(
    "arn:aws:s3:::b/a", "arn:aws:s3:::b/a", "arn:aws:s3:::b/ana/x", "arn:aws:s3:::b",
    "arn:aws:s3:::b/a*b", "arn:aws:s3:::b/a:b", "arn:aws:s3:::b/é", "arn:aws:s3:::b/𐐀",
    "arn:aws:s3:::b/A", "*");
constexpr auto kS3ResourcePatterns = words(
    "*", "arn:aws:s3:::*", "arn:aws:s3:::b/*", "arn:aws:s3:::b*", "arn:aws:s3:::b/a",
    "arn:aws:s3:::b/?", "arn:aws:s3:::b/??", "arn:aws:s3:::b", "arn:aws:s3:::b/${aws:username}/*",
    "arn:aws:s3:::b/${aws:username}*", "arn:aws:s3:::b/a${*}b", "arn:aws:s3:::b/a*b",
    "arn:aws:s3:::b/${aws:PrincipalTag/team, 'a'}", "arn:aws:s3:::b/${aws:TagKeys, 'a'}",
    "arn:aws:s3:::B/*", "arn:aws:s3:::other/*", "arn:*:s3:::b/*", "arn:aws-cn:s3:::b/*",
    "arn:aws:s3", "arn:aws:s3:::", "arn:aws:s3:::b/${aws:none}", "arn:aws:s3:::b/${", "a*",
    "arn:aws:s*:::b/*", "arn:*", "arn:aws:sqs", "arn:aws:s3:::?/${aws:username}?", "**");

constexpr auto kKmsActions = words(
    "kms:Decrypt", "kms:Decrypt", "kms:GenerateDataKey", "kms:ReEncryptTo", "kms:RetireGrant",
    "kms:PutKeyPolicy", "kms:GenerateRandom", "KMS:decrypt", "kms:DescribeKey", "kms:ListKeys",
    "kms:CreateAlias", "kms:UpdateAlias", "KMS:createkey", "kms:DescribeCustomKeyStores");
constexpr auto kKmsPatterns = words(
    "kms:*", "kms:Decrypt", "kms:GenerateDataKey*", "kms:*e*", "kms:ReEncrypt*", "*", "kms:Put*",
    "kms:R*", "s3:*");
constexpr auto kKmsResources = words(
    "arn:aws:kms:us-east-1:111122223333:key/k1", "arn:aws:kms:us-east-1:111122223333:key/k1",
    "arn:aws:kms:us-east-1:444455556666:key/k2", "arn:aws:kms:us-east-1:111122223333:alias/a",
    "*");
constexpr auto kKmsResourcePatterns = words(
    "*", "*", "*", "arn:aws:kms:*:111122223333:key/*",
    "arn:aws:kms:us-east-1:111122223333:key/k1", "arn:aws:kms:*:444455556666:*", "arn:aws:kms",
    "arn:aws:kms:us-east-1", "arn:aws:kms:us-east-1:111122223333:key/k?",
    "arn:aws:kms:*:111122223333:alias/*");

constexpr auto kSnsActions = words(
    "sns:Publish", "sns:Publish", "SNS:Publish", "sns:Subscribe", "SNS:ListTopics");
constexpr auto kSnsPatterns = words("sns:Publish", "SNS:publish", "sns:*", "*", "sns:Pub*");
constexpr auto kSnsResources = words(
    "arn:aws:sns:us-east-1:111122223333:t", "arn:aws:sns:us-east-1:444455556666:t", "*");
constexpr auto kSnsResourcePatterns = words(
    "*", "arn:aws:sns:us-east-1:111122223333:t", "arn:aws:sns:*:*:t", "arn:aws:sns:*",
    "arn:aws:sns", "arn:aws:sns:us-east-?:${aws:PrincipalAccount}:t");

constexpr auto kStsActions = words(
    "sts:AssumeRole", "sts:AssumeRole", "sts:AssumeRoleWithWebIdentity", "sts:TagSession",
    "sts:GetCallerIdentity", "STS:getsessiontoken", "sts:GetFederationToken", "sts:AssumeRoot",
    "sts:DecodeAuthorizationMessage", "sts:SetSourceIdentity");
constexpr auto kStsPatterns = words(
    "sts:AssumeRole", "sts:AssumeRole*", "sts:*", "*", "sts:TagSession", "sts:Get*", "sts:*Ro?t");
constexpr auto kStsResources = words(
    "arn:aws:iam::111122223333:role/r", "arn:aws:iam::111122223333:role/p/r",
    "arn:aws:iam::444455556666:role/r", "*", "arn:aws:iam::444455556666:root",
    "arn:aws:iam::111122223333:role/aws-service-role/config.amazonaws.com/AWSServiceRoleForConfig",
    "arn:aws:iam::111122223333:user/ana", "arn:aws:sts::111122223333:federated-user/bob");
constexpr auto kStsResourcePatterns = words(
    "*", "arn:aws:iam::111122223333:role/*", "arn:aws:iam::*:role/r", "arn:aws:iam",
    "arn:aws:iam::*:root", "arn:aws:sts::111122223333:federated-user/*");

constexpr auto kSqsActions = words(
    "sqs:SendMessage", "sqs:SetQueueAttributes", "SQS:listqueues", "sqs:GetQueueUrl",
    "sqs:DeleteQueue", "iam:ListRoles", "iam:listusers");
constexpr auto kSqsPatterns = words(
    "sqs:*", "*", "SQS:Set*", "sqs:ListQueues", "iam:List*", "iam:*", "sqs:SendMessage");
constexpr auto kSqsResources = words(
    "arn:aws:sqs:us-east-1:111122223333:q", "*", "arn:aws:sqs:us-east-1:444455556666:q");
constexpr auto kSqsResourcePatterns = words(
    "*", "*", "arn:aws:sqs:us-east-1:111122223333:*", "arn:aws:sqs:*:*:*", "arn:aws:iam::*:role/*",
    "arn:aws:iam::111122223333:user/?", "arn:aws:iam::444455556666:*", "arn:aws:sqs:us-west-2:*");

constexpr auto kOtherActions = words(
    "sqs:SendMessage", "sqs:SendMessage", "logs:PutLogEvents", "config:GetX");
constexpr auto kOtherPatterns = words(
    "sqs:SendMessage", "sqs:*", "logs:*", "*", "SQS:sendmessage", "config:*");
constexpr auto kOtherResources = words(
    "arn:aws:sqs:us-east-1:111122223333:q", "arn:aws:logs:us-east-1:111122223333:log-group:g:*",
    "*");
constexpr auto kOtherResourcePatterns = words(
    "*", "arn:aws:sqs:*:111122223333:q", "arn:aws:logs:*:*:log-group:*", "arn:aws:sqs",
    "arn:aws:sqs:us-east-1:444455556666:q", "?");

constexpr auto kServices = std::to_array<ServiceWords>({
    {"s3", false, kS3Actions, kS3Patterns, kS3Resources, kS3ResourcePatterns},
    {"s3", false, kS3Actions, kS3Patterns, kS3Resources, kS3ResourcePatterns},
    {"s3", false, kS3Actions, kS3Patterns, kS3Resources, kS3ResourcePatterns},
    {"kms", true, kKmsActions, kKmsPatterns, kKmsResources, kKmsResourcePatterns},
    {"kms", true, kKmsActions, kKmsPatterns, kKmsResources, kKmsResourcePatterns},
    {"sns", false, kSnsActions, kSnsPatterns, kSnsResources, kSnsResourcePatterns},
    {"sts", false, kStsActions, kStsPatterns, kStsResources, kStsResourcePatterns},
    {"sts", false, kStsActions, kStsPatterns, kStsResources, kStsResourcePatterns},
    {"sqs", false, kSqsActions, kSqsPatterns, kSqsResources, kSqsResourcePatterns},
    {"sqs", false, kOtherActions, kOtherPatterns, kOtherResources, kOtherResourcePatterns},
});

constexpr auto kKeys = std::to_array<KeyWord>({
    {"aws:username", ValueType::Text, false},
    {"aws:PrincipalTag/team", ValueType::Text, false},
    {"aws:RequestTag/value", ValueType::Text, false},
    {"aws:TagKeys", ValueType::Text, true},
    {"aws:PrincipalOrgPaths", ValueType::Text, true},
    {"kms:EncryptionContext:app", ValueType::Text, false},
    {"aws:PrincipalAccount", ValueType::Text, false},
    {"s3:max-keys", ValueType::Number, false},
    {"aws:MultiFactorAuthAge", ValueType::Number, false},
    {"custom:numbers", ValueType::Number, true},
    {"aws:CurrentTime", ValueType::Date, false},
    {"custom:dates", ValueType::Date, true},
    {"aws:SecureTransport", ValueType::Bool, false},
    {"aws:PrincipalIsAWSService", ValueType::Bool, false},
    {"custom:binary", ValueType::Binary, false},
    {"aws:SourceIp", ValueType::Ip, false},
    {"custom:addresses", ValueType::Ip, true},
    {"aws:SourceArn", ValueType::Arn, false},
    {"aws:PrincipalArn", ValueType::Arn, false},
    {"custom:arns", ValueType::Arn, true},
    {"aws:RequestedRegion", ValueType::Text, false},
    {"aws:PrincipalType", ValueType::Text, false},
    {"aws:ResourceAccount", ValueType::Text, false},
    {"aws:userid", ValueType::Text, false},
    {"aws:EpochTime", ValueType::Date, false},
    {"aws:ViaAWSService", ValueType::Bool, false},
    {"aws:TokenIssueTime", ValueType::Date, false},
    {"aws:MultiFactorAuthPresent", ValueType::Bool, false},
    {"aws:PrincipalOrgID", ValueType::Text, false},
    {"aws:SourceVpce", ValueType::Text, false},
});

constexpr auto kRequesters = words(
    "arn:aws:iam::111122223333:user/ana", "arn:aws:iam::111122223333:user/ana",
    "arn:aws:sts::111122223333:assumed-role/app/s1",
    "arn:aws:sts::111122223333:assumed-role/app/s1", "arn:aws:iam::111122223333:user/p/bo",
    "arn:aws:sts::111122223333:assumed-role/app/s2", "arn:aws:iam::111122223333:role/app",
    "arn:aws:iam::111122223333:role/p/app", "arn:aws:sts::111122223333:federated-user/ana",
    "arn:aws:iam::111122223333:role/aws-service-role/config.amazonaws.com/AWSServiceRoleForConfig",
    "arn:aws:iam::111122223333:root", "arn:aws:iam::444455556666:user/ana",
    "arn:aws:sts::111122223333:assumed-role/AWSServiceRoleForConfig/s1",
    "arn:aws:sts::444455556666:assumed-role/app/s1", "arn:aws:iam::444455556666:root",
    "arn:aws:sts::444455556666:federated-user/ana", "config.amazonaws.com",
    "cloudtrail.amazonaws.com", "anonymous", "arn:aws-cn:iam::111122223333:user/ana");
constexpr auto kFederatedRequesters = words(
    "accounts.google.com", "arn:aws:iam::111122223333:saml-provider/P");

constexpr auto kAwsPrincipals = words(
    "*", "111122223333", "111122223333", "444455556666", "arn:aws:iam::111122223333:root",
    "arn:aws:iam::444455556666:root", "arn:aws:iam::111122223333:user/ana",
    "arn:aws:iam::111122223333:user/ana", "arn:aws:iam::111122223333:role/app",
    "arn:aws:iam::111122223333:role/app", "arn:aws:sts::111122223333:assumed-role/app/s1",
    "arn:aws:sts::111122223333:federated-user/ana", "arn:aws:iam::111122223333:user/p/bo",
    "arn:aws:iam::111122223333:user/bo", "arn:aws:iam::111122223333:role/p/app",
    "arn:aws:iam::444455556666:user/ana", "arn:aws:iam::444455556666:role/app",
    "arn:aws:sts::444455556666:assumed-role/app/s1", "arn:aws:iam::111122223333:user/Ana",
    "arn:aws:iam::111122223333:user/*", "arn:aws:iam::*:role/app", "AIDAEXAMPLE", "config",
    "arn:aws:sts::111122223333:assumed-role/app/*", "arn:aws-cn:iam::111122223333:user/ana",
    "arn:aws-cn:iam::111122223333:root", "1111222233", "arn:aws:iam::111122223333:role/ap");
// clang-format on

}  // namespace

std::span<const ServiceWords> services() {
  return kServices;
}

std::span<const KeyWord> condition_keys() {
  return kKeys;
}

Words requesters() {
  return kRequesters;
}

Words federated_requesters() {
  return kFederatedRequesters;
}

Words aws_principals() {
  return kAwsPrincipals;
}

}  // namespace remora::property
