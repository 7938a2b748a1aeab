#pragma once

#include <functional>
#include <string>
#include <string_view>

#include "engine/delivery/config/call.h"
#include "engine/delivery/s3_write.h"

namespace remora::delivery::config {

/// One thing that Config tried: how it went and which request decided.
struct Step {
  Match match = Match::No;
  std::size_t probe = 0;
};

/// What failed, in the order in which Config's check can fail.
enum class Part : std::uint8_t { AssumeRole, Write, Acl };

/// Told of each part of the check as it is settled.
using Settle = std::function<void(Part, Step)>;

/// Config at work for one recorder and channel: as the recorder's role first, and where the role
/// may not, as config.amazonaws.com.
/// Source: AWS Config Developer Guide, "Permissions for the Amazon S3 Bucket for the AWS Config
/// Delivery Channel", "... for the KMS Key ...", "... for the Amazon SNS Topic".
class ConfigAccess {
 public:
  ConfigAccess(Prober& prober, const Home& home, const SupposedCall& call);

  /// The bucket must be known before anything but `assume_role` is tried.
  void set_bucket(const world::Bucket& bucket) { bucket_ = &bucket; }

  /// Whether somebody knows which role the recorder has; leaves open what comes of it if not.
  bool role_is_known();

  /// The recorder's role, for a session of that name.
  Step assume_role(std::string_view session);

  /// What PutDeliveryChannel checks and each delivery repeats: HeadBucket, write the check file,
  /// read the bucket's ACL as the one who wrote. True unless a part certainly failed.
  bool check(const Settle& settle);

  /// Writes an object as the role, else as the service.
  Step write_object(std::string key, std::string_view session);

  /// Publishes to the channel's topic as the role, else as the service.
  Step publish(std::string_view session);

  /// `[prefix/]AWSLogs/ACCOUNT/Config/` and what follows.
  [[nodiscard]] std::string object_key(std::string_view rest) const;

  [[nodiscard]] const Channel& channel() const { return channel_; }

  [[nodiscard]] const std::string& bucket_name() const { return *channel_.s3_bucket_name; }

 private:
  /// Whose request it is that succeeded.
  enum class Writer : std::uint8_t { Role, Service, Either };

  struct Written {
    Step step;
    Writer writer = Writer::Role;
  };

  [[nodiscard]] Probe as_role(std::string_view session,
                              std::string_view action,
                              std::string resource) const;
  Probe as_service(std::string_view action,
                   std::string resource,
                   const world::Bucket* bucket = nullptr);
  void look_at_bucket();
  [[nodiscard]] ObjectWrite object(std::string key);
  [[nodiscard]] bool foreign_bucket() const;
  bool falls_back(std::size_t first_probe);
  void require_from(std::size_t first_probe);
  bool role_needs_acl_permission();
  Step write_as_role(const ObjectWrite& write, std::string_view session, bool required);
  Written write(const ObjectWrite& write, std::string_view session);
  Step read_acl(Writer writer);
  Step read_acl_as(Writer writer);

  Prober& prober_;
  const Home& home_;
  const SupposedCall& call_;
  Channel channel_;
  std::string partition_;
  ServiceIdentity identity_;
  const world::Bucket* bucket_ = nullptr;
};

}  // namespace remora::delivery::config
