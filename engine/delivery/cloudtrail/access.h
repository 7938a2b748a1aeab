#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "engine/delivery/cloudtrail/call.h"
#include "engine/delivery/s3_write.h"

namespace remora::delivery::cloudtrail {

/// When CloudTrail makes requests: it sends another aws:PrincipalType at each.
enum class Occasion : std::uint8_t {
  Admission,  // of a trail, or of a change of one
  Delivery,   // of log files and digests
};

/// CloudTrail at work for one trail, always as cloudtrail.amazonaws.com.
/// Source: AWS CloudTrail User Guide, "Amazon S3 bucket policy for CloudTrail", "Finding your
/// CloudTrail log files"; capture of AWS, cloudtrail owned_service_principal and digest_admission.
class TrailAccess {
 public:
  /// `home_region` is where the trail was, or is, created; `owner` the account whose trail it is.
  TrailAccess(Prober& prober,
              const Trail& trail,
              std::string owner,
              std::string_view home_region,
              Occasion occasion);

  [[nodiscard]] const Trail& trail() const { return *trail_; }

  [[nodiscard]] const std::string& owner() const { return owner_; }

  [[nodiscard]] const std::string& arn() const { return identity_.source_arn; }

  [[nodiscard]] const std::string& region() const { return identity_.region; }

  [[nodiscard]] const ServiceIdentity& identity() const { return identity_; }

  void set_bucket(const world::Bucket& bucket) { bucket_ = &bucket; }

  /// A request as CloudTrail, for that bucket (null: for none).
  Probe probe(std::string_view action, std::string resource, const world::Bucket* bucket = nullptr);

  /// The same with the bucket already chosen, for what makes several requests.
  [[nodiscard]] ProbeMaker maker(const world::Bucket* bucket = nullptr);

  [[nodiscard]] bool has_key() const { return trail_->kms_key_id && !trail_->kms_key_id->empty(); }

  [[nodiscard]] bool has_topic() const {
    return trail_->sns_topic_name && !trail_->sns_topic_name->empty();
  }

  /// The key that is meant: a bare id or alias is one of the trail's account and home Region.
  [[nodiscard]] const world::Key* key() const;
  /// Its ARN, also where there is no such key.
  [[nodiscard]] std::string key_arn() const;
  /// The topic's ARN; SnsTopicName may also be the bare name of a topic of the trail's account.
  [[nodiscard]] std::string topic_arn() const;
  [[nodiscard]] std::string bucket_resource() const;

  /// `[prefix/]AWSLogs/` and what follows.
  [[nodiscard]] std::string object_key(const std::string& rest) const;
  /// An object that CloudTrail is about to write, encrypted with the trail's key if it has one.
  [[nodiscard]] ObjectWrite object(std::string key) const;
  /// The same of a marker, which CreateTrail and UpdateTrail write: whether its headers name the
  /// trail's key is a switch.
  [[nodiscard]] ObjectWrite marker(std::string key) const;
  /// What becomes of an object of the digests, which some pages say are encrypted with SSE-S3 even
  /// if the trail has a key: a switch.
  void encrypt_as_digest(ObjectWrite& write) const;

  /// Reads the bucket's ACL: the result and the request that decided.
  std::pair<Match, std::size_t> read_acl();
  /// Writes an object. Like `read_acl` as the service first and, where the bucket policy still
  /// names the account in which CloudTrail ran in that Region before 2015, as that account.
  WriteResult write(const ObjectWrite& object);

  /// Publishes `what` to the trail's topic: the result and the request that decided.
  std::pair<Match, std::size_t> publish(std::string_view purpose);

 private:
  /// The account that the bucket policy may name instead of the service; empty if it does not.
  [[nodiscard]] std::string_view account_in_policy();
  /// A request to S3 as a former account: it sends nothing about the trail.
  Probe probe_as(std::string_view account, std::string_view action, std::string resource);

  Prober* prober_;
  const Trail* trail_;
  std::string owner_;
  std::string partition_;
  ServiceIdentity identity_;
  const world::Bucket* bucket_ = nullptr;
};

/// The account whose trail it is: the management account for an organization trail, whoever
/// creates it.
std::string owner_of_trail(const world::World& world,
                           bool of_organization,
                           std::string_view account,
                           world::Suppositions& facts);

}  // namespace remora::delivery::cloudtrail
