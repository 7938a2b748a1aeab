#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "engine/import/file.h"
#include "engine/json/document.h"

namespace remora::imports::cloudformation {

/// An intrinsic function as it is written, `!Sub text` or `{"Fn::Sub": "text"}`.
struct FunctionCall {
  std::string name;      // the long form: `Ref`, `Condition`, `Fn::Sub`
  json::Value argument;  // of a tag the value itself, which is then read without it
  bool tagged = false;
};

/// The function that a value is: one with a tag, or a map of one member with such a name.
/// Source: AWS CloudFormation User Guide, "Intrinsic function reference".
std::optional<FunctionCall> function_of(const json::Value& value);

/// The same without its tag.
std::optional<FunctionCall> long_form_of(const json::Value& value);

/// One resource of a template.
struct Resource {
  std::string_view id;    // logical
  std::string_view type;  // `AWS::S3::Bucket`
  json::Value key;        // where its id stands
  json::Value value;      // all of it

  [[nodiscard]] std::optional<json::Value> property(std::string_view name) const;

  /// The macro that gives some of its properties, `Fn::Transform`; nothing if all are written.
  [[nodiscard]] std::optional<FunctionCall> macro() const;
};

/// The function that gives some members of a map which has others beside: Fn::Transform, or
/// Fn::ForEach. Source: AWS CloudFormation User Guide, "Intrinsic function reference".
std::optional<json::Member> inserted_into(const json::Value& map);

/// A template by its sections. Views into the document of the file.
class Template {
 public:
  explicit Template(const File& file);

  using Section = std::map<std::string_view, json::Member>;

  [[nodiscard]] const File& file() const { return file_; }

  [[nodiscard]] const std::map<std::string_view, Resource>& resources() const { return resources_; }

  [[nodiscard]] const Resource* resource(std::string_view id) const;

  [[nodiscard]] const Section& parameters() const { return parameters_; }

  [[nodiscard]] const Section& conditions() const { return conditions_; }

  [[nodiscard]] const Section& mappings() const { return mappings_; }

  [[nodiscard]] const Section& outputs() const { return outputs_; }

 private:
  File file_;
  std::map<std::string_view, Resource> resources_;
  Section parameters_;
  Section conditions_;
  Section mappings_;
  Section outputs_;
};

}  // namespace remora::imports::cloudformation
