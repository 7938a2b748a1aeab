#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "engine/import/cloudformation_resolver.h"

namespace remora::imports::cloudformation {

/// The intrinsic functions. Those that are not carried out here give an unknown text.
class Functions {
 public:
  explicit Functions(Resolver& resolver) : resolver_(resolver) {}

  Resolved call(const FunctionCall& call, const Place& place);

 private:
  Resolved ref(const FunctionCall& call, const Place& place);
  Resolved get_att(const FunctionCall& call, const Place& place);
  Resolved sub(const FunctionCall& call, const Place& place);
  Resolved join(const FunctionCall& call, const Place& place);
  Resolved split(const FunctionCall& call, const Place& place);
  Resolved select(const FunctionCall& call, const Place& place);
  Resolved find_in_map(const FunctionCall& call, const Place& place);
  Resolved choose(const FunctionCall& call, const Place& place);
  Resolved import_value(const FunctionCall& call, const Place& place);
  Resolved base64(const FunctionCall& call, const Place& place);

  using Function = Resolved (Functions::*)(const FunctionCall&, const Place&);

  /// What a function gives, and remembers what that is made of.
  Resolved derived(Function function, const FunctionCall& call, const Place& place);
  /// The argument, carried out; of a tag what stands behind it.
  Resolved argument(const FunctionCall& call);
  std::string variable(std::string_view name, const Part* variables, const Place& place);
  Resolved wrong(const FunctionCall& call, const Place& place, std::string_view takes);
  Part unknown(const std::string& name, const std::string& reason, const Place& place);

  Resolver& resolver_;
};

}  // namespace remora::imports::cloudformation
