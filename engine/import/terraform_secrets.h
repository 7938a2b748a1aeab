#pragma once

#include <set>
#include <string>

#include "engine/import/terraform_plan.h"

namespace remora::imports::terraform {

/// The texts that Terraform marks as sensitive in what is read of a plan. They are used like all
/// others, and shown to nobody. Of a policy they are what it names: everything but services,
/// actions and operators. A text of less than four signs is none that can be found again.
std::set<std::string> secrets_of(const Plan& plan);

}  // namespace remora::imports::terraform
