#include "engine/import/stand_in.h"

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "engine/base/symbol.h"

namespace remora::imports {

namespace {

using json::Value;
using OptionalPart = std::optional<Part>;

/// A function in its long form.
struct Function {
  std::string_view name;
  Value argument;
};

std::optional<Function> function_in(const Value& value) {
  const auto members = value.members();
  if (members.size() != 1) {
    return std::nullopt;
  }
  const std::string_view name = members[0].key.text();
  return name == "Ref" || name.starts_with("Fn::") ? std::optional(Function{name, members[0].value})
                                                   : std::nullopt;
}

/// What a name of a template stands for, as far as it matters to the form of an ARN.
std::string variable(std::string_view name) {
  if (name == "AWS::Partition") {
    return "aws";
  }
  return name == "AWS::URLSuffix" ? "amazonaws.com" : make_unknown(name);
}

std::string substituted(std::string_view text) {
  std::string out;
  while (!text.empty()) {
    const std::size_t begin = text.find("${");
    const std::size_t end = begin == text.npos ? begin : text.find('}', begin);
    if (end == text.npos) {
      return out + std::string(text);
    }
    const std::string_view name = text.substr(begin + 2, end - begin - 2);
    out += text.substr(0, begin);
    out += name.starts_with('!') ? "${" + std::string(name.substr(1)) + "}" : variable(name);
    text.remove_prefix(end + 1);
  }
  return out;
}

/// The text that a list of texts makes; nothing if one of them is none.
OptionalPart join(const Value& argument, const Place& place) {  // NOLINT(misc-no-recursion)
  const auto parts = argument.elements();
  if (parts.size() != 2 || !parts[0].is_string()) {
    return Part::string(make_unknown("Join"), place);
  }
  std::string text;
  bool first = true;
  for (const Value& element : parts[1].elements()) {
    const OptionalPart part = stand_in(element);
    if (part && part->kind == json::Kind::String) {
      text += (first ? "" : std::string(parts[0].text())) + part->text;
      first = false;
    }
  }
  return Part::string(parts[1].is_array() ? text : make_unknown("Join"), place);
}

/// What both branches of a choice give.
std::vector<Part> branches(const Value& argument) {  // NOLINT(misc-no-recursion)
  std::vector<Part> found;
  const auto parts = argument.elements();
  for (std::size_t i = 1; i < parts.size(); ++i) {
    if (auto part = stand_in(parts[i])) {
      found.push_back(*std::move(part));
    }
  }
  return found;
}

// NOLINTNEXTLINE(misc-no-recursion): as deep as the reader
OptionalPart result_of(const Function& function, const Place& place) {
  const Value& argument = function.argument;
  if (function.name == "Fn::If") {
    auto found = branches(argument);
    return found.empty() ? std::nullopt : OptionalPart(std::move(found.front()));
  }
  if (function.name == "Ref") {
    return argument.text() == "AWS::NoValue"
               ? std::nullopt
               : OptionalPart(Part::string(variable(argument.text()), place));
  }
  if (function.name == "Fn::Sub") {
    const auto parts = argument.elements();
    const std::string_view text = parts.empty() ? argument.text() : parts[0].text();
    return Part::string(substituted(text), place);
  }
  if (function.name == "Fn::Join") {
    return join(argument, place);
  }
  const auto names = argument.elements();
  return Part::string(make_unknown(std::string(names.empty() ? argument.text() : names[0].text()) +
                                   " " + std::string(function.name)),
                      place);
}

}  // namespace

OptionalPart stand_in(const Value& value) {  // NOLINT(misc-no-recursion): as deep as the reader
  if (const auto function = function_in(value)) {
    return result_of(*function, value.place());
  }
  if (value.is_array()) {
    Part list = Part::list(value.place());
    for (const Value& element : value.elements()) {
      const auto function = function_in(element);
      if (function && function->name == "Fn::If") {
        for (Part& one : branches(function->argument)) {
          list.append(std::move(one));
        }
      } else if (auto part = stand_in(element)) {
        list.append(*std::move(part));
      }
    }
    return list;
  }
  if (value.is_object()) {
    Part object = Part::object(value.place());
    for (const json::Member& member : value.members()) {
      if (auto part = stand_in(member.value)) {
        part->name = member.key.text();
        object.children.push_back(*std::move(part));
      }
    }
    return object;
  }
  return value.is_null() ? Part::copy(value)
                         : Part::string(std::string(value.text()), value.place());
}

}  // namespace remora::imports
