#include "engine/admission/principal_form.h"

#include <algorithm>
#include <array>

#include "engine/aws/arn.h"
#include "engine/base/ascii.h"
#include "engine/base/symbol.h"

namespace remora::admission {

namespace {

constexpr std::size_t kCanonicalIdSize = 64;
constexpr std::size_t kShortestUniqueId = 16;

bool has_wildcard(std::string_view text) {
  return text.find_first_of("*?") != std::string_view::npos;
}

bool is_unique_id(std::string_view text) {
  const auto is_upper_or_digit = [](char c) { return (c >= 'A' && c <= 'Z') || is_ascii_digit(c); };
  return (text.starts_with("AIDA") || text.starts_with("AROA")) &&
         text.size() >= kShortestUniqueId &&
         std::all_of(text.begin(), text.end(), is_upper_or_digit);
}

bool has_name_behind(std::string_view text, std::string_view prefix) {
  return text.starts_with(prefix) && text.size() > prefix.size();
}

PrincipalFault check_aws(std::string_view text) {
  if (text == "*" || is_account_id(text)) {
    return PrincipalFault::None;
  }
  if (is_unique_id(text)) {
    return PrincipalFault::UniqueId;
  }
  if (has_wildcard(text)) {
    return PrincipalFault::Wildcard;
  }
  const auto arn = Arn::parse(text);
  if (!arn || !arn->region.empty() || !is_known_partition(arn->partition)) {
    return PrincipalFault::AwsForm;
  }
  const std::string_view resource = arn->resource;
  if (arn->service == "iam" && arn->account == "cloudfront") {
    return has_name_behind(resource, "user/") ? PrincipalFault::None : PrincipalFault::AwsForm;
  }
  if (!is_account_id(arn->account)) {
    return PrincipalFault::AwsForm;
  }
  if (arn->service == "iam") {
    if (resource.starts_with("group/")) {
      return PrincipalFault::Group;
    }
    return resource == "root" || has_name_behind(resource, "user/") ||
                   has_name_behind(resource, "role/")
               ? PrincipalFault::None
               : PrincipalFault::AwsForm;
  }
  return arn->service == "sts" && (has_name_behind(resource, "assumed-role/") ||
                                   has_name_behind(resource, "federated-user/"))
             ? PrincipalFault::None
             : PrincipalFault::AwsForm;
}

PrincipalFault check_service(std::string_view text) {
  if (has_wildcard(text)) {
    return PrincipalFault::Wildcard;
  }
  const auto is_host_character = [](char c) {
    return is_ascii_letter(c) || is_ascii_digit(c) || c == '.' || c == '-' || c == '_';
  };
  const bool is_host = std::all_of(text.begin(), text.end(), is_host_character) &&
                       text.find('.') != std::string_view::npos && !text.starts_with('.');
  return is_host ? PrincipalFault::None : PrincipalFault::Service;
}

PrincipalFault check_federated(std::string_view text) {
  if (has_wildcard(text)) {
    return PrincipalFault::Wildcard;
  }
  const auto arn = Arn::parse(text);
  const bool is_provider = arn && arn->service == "iam" && is_account_id(arn->account) &&
                           (has_name_behind(arn->resource, "oidc-provider/") ||
                            has_name_behind(arn->resource, "saml-provider/"));
  const bool is_host = !arn && text.find('.') != std::string_view::npos;
  return is_provider || is_host ? PrincipalFault::None : PrincipalFault::Federated;
}

}  // namespace

PrincipalFault check_principal(const PrincipalEntry& entry) {
  const std::string_view text = entry.value.text;
  if (has_symbol(text)) {
    return PrincipalFault::None;  // see open_texts
  }
  switch (entry.type) {
    case PrincipalType::Aws:
      return check_aws(text);
    case PrincipalType::Service:
      return check_service(text);
    case PrincipalType::Federated:
      return check_federated(text);
    case PrincipalType::CanonicalUser: {
      const bool is_hexadecimal =
          text.find_first_not_of("0123456789abcdefABCDEF") == std::string_view::npos;
      return text.size() == kCanonicalIdSize && is_hexadecimal ? PrincipalFault::None
                                                               : PrincipalFault::Canonical;
    }
    case PrincipalType::Any:
      break;
  }
  return PrincipalFault::None;
}

const PrincipalEntry* find_refused_principal(const PrincipalElement& principal) {
  const auto found = std::find_if(
      principal.entries.begin(), principal.entries.end(), [](const PrincipalEntry& entry) {
        return is_refused(check_principal(entry));
      });
  return found == principal.entries.end() ? nullptr : &*found;
}

bool is_known_partition(std::string_view partition) {
  // AWS General Reference, "Amazon Resource Names (ARNs)", and the partitions of botocore.
  constexpr auto kPartitions = std::to_array<std::string_view>({"aws",
                                                                "aws-cn",
                                                                "aws-us-gov",
                                                                "aws-eusc",
                                                                "aws-iso",
                                                                "aws-iso-b",
                                                                "aws-iso-e",
                                                                "aws-iso-f"});
  return std::find(kPartitions.begin(), kPartitions.end(), partition) != kPartitions.end();
}

}  // namespace remora::admission
