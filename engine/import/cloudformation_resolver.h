#pragma once

#include <cstddef>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/match.h"
#include "engine/import/cloudformation_session.h"
#include "engine/import/part.h"

namespace remora::imports::cloudformation {

/// A value with its intrinsic functions carried out; nothing where it is AWS::NoValue. Scalars keep
/// the text that was written. What is not known is an unknown text, or holds one.
using Resolved = std::optional<Part>;

/// Carries out the intrinsic functions of one stack. The place of what a function gives is that of
/// the function.
/// Source: AWS CloudFormation User Guide, "Intrinsic function reference", "Pseudo parameters
/// reference", "CloudFormation template Parameters syntax".
/// Errors, into the snapshot's sink: a value that a parameter does not allow; a function with
/// arguments that it does not take; a name in Sub that CloudFormation would refuse; what refers to
/// itself; a mapping without the key.
class Resolver {
 public:
  Resolver(Session& session, const Stack& stack);

  [[nodiscard]] const Stack& stack() const { return stack_; }

  [[nodiscard]] const Template& body() const { return *stack_.body; }

  Resolved resolve(const json::Value& value);

  /// A property of a resource; nothing if it is absent.
  Resolved property(const Resource& resource, std::string_view name);
  /// Its text; empty if it is absent, an unknown text if it is no scalar.
  std::string text(const Resource& resource, std::string_view name);

  /// Whether a condition holds, in this run.
  bool condition(std::string_view name, const Place& place);
  /// Whether the resource is made.
  bool exists(const Resource& resource);

  /// What Ref of a parameter, a pseudo parameter or a resource gives.
  Resolved reference(std::string_view name, const Place& place);
  Resolved attribute(std::string_view id, std::string_view attribute, const Place& place);
  /// The physical name of a resource: its property, else a symbol.
  std::string name_of(const Resource& resource);

  /// Says what is wrong, once at each place.
  void error(const Place& place, std::string message, std::string hint = {});

 private:
  friend class Functions;
  Resolved resolve_plain(const json::Value& value);
  void replace_dynamic_references(Part& part);
  std::string with_dynamic_references(const std::string& text, const Place& place);
  Resolved parameter(std::string_view name, const json::Member& declared, const Place& place);
  Resolved pseudo(std::string_view name, const Place& place);
  bool is_true(const json::Value& expression);
  bool are_equal(const json::Value& expression);
  Part unknown(const std::string& name, Unknown why, const Place& place);

  Session& session_;
  const Stack& stack_;
  std::map<std::string, bool, std::less<>> conditions_;

  struct Name {
    std::string text;
    fixture::Steps steps;
  };

  std::map<std::string, Name, std::less<>> names_;
  std::set<std::string, std::less<>> under_way_;  // names and conditions
  std::set<std::string, std::less<>> checked_;    // parameters
  std::size_t steps_ = 0;
  std::size_t depth_ = 0;
  bool in_condition_ = false;
};

}  // namespace remora::imports::cloudformation
