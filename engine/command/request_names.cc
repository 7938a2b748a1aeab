#include "engine/command/request_names.h"

#include <algorithm>
#include <array>
#include <optional>
#include <span>
#include <utility>

#include "engine/aws/action.h"
#include "engine/aws/arn.h"
#include "engine/aws/tables.h"
#include "engine/base/near_miss.h"
#include "engine/base/words.h"
#include "engine/input/names.h"

namespace remora::command {

namespace {

constexpr auto kPartitions = std::to_array<std::string_view>(
    {"aws", "aws-cn", "aws-us-gov", "aws-eusc", "aws-iso", "aws-iso-b", "aws-iso-e", "aws-iso-f"});

class Doubts {
 public:
  Diagnostics take() { return std::move(found_); }

  void principal(std::string_view text) {
    if (const std::string meant = misspelt_service_principal(text); !meant.empty()) {
      doubt(in_quotes(text) + " is no service principal", did_you_mean(meant));
    } else if (text.starts_with("arn:")) {
      constexpr auto kServices = std::to_array<std::string_view>({"iam", "sts"});
      arn(text, kServices);
    }
  }

  void action(std::string_view text) {
    const auto action = Action::parse(text);
    const std::string meant = nearest_action(text);
    const auto other = Action::parse(meant);
    // Of a service that is not in the tables nothing is known but that it is spelled otherwise.
    if (!action || find_action(*action) != nullptr ||
        (!is_known_service(action->service) && !(other && other->name == action->name))) {
      return;
    }
    doubt("AWS has no action " + in_quotes(text), meant.empty() ? meant : did_you_mean(meant));
  }

  void resource(std::string_view text, std::string_view action) {
    if (text == "*") {
      return;
    }
    if (text.starts_with("arn:")) {
      const auto service = std::to_array({action.substr(0, action.find(':'))});
      arn(text, service);
    } else {
      doubt(in_quotes(text) + " is no ARN", "write it as in arn:aws:s3:::BUCKET/KEY");
    }
  }

  void key(std::string_view text) {
    if (!is_plausible_key(text)) {
      const std::string meant = nearest_key(text);
      doubt("AWS has no condition key " + in_quotes(text),
            meant.empty() ? meant : did_you_mean(meant));
    }
  }

 private:
  static std::string did_you_mean(const std::string& meant) {
    return "did you mean " + in_quotes(meant) + "?";
  }

  void doubt(std::string message, std::string hint) {
    found_.push_back({Severity::Warning, "name", {}, std::move(message), std::move(hint)});
  }

  /// `services`: those that one of which should stand in it, spelled like this.
  void arn(std::string_view text, std::span<const std::string_view> services) {
    const auto arn = Arn::parse(text);
    if (!arn) {
      doubt(in_quotes(text) + " is no ARN", "it has six fields, as in arn:aws:s3:::BUCKET/KEY");
      return;
    }
    const bool known =
        std::find(kPartitions.begin(), kPartitions.end(), arn->partition) != kPartitions.end();
    if (!known) {
      doubt(in_quotes(arn->partition) + " is no partition of AWS",
            remora::did_you_mean(arn->partition, kPartitions));
    }
    const std::string_view service = nearest(arn->service, services);
    if (!service.empty() && service != arn->service) {
      doubt(in_quotes(arn->service) + " is not the service of that ARN",
            did_you_mean(std::string(service)));
    }
    if (const auto hint = arn->region.empty() ? std::nullopt : input::region_hint(arn->region)) {
      doubt(in_quotes(arn->region) + " is no Region name", *hint);
    }
    if (!arn->account.empty() && arn->account != "aws" && !is_account_id(arn->account)) {
      doubt(in_quotes(arn->account) + " is no account id", "it has twelve digits");
    }
  }

  Diagnostics found_;
};

}  // namespace

std::string service_meant(std::string_view principal) {
  const std::string name = std::string(principal.substr(0, principal.find('.'))) + ".amazonaws.com";
  return is_service_principal(name) ? name : misspelt_service_principal(name);
}

Diagnostics doubts_about(const TypedNames& names) {
  Doubts doubts;
  doubts.principal(names.principal);
  doubts.action(names.action);
  doubts.resource(names.resource, names.action);
  for (const std::string_view key : names.context_keys) {
    doubts.key(key);
  }
  return doubts.take();
}

}  // namespace remora::command
