#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

#include "engine/json/document.h"

namespace remora::imports {

/// What a file is, by its content and never by its name, unless somebody says it.
enum class FileKind : std::uint8_t {
  None,    // nothing that is imported
  Policy,  // bare
  AwsCliOutput,
  Template,        // of CloudFormation, SAM or CDK, also as get-template prints it
  CloudAssembly,   // the manifest that `cdk synth` writes beside its templates
  TerraformPlan,   // `terraform show -json PLAN`
  TerraformState,  // `terraform show -json`, or a state as it is stored
  Event,           // of CloudTrail: one, or a list of records
  LandingZone,     // the manifest of a Control Tower landing zone
};

/// The kind of a document. Several hold in the order of the list: a template that has a member
/// `Policies` is a template.
FileKind kind_of(const json::Value& root);

/// Whether a file in a folder is to be read, by its name, and not passed over, whatever is wrong
/// with it: a policy that is left out makes another verdict.
bool is_data_name(std::string_view path);

/// Whether a text has a word of what is read here: what cannot be parsed may be of ours then. An
/// empty file, as a command that failed leaves it, and another tool's settings have none.
bool speaks_of_aws(std::string_view text);

/// True for what Terraform makes: a plan or a state, which are read alike.
bool is_made_by_terraform(FileKind kind);

/// The kinds as people name them: `policy`, `template`, ...
std::span<const std::string_view> kind_names();

/// The kind of that name, or of another that is in use for it (`cloudformation`); nothing if there
/// is none.
std::optional<FileKind> kind_named(std::string_view name);

}  // namespace remora::imports
