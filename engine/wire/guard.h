#pragma once

#include <optional>
#include <string>
#include <vector>

#include "engine/wire/http.h"

/// Who may ask: an endpoint on the loopback interface can be reached by every page that a browser
/// shows.
namespace remora::wire {

struct GuardOptions {
  std::vector<std::string> origins;  // besides those of localhost: `https://example.com`
  bool any_name = false;             // listens beyond loopback: names without dots are hosts too
};

/// The answer to a request that is not to be looked at: for another host (DNS rebinding), or from a
/// page of another origin. Nothing for one that is.
std::optional<Response> refuse(const Request& request, const GuardOptions& options);

/// The answer to a preflight; nothing for what is none. The request was not refused.
std::optional<Response> preflight(const Request& request);

/// Lets the page that asks, which was not refused, read the answer.
void allow_origin(const Request& request, Response& response);

}  // namespace remora::wire
