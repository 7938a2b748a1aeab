#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "engine/import/kind.h"

namespace remora::imports {

/// A name and what is said of it: `LogBucket` and `my-logs`.
using NamedText = std::pair<std::string, std::string>;

/// What the command line says beside the inputs. What is empty is not said.
struct Options {
  /// What the files are; else their content says it. In a folder the others are passed over then.
  std::optional<FileKind> kind;
  std::string account;
  std::string region;
  std::string organization;  // its id
  // Of one input (a file, a folder) or of one provider of Terraform, by its name: before the above.
  std::vector<NamedText> accounts;
  std::vector<NamedText> regions;

  // About CloudFormation and CDK.
  std::string stack;                         // the stack's name
  std::vector<NamedText> parameters;         // by name
  std::vector<std::string> parameter_files;  // their paths; what `parameters` says goes before
  std::vector<NamedText> import_values;      // by the name of the export
  std::vector<NamedText> ssm;                // by the name of the Systems Manager parameter
  std::vector<NamedText> attributes;         // by `LogicalId.Attribute`
  std::vector<NamedText> conditions;         // by name, `true` or `false`

  // About Terraform.
  bool assume_references =
      false;  // what an unknown text refers to is taken to be it, and its objects
};

}  // namespace remora::imports
