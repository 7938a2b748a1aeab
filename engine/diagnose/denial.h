#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace remora::diagnose {

/// What IAM's own sentence says of a denied request. It is no error of a delivery, but stands in
/// the logs around one, and names the kind of policy to look at.
struct Denial {
  std::string principal;
  std::string action;
  std::string resource;  // empty: the sentence names none
  std::string
      policy_type;  // `service control policy`, `permissions boundary`, ...; empty: not said
  bool explicitly = false;
  std::string policy_arn;  // of the policy that denies; empty: not said
};

/// The first such sentence in a text: `User: ARN is not authorized to perform: ACTION on resource:
/// ARN because no TYPE allows the ACTION action`, or `... with an explicit deny in a TYPE`, with
/// the policy's ARN behind it (since 2026) or without (before). Source: IAM User Guide,
/// "Troubleshoot access denied error messages".
std::optional<Denial> find_denial(std::string_view text);

/// What it means, in a sentence for people.
std::string describe(const Denial& denial);

}  // namespace remora::diagnose
