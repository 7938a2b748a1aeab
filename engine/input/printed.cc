#include "engine/input/printed.h"

namespace remora::input {

json::Value printed(const json::Value& value, std::initializer_list<std::string_view> steps) {
  json::Value at = value;
  for (const std::string_view step : steps) {
    if (step == "0") {
      const auto elements = at.elements();
      at = elements.empty() ? at : elements.front();
    } else if (const auto inner = at.find(step)) {
      at = *inner;
    }
  }
  return at;
}

json::Value printed_policy(const json::Value& value) {
  if (!value.is_object() || value.find("Statement")) {
    return value;
  }
  return printed(value,
                 {"Attributes",
                  "Role",
                  "PolicyVersion",
                  "Policy",
                  "Content",
                  "PolicyDocument",
                  "Document",
                  "AssumeRolePolicyDocument"});
}

}  // namespace remora::input
