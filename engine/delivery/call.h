#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace remora::delivery {

enum class Service : std::uint8_t { Config, CloudTrail };

/// The short name that scenario files use.
constexpr std::string_view to_string(Service service) {
  return service == Service::Config ? "config" : "cloudtrail";
}

/// The API calls that a delivery can be tried with. The defaults are the first of each service.
enum class Operation : std::uint8_t {
  PutDeliveryChannel,
  DeliverConfigSnapshot,
  CreateTrail,
  UpdateTrail,
  StartLogging,
  Deliver,  // not an API call: a later delivery, reported as status fields
};

constexpr std::string_view to_string(Operation operation) {
  switch (operation) {
    case Operation::PutDeliveryChannel:
      return "PutDeliveryChannel";
    case Operation::DeliverConfigSnapshot:
      return "DeliverConfigSnapshot";
    case Operation::CreateTrail:
      return "CreateTrail";
    case Operation::UpdateTrail:
      return "UpdateTrail";
    case Operation::StartLogging:
      return "StartLogging";
    case Operation::Deliver:
      break;
  }
  return "Deliver";
}

struct ConfigurationRecorder {
  std::string name;
  std::string role_arn;
};

/// The input of PutDeliveryChannel. A member that was not given is not the same as an empty one.
/// Source: AWS Config API Reference, "DeliveryChannel".
struct DeliveryChannel {
  std::optional<std::string> name;
  std::optional<std::string> s3_bucket_name;
  std::optional<std::string> s3_key_prefix;
  std::optional<std::string> s3_kms_key_arn;
  std::optional<std::string> sns_topic_arn;
  std::optional<std::string> delivery_frequency;
};

/// The input of CreateTrail. Source: AWS CloudTrail API Reference, "CreateTrail".
struct Trail {
  std::string name;
  std::string s3_bucket_name;
  std::optional<std::string> s3_key_prefix;
  std::optional<std::string> sns_topic_name;
  std::optional<std::string> kms_key_id;
  std::optional<std::string> cloud_watch_logs_log_group_arn;
  std::optional<std::string> cloud_watch_logs_role_arn;
  bool is_multi_region = false;
  bool is_organization_trail = false;
  bool enable_log_file_validation = false;
};

/// One delivery to try: who calls which operation with what.
struct DeliveryCall {
  std::string id;
  Service service = Service::Config;
  Operation operation = Operation::PutDeliveryChannel;
  std::string account;  // that owns the recorder or creates the trail
  std::string region;
  std::optional<ConfigurationRecorder> recorder;  // Config
  DeliveryChannel channel;                        // Config
  Trail trail;                                    // CloudTrail
};

}  // namespace remora::delivery
