#pragma once

#include <string>
#include <string_view>
#include <vector>

/// What Terraform and OpenTofu write (`terraform show -json`), read into a snapshot.
/// Source: HashiCorp Developer, Terraform, "JSON Output Format"; hashicorp/terraform-json.
namespace remora::imports::terraform {

/// A name with the key of one instance, as it is written in brackets: `logs` and `"eu"`, or `0`.
struct AddressStep {
  std::string name;
  std::string key;  // empty: there is none, or it is not said

  friend bool operator==(const AddressStep&, const AddressStep&) = default;
};

/// `module.logs["eu"].data.aws_s3_bucket.this[0].arn`, taken apart.
struct Address {
  std::vector<AddressStep> modules;
  AddressStep resource;  // `aws_s3_bucket.this`, `data.aws_s3_bucket.this`
  std::string rest;      // `arn`

  /// The type: `aws_s3_bucket`.
  [[nodiscard]] std::string_view type() const;

  /// As the configuration names it, which knows no instances: `module.logs.aws_s3_bucket.this`.
  [[nodiscard]] std::string in_configuration() const;
};

/// As the configuration names a module: `module.logs`; empty for the root.
std::string in_configuration(const std::vector<AddressStep>& modules);

/// The parts of a text between its dots, except for those inside of brackets.
std::vector<AddressStep> split_address(std::string_view text);

/// Takes an address apart, or what an expression refers to inside of its module. Whatever the
/// text, there is an answer; of what is no address, one that nothing has.
Address parse_address(std::string_view text);

}  // namespace remora::imports::terraform
