#include <algorithm>
#include <array>

#include "engine/aws/tables.h"
#include "engine/base/ascii.h"
#include "engine/base/near_miss.h"

namespace remora {

namespace {

constexpr auto kNames = std::to_array<std::string_view>({
#define REMORA_SERVICE_PRINCIPAL(name) name,
#include "engine/aws/tables/service_principals.inc"
#undef REMORA_SERVICE_PRINCIPAL
});

constexpr auto kDomains = std::to_array<std::string_view>(
    {".amazonaws.com", ".amazonaws.com.cn", ".amazonaws.eu", ".aws.internal", ".amazon.com"});

/// How many slips a word of that length may hold and still be the other one.
constexpr std::size_t allowed_slips(std::size_t length) {
  constexpr std::size_t kShortest = 4;
  constexpr std::size_t kLong = 8;
  return length < kShortest ? 0 : length < kLong ? 1 : 2;
}

bool is_slip(std::string_view word, std::string_view meant) {
  const std::size_t distance = edit_distance(word, meant);
  return distance > 0 && distance <= allowed_slips(std::min(word.size(), meant.size()));
}

}  // namespace

bool is_aws_service(std::string_view name) {
  return std::binary_search(kNames.begin(), kNames.end(), name) ||
         std::any_of(kNames.begin(), kNames.end(), [&](std::string_view known) {
           // Many services also have a name in each Region: config.us-east-1.amazonaws.com.
           return equal_ignoring_case(known, name) ||
                  (name.size() > known.size() && name[known.size()] == '.' &&
                   equal_ignoring_case(known, name.substr(0, known.size())));
         });
}

bool has_service_domain(std::string_view principal) {
  return std::any_of(kDomains.begin(), kDomains.end(), [&](std::string_view domain) {
    return principal.ends_with(domain);
  });
}

bool is_service_principal(std::string_view principal) {
  return std::any_of(kDomains.begin(), kDomains.end(), [&](std::string_view domain) {
    return principal.ends_with(domain) &&
           is_aws_service(principal.substr(0, principal.size() - domain.size()));
  });
}

std::string misspelt_service_principal(std::string_view principal) {
  for (const std::string_view domain : kDomains) {
    if (!principal.ends_with(domain)) {
      continue;
    }
    const std::string_view name = principal.substr(0, principal.size() - domain.size());
    if (is_aws_service(name)) {
      return {};
    }
    const auto* const meant = std::find_if(
        kNames.begin(), kNames.end(), [&](auto known) { return is_slip(name, known); });
    return meant == kNames.end() ? std::string() : std::string(*meant) + std::string(domain);
  }
  const std::size_t dot = principal.find('.');
  if (dot == std::string_view::npos || !is_aws_service(principal.substr(0, dot))) {
    return {};
  }
  const auto* const domain = std::find_if(kDomains.begin(), kDomains.end(), [&](auto known) {
    return is_slip(principal.substr(dot), known);
  });
  return domain == kDomains.end() ? std::string()
                                  : std::string(principal.substr(0, dot)) + std::string(*domain);
}

}  // namespace remora
