#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "engine/base/ascii.h"

/// Requests and responses as texts: what a socket brings and what it takes, without the socket.
namespace remora::wire {

using Headers = std::vector<std::pair<std::string, std::string>>;

/// The value of the first header of that name, in any case; empty if there is none.
inline std::string_view find_header(const Headers& headers, std::string_view name) {
  for (const auto& [key, value] : headers) {
    if (equal_ignoring_case(key, name)) {
      return value;
    }
  }
  return {};
}

struct Request {
  std::string method;
  std::string target;  // as sent: path and query
  Headers headers;
  std::string body;

  [[nodiscard]] std::string_view header(std::string_view name) const {
    return find_header(headers, name);
  }

  [[nodiscard]] bool has_header(std::string_view name) const {
    for (const auto& [key, value] : headers) {
      if (equal_ignoring_case(key, name)) {
        return true;
      }
    }
    return false;
  }
};

struct Response {
  int status = 200;
  Headers headers;
  std::string body;

  [[nodiscard]] std::string_view header(std::string_view name) const {
    return find_header(headers, name);
  }
};

}  // namespace remora::wire
