#pragma once

#include <string>
#include <utility>
#include <vector>

#include "engine/delivery/s3_write.h"

namespace remora::delivery {

/// A message that a service is about to publish.
struct Publication {
  std::string topic_arn;
  std::string purpose;
  std::string obstacle;  // besides a missing topic; empty: nothing stands in the way
  bool required = true;
  /// What the encryption context of an encrypted topic holds besides aws:sns:topicArn.
  std::vector<std::pair<std::string, std::string>> encryption_context;
  ObstacleKind obstacle_kind = ObstacleKind::None;
};

struct PublishResult {
  Match match = Match::No;
  std::size_t probe = 0;  // the request that decided
};

/// Asks for sns:Publish and, where the topic is encrypted, for what SNS then asks of KMS in the
/// publisher's name: kms:GenerateDataKey and kms:Decrypt.
/// Source: Amazon SNS Developer Guide, "Key management"; capture of AWS, sns
/// encryption_cloudtrail_source.
PublishResult ask_publish(Prober& prober,
                          const Publication& publication,
                          const ProbeMaker& make_probe);

}  // namespace remora::delivery
