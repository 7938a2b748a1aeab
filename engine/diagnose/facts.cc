#include "engine/diagnose/facts.h"

#include <algorithm>

#include "engine/aws/arn.h"
#include "engine/aws/partition.h"
#include "engine/base/ascii.h"

namespace remora::diagnose {

namespace {

bool is_mask(std::string_view value) {
  return value.find_first_not_of("*xX.-_") == std::string_view::npos &&
         value.find_first_of("*xX.") != std::string_view::npos;
}

bool is_illegible(std::string_view value) {
  return value.empty() || value == "null" || value.find("...") != std::string_view::npos ||
         value.find("${") != std::string_view::npos || is_mask(value);
}

}  // namespace

Said read_said(std::string_view value) {
  Said said;
  said.spoken_of = true;
  if (!is_illegible(value)) {
    said.value = std::string(value);
  }
  return said;
}

void Facts::add_account(std::string_view text) {
  if (is_account_id(text)) {
    accounts_.emplace_back(text);
  }
}

void Facts::add_region(std::string_view text) {
  std::string& region = in_surroundings_ ? caller_region_ : region_;
  if (region.empty() && !text.empty() && looks_like_region(text)) {
    region = std::string(text);
  }
}

void Facts::add_arn(std::string_view text) {
  if (const auto arn = Arn::parse(text)) {
    add_region(arn->region);
    add_account(arn->account);
  }
}

void Facts::add_bucket(std::string_view name) {
  if (const auto arn = Arn::parse(name)) {
    name = arn->resource;
  }
  for (std::size_t at = 0; at < name.size();) {
    const std::size_t end = std::min(name.find_first_of("-.", at), name.size());
    add_account(name.substr(at, end - at));
    at = end + 1;
  }
  // Control Tower's own buckets end in the home Region: aws-controltower-logs-ACCOUNT-REGION.
  // Source: AWS Control Tower User Guide, "Amazon S3 bucket policy for logging".
  if (name.starts_with("aws-controltower-")) {
    for (std::size_t dash = name.find('-'); dash != std::string_view::npos;
         dash = name.find('-', dash + 1)) {
      const std::string_view tail = name.substr(dash + 1);
      if (std::count(tail.begin(), tail.end(), '-') == 2 && looks_like_region(tail)) {
        named_region_ = std::string(tail);
      }
    }
  }
}

void Facts::add_message(const HoleValues& values) {
  in_surroundings_ = false;
  for (const auto& [hole, value] : values) {
    if (hole == "bucket") {
      add_bucket(value);
    } else if (hole == "account") {
      add_account(value);
    } else if (hole == "region") {
      add_region(value);
    } else {
      add_arn(value);
    }
  }
}

void Facts::add_surroundings(const HoleValues& values) {
  in_surroundings_ = true;
  for (const auto& [hole, value] : values) {
    if (hole == "region") {
      add_region(value);
    } else if (hole == "stack_id") {
      add_arn(value);
    }
  }
}

void Facts::settle(Diagnosis& diagnosis) const {
  diagnosis.accounts = accounts_;
  std::sort(diagnosis.accounts.begin(), diagnosis.accounts.end());
  diagnosis.accounts.erase(std::unique(diagnosis.accounts.begin(), diagnosis.accounts.end()),
                           diagnosis.accounts.end());
  for (const std::string* region : {&caller_region_, &region_, &named_region_}) {
    if (!region->empty()) {
      diagnosis.region = *region;
      return;
    }
  }
}

}  // namespace remora::diagnose
