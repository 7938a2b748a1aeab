#pragma once

#include <memory>
#include <optional>
#include <string_view>
#include <vector>

#include "engine/import/file.h"
#include "engine/import/snapshot.h"

namespace remora::imports {

/// What Terraform and OpenTofu print of plans and states (`terraform show -json`), and states as
/// they are stored. Each file is read into the snapshot: a delivery for each trail and channel,
/// then what the deliveries of all inputs name. What is known only after a plan is applied is
/// followed through the configuration, or is unknown and says so.
class Terraform {
 public:
  /// Errors, into the sink: a version of the format that is not read.
  Terraform(const std::vector<File>& files, const Options& options, Snapshot& snapshot);
  Terraform(const Terraform&) = delete;
  Terraform& operator=(const Terraform&) = delete;
  ~Terraform();

  void add_deliveries();

  /// Adds the things and the findings about their order. Errors, into the sink: a policy that is
  /// none; things that contradict another input.
  void add_things();

  /// Whether a file described the organization.
  [[nodiscard]] bool has_organization() const { return has_organization_; }

  /// The policies that were read, each as a text of its own.
  [[nodiscard]] std::vector<File> policies() const;

  /// The texts that are marked as sensitive, which are used and shown to nobody.
  [[nodiscard]] std::vector<std::string> secrets() const;

 private:
  struct One;

  std::vector<std::unique_ptr<One>> plans_;
  bool has_organization_ = false;
};

/// A file of Terraform that holds nothing to read, and what to read instead.
struct TerraformMisfit {
  std::string_view message;
  std::string_view hint;
};

/// Whether a text is the log of `terraform plan -json`, a plan as it is saved, or a configuration;
/// nothing for any other.
std::optional<TerraformMisfit> terraform_misfit(std::string_view text);

}  // namespace remora::imports
