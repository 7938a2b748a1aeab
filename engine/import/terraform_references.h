#pragma once

#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "engine/fixture/derivation.h"
#include "engine/import/terraform_plan.h"

namespace remora::imports::terraform {

/// What an expression leads to, through the variables and outputs of modules.
struct References {
  std::vector<Address> targets;      // resources with what is taken of them
  std::vector<std::string> modules;  // whole modules, by their paths
  std::set<std::string> locals;      // behind these a plan shows nothing
};

/// The names that an expression itself has: `var.bucket`, `aws_kms_key.a.arn`. A plan shows no
/// places of them.
fixture::Steps names_in(const Property& property);

/// From where an expression is looked at: the module, and the key of the resource's instance.
struct Standpoint {
  std::vector<AddressStep> modules;
  std::string key;
};

/// What an expression refers to. Of a list `aws_kms_key.a.arn`, `aws_kms_key.a` only the most
/// specific counts. Configurations that refer to themselves, and those that are larger than any
/// that people write, end where nothing new comes.
References follow(const Plan& plan, const json::Value& expression, const Standpoint& from);

/// The same of one reference: `module.logs.bucket`, `var.key`.
References follow(const Plan& plan, std::string_view reference, const Standpoint& from);

/// The resources that an address may mean from where it stands: those in the same instances of the
/// modules, and, if there are several, the one of the same key.
std::vector<const Resource*> find_resources(const Plan& plan,
                                            const Address& address,
                                            const Standpoint& from);

}  // namespace remora::imports::terraform
