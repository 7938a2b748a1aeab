#include "engine/diagnose/looks.h"

#include <algorithm>
#include <array>

#include "engine/aws/arn.h"
#include "engine/base/ascii.h"
#include "engine/base/shell_word.h"
#include "engine/wrapping/template.h"

namespace remora::diagnose {

namespace {

struct LookInfo {
  std::string_view policy;
  std::string_view service;
  std::string_view what;
  std::string_view command;
};

constexpr auto kLooks = std::to_array<LookInfo>({
#define REMORA_LOOK(policy, service, what, command) {policy, service, what, command},
#include "engine/diagnose/looks.inc"
#undef REMORA_LOOK
});

std::optional<std::string> bucket_name(const Diagnosis& diagnosis) {
  if (!diagnosis.bucket.value) {
    return std::nullopt;
  }
  const auto arn = Arn::parse(*diagnosis.bucket.value);
  return arn ? std::string(arn->resource) : diagnosis.bucket.value;
}

std::optional<std::string> account_of(const Said& said) {
  const auto arn = said.value ? Arn::parse(*said.value) : std::nullopt;
  return arn && is_account_id(arn->account) ? std::optional(std::string(arn->account))
                                            : std::nullopt;
}

/// The account in a bucket's name: its owner, where people name buckets so.
std::optional<std::string> account_of_bucket(const Diagnosis& diagnosis) {
  const auto name = bucket_name(diagnosis);
  for (const std::string& account : diagnosis.accounts) {
    if (name && name->find(account) != std::string::npos) {
      return account;
    }
  }
  return std::nullopt;
}

std::optional<std::string> value_of(std::string_view hole, const Diagnosis& diagnosis) {
  if (hole == "bucket") {
    return bucket_name(diagnosis);
  }
  if (hole == "key") {
    return diagnosis.key.value;
  }
  if (hole == "topic") {
    return diagnosis.topic.value;
  }
  if (hole == "account") {
    return account_of_bucket(diagnosis);
  }
  if (hole == "role_name" && diagnosis.role.value) {
    return diagnosis.role.value->substr(diagnosis.role.value->rfind('/') + 1);
  }
  return std::nullopt;
}

std::string capitals(std::string_view hole) {
  std::string text;
  for (const char c : hole) {
    text += c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
  }
  return text;
}

std::string fill(std::string_view command, const Diagnosis& diagnosis) {
  std::string filled;
  for (const wrapping::Part& part : wrapping::split_template(command)) {
    if (!part.is_hole) {
      filled += part.text;
    } else if (const auto value = value_of(part.text, diagnosis)) {
      filled += shell_word(*value);
    } else {
      filled += capitals(part.text);
    }
  }
  return filled;
}

/// The Region that a command needs to be told: an ARN says it itself for the reader, not for the
/// AWS CLI.
std::string region_option(const LookInfo& row, const Diagnosis& diagnosis) {
  const bool global = row.policy == "trust" || row.policy == "identity" || row.policy == "rcp";
  const auto arn =
      row.policy == "key" && diagnosis.key.value ? Arn::parse(*diagnosis.key.value) : std::nullopt;
  const std::string region =
      arn ? std::string(arn->region) : diagnosis.region.value_or(std::string());
  return global || region.empty() || row.policy == "bucket" ? ""
                                                            : " --region " + shell_word(region);
}

std::string account_for(const LookInfo& row, const Diagnosis& diagnosis) {
  if (row.policy == "bucket") {
    return account_of_bucket(diagnosis).value_or("");
  }
  if (row.policy == "key") {
    return account_of(diagnosis.key).value_or("");
  }
  if (row.policy == "trust" || row.policy == "identity") {
    return account_of(diagnosis.role).value_or("");
  }
  return row.policy == "topic" ? account_of(diagnosis.topic).value_or("") : "";
}

}  // namespace

bool has_look(std::string_view policy) {
  return std::any_of(
      kLooks.begin(), kLooks.end(), [&](const LookInfo& row) { return row.policy == policy; });
}

std::vector<Look> looks_for(const Diagnosis& diagnosis, std::span<const PossibleCause> causes) {
  std::vector<std::string_view> policies;
  const auto add = [&](std::string_view policy) {
    if (std::find(policies.begin(), policies.end(), policy) == policies.end()) {
      policies.push_back(policy);
    }
  };
  for (const PossibleCause& cause : causes) {
    if (!cause.policy.empty()) {
      add(cause.policy);
    }
  }
  add("");
  std::vector<Look> looks;
  for (const std::string_view policy : policies) {
    for (const LookInfo& row : kLooks) {
      if (row.policy == policy && (row.service.empty() || row.service == diagnosis.service)) {
        looks.push_back({row.policy,
                         std::string(row.what),
                         account_for(row, diagnosis),
                         fill(row.command, diagnosis) + region_option(row, diagnosis)});
      }
    }
  }
  return looks;
}

}  // namespace remora::diagnose
