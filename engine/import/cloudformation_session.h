#pragma once

#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
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

/// What makes resources that nobody sees here: a macro, a module, a stack whose template is
/// elsewhere.
struct Unseen {
  std::string what;  // `macro Audit is not carried out`
  Place place;
  std::string hint;  // how it would be seen
};

/// What all stacks share while they are read.
struct Session {
  const Options& options;
  Snapshot& snapshot;
  Choices& choices;
  std::vector<std::unique_ptr<Stack>> stacks = {};
  std::vector<Unseen> unseen = {};
  // Of what a resource of a stack delivers; a template may be made into several.
  std::map<std::pair<const Stack*, std::string_view>, std::string> delivery_ids = {};
  std::map<std::string, Unknown> unknowns = {};  // by the unknown text that stands for them
  fixture::Steps* steps = nullptr;  // of the function that is carried out; null: of none

  /// Remembers what the function is made of that is carried out.
  void add_step(std::string what, Place place);

  /// The unknown text for something that nobody said. `name` tells it from others:
  /// `parameter LogBucket`.
  std::string unknown(const std::string& name, Unknown why);

  /// What nobody said of a text that holds an unknown one; null if it holds none.
  [[nodiscard]] const Unknown* unknown_in(std::string_view text) const;

  /// The value of an export of that name in the account and Region of the stack. Source: AWS
  /// CloudFormation User Guide, "Fn::ImportValue": no reference crosses Regions, and names of
  /// exports are unique within a Region of an account.
  std::optional<std::string> exported(const std::string& name, const Stack& importer);

  struct Export {
    Resolver* resolver;
    json::Value value;
  };

  using Exports = std::map<std::string, Export>;  // by name

  std::map<std::string, Exports> exports = {};  // by account and Region, once they were asked for
  bool exports_known = false;
};

}  // namespace remora::imports::cloudformation
