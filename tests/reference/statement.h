#pragma once

#include "engine/policy/document.h"
#include "engine/request/request.h"
#include "tests/reference/truth.h"

namespace remora::reference {

/// What one policy, or one statement, says to a request. In policies without Principal every
/// Allow is direct.
struct Answer {
  Truth deny = Truth::False;
  Truth allow_direct = Truth::False;
  Truth allow_via = Truth::False;
  Truth allow_account = Truth::False;

  [[nodiscard]] Truth allow() const {
    return either(either(allow_direct, allow_via), allow_account);
  }
};

/// "The union": what two policies say together.
Answer unite(const Answer& a, const Answer& b);

/// What a policy says; a null pointer is a policy that nobody has read.
Answer ask(const PolicyPtr& policy, const Request& request, bool has_boundary);

}  // namespace remora::reference
