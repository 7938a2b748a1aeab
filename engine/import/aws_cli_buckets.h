#pragma once

#include <array>
#include <string_view>

#include "engine/import/aws_cli_answers.h"

namespace remora::imports {

/// What a property of a bucket is called in a scenario and by the command that reads it, and the
/// error code of S3 that says there is none. Source: S3 API Reference, "Error responses".
struct BucketCommand {
  std::string_view command;
  std::string_view property;
  std::string_view absent;
};

constexpr auto kBucketCommands = std::to_array<BucketCommand>({
    {"get-bucket-policy", "policy", "NoSuchBucketPolicy"},
    {"get-bucket-encryption", "encryption", "ServerSideEncryptionConfigurationNotFoundError"},
    {"get-bucket-ownership-controls", "objectOwnership", "OwnershipControlsNotFoundError"},
    {"get-public-access-block", "publicAccessBlock", "NoSuchPublicAccessBlockConfiguration"},
    {"get-object-lock-configuration",
     "objectLockDefaultRetention",
     "ObjectLockConfigurationNotFoundError"},
});

/// Reads the answers of `aws s3api` and the errors with which it failed.
class BucketReader {
 public:
  explicit BucketReader(Answers& answers) : answers_(answers) {}

  /// A bucket policy, known to be one.
  void read_policy(const File& file, const json::Value& policy);
  /// Any other answer about a bucket; what is none is passed over.
  void read_setting(const File& file);
  /// What a failed call printed.
  void read_error(const File& file);

 private:
  Part* bucket_of(const File& file, std::string_view command);
  [[nodiscard]] std::set<std::string> bucket_names() const;
  void say(const File& file, std::string_view command, std::string_view property, Part value);
  void say_owner(const File& file, Part& bucket);

  Answers& answers_;
};

}  // namespace remora::imports
