#pragma once

#include <optional>
#include <string>

#include "engine/wire/http.h"
#include "engine/wire/state.h"

namespace remora::wire {

/// What is known around a request.
struct Context {
  Time now = 0;
  std::string endpoint;      // `http://127.0.0.1:4566`, for links
  std::string no_page = {};  // why a browser does not get the page that teaches; empty: it does
};

/// What is to be said of a request in the log. Names come from clients: whoever writes them shows
/// them on one line.
struct LogEntry {
  std::string account;
  std::string service;
  std::string operation;
  int status = 200;
  std::string code;  // of the error that was answered
  std::string message;
  std::string note;
  std::optional<std::uint64_t> delivery;
};

struct Handled {
  Response response;
  LogEntry log;
  bool changed = false;  // something that is to outlive the process
};

/// Answers one request of a client of AWS, and leaves the state as it is after it. The same
/// requests at the same times give the same bytes.
Handled handle(State& state, const Request& request, const Context& context);

}  // namespace remora::wire
