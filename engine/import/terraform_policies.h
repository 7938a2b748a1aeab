#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "engine/import/terraform_texts.h"

namespace remora::imports::terraform {

/// Policies of a plan: their texts, or what a data source says of one before all of it is known.
class Policies {
 public:
  Policies(const Texts& texts, const Options& options, Snapshot& snapshot)
      : texts_(texts), options_(options), snapshot_(snapshot) {}

  /// The policy at an attribute, as a member of a scenario: null if there is none, unknown if it is
  /// known only after the plan is applied. Errors, into the sink: a text that is no policy.
  Part policy(const Resource& resource, std::string_view attribute);
  Part policy(const Resource& resource, const Property& property);

  /// The texts of policies that were read, each as a file of its own.
  [[nodiscard]] const std::vector<File>& seen() const { return seen_; }

 private:
  const Texts& texts_;
  const Options& options_;
  Snapshot& snapshot_;
  std::vector<File> seen_;
};

}  // namespace remora::imports::terraform
