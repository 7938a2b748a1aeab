#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/file_reader.h"
#include "engine/import/cloudformation_session.h"

namespace remora::imports::cloudformation {

struct ParameterValue {
  std::string text;                   // unknown if nobody said it
  const GivenValue* given = nullptr;  // null: the default of the template, or none
  bool list = false;
};

/// Whether the values of the parameter are to be shown to nobody.
/// Source: AWS CloudFormation User Guide, "CloudFormation template Parameters syntax", NoEcho.
bool is_no_echo(const json::Value& declared);

/// The values of such parameters, as they are given or else by default.
std::vector<std::string> secrets_of(const Template& body, const GivenValues& given);

/// The value of a parameter: what was given, else its default, else an unknown text. Of one whose
/// type is a Systems Manager parameter the text names that, and its value is known from `--ssm`.
ParameterValue value_of_parameter(std::string_view name,
                                  const json::Member& declared,
                                  const GivenValues& given,
                                  Session& session);

struct Problem {
  std::string message;  // behind the name of the parameter: `is shorter than 3 characters`
  std::string hint;
};

/// What the declaration has against a value: AllowedValues, AllowedPattern, MinLength, MaxLength,
/// MinValue, MaxValue.
std::optional<Problem> problem_with(std::string_view value, const json::Value& declared);

/// What can stand where a value refers to a parameter that may only have certain ones.
std::vector<std::string> allowed_values(const Template& body, const json::Value& value);

/// The elements of a list between commas, without the blanks around them.
std::vector<std::string> split_list(std::string_view text);

/// What the command line says, and the files of parameters in the shape of the AWS CLI
/// (`ParameterKey`, `ParameterValue`), of CodePipeline (`Parameters`), or plain names and values.
/// Errors, into the snapshot's sink: a file that cannot be read or has none of these shapes.
GivenValues read_parameters(const Options& options, FileReader& files, Snapshot& snapshot);

}  // namespace remora::imports::cloudformation
