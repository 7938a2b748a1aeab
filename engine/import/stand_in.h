#pragma once

#include <optional>
#include <string>

#include "engine/import/part.h"
#include "engine/json/document.h"

namespace remora::imports {

/// An intrinsic function as a template writes it, `!Sub text` or `{"Fn::Sub": "text"}`.
struct TemplateFunction {
  std::string name;      // the long form: `Ref`, `Fn::Sub`
  json::Value argument;  // of a tag the value behind it, whose own tag does not count
};

/// The function that a value is; nothing for any other.
/// Source: AWS CloudFormation User Guide, "Intrinsic function reference".
std::optional<TemplateFunction> template_function(const json::Value& value);

/// Values of a template with stand-ins for what its functions give, to look at their form alone,
/// whatever the parameters are: a text with an unknown one in it, an ARN where it is one; of Fn::If
/// the first branch that is there, in a list both. All scalars are texts, as CloudFormation hands
/// them on.
class StandIns {
 public:
  /// `body`: the template.
  explicit StandIns(const json::Value& body) : body_(body) {}

  /// Nothing for AWS::NoValue.
  [[nodiscard]] std::optional<Part> of(const json::Value& value) const;

 private:
  class Functions;

  json::Value body_;
};

}  // namespace remora::imports
