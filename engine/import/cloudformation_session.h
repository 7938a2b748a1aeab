#pragma once

#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/unknown.h"
#include "engine/fixture/derivation.h"
#include "engine/import/cloudformation_choices.h"
#include "engine/import/cloudformation_template.h"
#include "engine/import/options.h"
#include "engine/import/snapshot.h"

namespace remora::imports::cloudformation {

class Resolver;

/// A value that was given for a parameter.
struct GivenValue {
  std::string text;
  Place place;  // in a file of parameters; not known for one of the command line
};

using GivenValues = std::map<std::string, GivenValue, std::less<>>;

/// A template as it is deployed once: where, under which name, with which parameters.
struct Stack {
  Stack();
  ~Stack();
  Stack(const Stack&) = delete;
  Stack& operator=(const Stack&) = delete;

  std::shared_ptr<const Template> body;
  std::string account;
  std::string region;
  std::string name;  // a text, or a symbol
  std::string
      label;  // what tells its resources from those of other templates; empty if it is alone
  GivenValues parameters;
  std::unique_ptr<Resolver> resolver;
  // Of one that a resource of another stack makes:
  const Stack* parent = nullptr;
  std::string_view id = {};                                     // that resource
  std::map<std::string, json::Value, std::less<>> passed = {};  // parameters, in the parent's words

  [[nodiscard]] std::string_view partition() const;
};

/// What all stacks share while they are read.
struct Session {
  const Options& options;
  Snapshot& snapshot;
  Choices& choices;
  std::vector<std::unique_ptr<Stack>> stacks = {};
  std::map<std::string, Unknown> unknowns = {};  // by the unknown text that stands for them
  fixture::Steps* steps = nullptr;  // of the function that is carried out; null: of none

  /// Remembers what the function is made of that is carried out.
  void add_step(std::string what, Place place);

  /// The unknown text for something that nobody said. `name` tells it from others:
  /// `parameter LogBucket`.
  std::string unknown(const std::string& name, Unknown why);

  /// What nobody said of a text that holds an unknown one; null if it holds none.
  [[nodiscard]] const Unknown* unknown_in(std::string_view text) const;

  /// The value of a stack's export of that name.
  std::optional<std::string> exported(const std::string& name);

  struct Export {
    Resolver* resolver;
    json::Value value;
  };

  std::map<std::string, Export> exports = {};  // by name, once they were asked for
  bool exports_known = false;
};

}  // namespace remora::imports::cloudformation
