#pragma once

#include <string>

#include "engine/wire/admin.h"
#include "engine/wire/handle.h"

namespace remora::test {

/// A client of an endpoint that lives in memory: each request is a second after the one before it.
class WireClient {
 public:
  explicit WireClient(remora::wire::Settings settings = {}) {
    settings.seed = 7;
    state = remora::wire::seeded({}, settings, kBegin);
  }

  /// A call of the JSON protocol, such as `StarlingDoveService.PutDeliveryChannel`.
  remora::wire::Response json(const std::string& target, const std::string& body);
  /// A call of the query protocol, by its form.
  remora::wire::Response query(const std::string& form);
  /// A call of S3.
  remora::wire::Response s3(const std::string& method,
                            const std::string& target,
                            const std::string& body = {},
                            remora::wire::Headers headers = {});
  remora::wire::Response send(remora::wire::Request request);

  remora::wire::State state;
  remora::wire::Time now = kBegin;
  std::string account = "111122223333";
  std::string region = "eu-west-1";
  remora::wire::Handled last;
  remora::wire::Request sent;  // the last one

 private:
  static constexpr remora::wire::Time kBegin = 1795435155882;

  void sign(remora::wire::Request& request, const std::string& service) const;
};

/// The policy of a bucket that lets AWS Config deliver.
std::string config_bucket_policy(const std::string& bucket);

/// Makes a bucket, a key, the service-linked role and a recorder: all that a channel needs but the
/// key's policy. Returns the ARN of the key.
std::string prepare_config(WireClient& client, const std::string& bucket);

}  // namespace remora::test
