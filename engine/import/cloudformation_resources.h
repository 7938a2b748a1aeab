#pragma once

#include "engine/import/cloudformation_resolver.h"

namespace remora::imports::cloudformation {

/// Puts the buckets, keys, topics, roles and log groups that the deliveries touch into the
/// snapshot, with the policies that the stacks give them; all buckets where the stacks deliver
/// nothing. What a template leaves out is as AWS makes it. Source: AWS CloudFormation Template
/// Reference, "AWS::S3::Bucket", "AWS::S3::BucketPolicy", "AWS::KMS::Key", "AWS::SNS::Topic",
/// "AWS::SNS::TopicPolicy", "AWS::IAM::Role"; Amazon S3 User Guide, "Default settings for new S3
/// buckets FAQ" (public access block, ownership, SSE-S3).
void add_resources(Session& session);

}  // namespace remora::imports::cloudformation
