#pragma once

#include <functional>

#include "engine/wire/http.h"

namespace remora::cli {

/// An answer, and what is to be done when it was sent.
struct Served {
  wire::Response response;
  std::function<void()> after;
};

using Handler = std::function<Served(const wire::Request&)>;

/// The answer of the handler; to a request that is too much for the memory or meets a fault of
/// ours, that it failed. One client never ends the others.
Served answer_whatever_happens(const Handler& handler, const wire::Request& request);

}  // namespace remora::cli
