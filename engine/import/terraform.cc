#include "engine/import/terraform.h"

#include <algorithm>
#include <array>
#include <set>

#include "engine/import/terraform_secrets.h"
#include "engine/import/terraform_things.h"

namespace remora::imports {

struct Terraform::One {
  One(const File& file, const Options& options, Snapshot& snapshot)
      : plan(file, snapshot.sink()),
        homes(plan, options, snapshot),
        texts(plan, homes),
        policies(texts, options, snapshot),
        reading{plan, texts, policies, snapshot} {}

  terraform::Plan plan;
  terraform::Homes homes;
  terraform::Texts texts;
  terraform::Policies policies;
  terraform::Reading reading;
};

Terraform::Terraform(const std::vector<File>& files, const Options& options, Snapshot& snapshot) {
  plans_.reserve(files.size());
  for (const File& file : files) {
    plans_.push_back(std::make_unique<One>(file, options, snapshot));
  }
}

Terraform::~Terraform() = default;

void Terraform::add_deliveries() {
  for (const auto& one : plans_) {
    terraform::add_deliveries(one->reading);
  }
}

void Terraform::add_things() {
  for (const auto& add :
       {terraform::add_buckets, terraform::add_topics, terraform::add_keys, terraform::add_roles}) {
    for (const auto& one : plans_) {
      add(one->reading);
    }
  }
  for (const auto& one : plans_) {
    has_organization_ = terraform::add_organization(one->reading) || has_organization_;
    terraform::find_order(one->reading);
  }
}

std::vector<File> Terraform::policies() const {
  std::vector<File> all;
  for (const auto& one : plans_) {
    all.insert(all.end(), one->policies.seen().begin(), one->policies.seen().end());
  }
  return all;
}

std::vector<std::string> Terraform::secrets() const {
  std::set<std::string> all;
  for (const auto& one : plans_) {
    all.merge(terraform::secrets_of(one->plan));
  }
  return {all.begin(), all.end()};
}

std::optional<TerraformMisfit> terraform_misfit(std::string_view text) {
  constexpr std::string_view kHint = "use `terraform show -json PLANFILE`";
  if (text.starts_with("PK\x03\x04")) {
    return TerraformMisfit{"this is a zip archive, as `terraform plan -out` saves a plan", kHint};
  }
  std::string_view line = text;
  while (line.starts_with('#') || line.starts_with('\n')) {
    line.remove_prefix(std::min(line.find('\n'), line.size() - 1) + 1);
  }
  line = line.substr(0, line.find('\n'));
  const auto holds = [&](std::string_view part) { return line.find(part) != line.npos; };
  if (line.starts_with('{') && holds("\"@level\"") && holds("\"@message\"")) {
    return TerraformMisfit{"this is the log of `terraform plan -json`, which holds no plan", kHint};
  }
  constexpr auto kBlocks = std::to_array<std::string_view>({"data \"",
                                                            "locals {",
                                                            "module \"",
                                                            "provider \"",
                                                            "resource \"",
                                                            "terraform {",
                                                            "variable \""});
  const bool block = std::any_of(
      kBlocks.begin(), kBlocks.end(), [&](std::string_view one) { return line.starts_with(one); });
  if (block && holds("{")) {
    return TerraformMisfit{"this is a configuration of Terraform, which only Terraform reads",
                           "make a plan of it, and use `terraform show -json PLANFILE`"};
  }
  return std::nullopt;
}

}  // namespace remora::imports
