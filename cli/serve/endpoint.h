#pragma once

#include <map>
#include <optional>
#include <string>

#include "cli/serve/server.h"
#include "cli/serve/store.h"
#include "engine/base/result.h"
#include "engine/wire/admin.h"
#include "engine/wire/guard.h"

namespace remora::cli {

/// The time of now.
wire::Time now();

/// How much is said of each request.
enum class Loudness : std::uint8_t { Quiet, Deliveries, Everything };

struct EndpointOptions {
  std::string url;  // `http://127.0.0.1:4566`
  wire::GuardOptions guard;
  Loudness loudness = Loudness::Deliveries;
};

/// An AWS that clients talk to: a state, and what answers each request in it.
class Endpoint {
 public:
  /// `store` keeps each change before it is answered; null: nothing does. `fail` is told why, once
  /// a change could not be kept: the endpoint answers nothing any more.
  Endpoint(wire::State state,
           EndpointOptions options,
           Store* store = nullptr,
           std::function<void(const std::string&)> fail = nullptr);

  [[nodiscard]] Served serve(const wire::Request& request);

  /// Writes a snapshot, and says what it has to tell. What went wrong, in words.
  [[nodiscard]] std::string take_snapshot();

 private:
  /// What changes with whatever the page shows.
  [[nodiscard]] std::string tag() const;
  /// The world as a page has it; empty if it cannot be written.
  [[nodiscard]] std::string shared_world() const;
  /// The page that teaches, with the world in it. Errors: there is no page.
  [[nodiscard]] Result<std::string> page() const;
  /// What the page asks for again and again: nothing but the tag where nothing is new.
  [[nodiscard]] wire::Response live(std::string_view since) const;
  [[nodiscard]] bool keep(const wire::Request& request, wire::Time now);
  void log(const wire::LogEntry& entry);
  [[nodiscard]] std::string verdict(const wire::DeliveryRecord& record);

  wire::State seed_;
  wire::State state_;
  EndpointOptions options_;
  Store* store_;
  std::function<void(const std::string&)> fail_;
  bool failed_ = false;
  std::map<std::string, std::string> fixes_;  // by what was refused and why
};

}  // namespace remora::cli
