#include "cli/serve/endpoint.h"

#include <chrono>

#include "cli/diagnostics.h"
#include "cli/gathered_world.h"
#include "cli/page_file.h"
#include "engine/base/symbol.h"
#include "engine/json/writer.h"
#include "engine/report/wrap.h"
#include "engine/wire/one_text.h"
#include "engine/wire/scenario_text.h"
#include "engine/wire/uri.h"

namespace remora::cli {

namespace {

constexpr const char* kWorldFile = "scenario.json";
constexpr std::string_view kLive = "/_remora/live?since=";

std::string shown_name(std::string_view text) {
  return report::one_line(readable(text));
}

/// The page says itself what it may load and reach; no other one may hold it.
wire::Response page_answer(std::string page) {
  wire::Response response = wire::text_response(std::move(page), "text/html; charset=utf-8");
  response.headers.emplace_back("Content-Security-Policy", "frame-ancestors 'none'");
  return response;
}

/// How the page that is not there is made, in a sentence.
std::string why_no_page(const Error& error) {
  const Diagnostic& first = error.diagnostics.front();
  return shown_name(first.message) + (first.hint.empty() ? "" : ": " + shown_name(first.hint));
}

}  // namespace

wire::Time now() {
  return std::chrono::duration_cast<std::chrono::milliseconds>(
             std::chrono::system_clock::now().time_since_epoch())
      .count();
}

Endpoint::Endpoint(wire::State state,
                   EndpointOptions options,
                   Store* store,
                   std::function<void(const std::string&)> fail)
    : seed_(state),
      state_(std::move(state)),
      options_(std::move(options)),
      store_(store),
      fail_(std::move(fail)) {}

std::string Endpoint::tag() const {
  return std::to_string(state_.revision) + "." + std::to_string(state_.delivery_count);
}

std::string Endpoint::shared_world() const {
  wire::OneText files(kWorldFile, wire::scenario_of(state_));
  return gather_world({kWorldFile}, {}, files).json;
}

Result<std::string> Endpoint::page() const {
  const auto page = read_page({});
  if (!page) {
    return fail(page.error());
  }
  std::string world = shared_world();
  if (world.starts_with('{')) {
    world.insert(1, "\"endpoint\":" + json::quoted(tag()) + ",");
  }
  auto filled = page_with(*page, world.empty() ? "null" : world);
  return filled ? reaching_its_origin(*std::move(filled)) : std::move(filled);
}

wire::Response Endpoint::live(std::string_view since) const {
  json::Writer writer(json::Writer::Style::Compact);
  writer.begin_object().member("tag", tag());
  if (since != tag()) {
    wire::write_deliveries(writer, state_, {now(), options_.url});
    const std::string world = shared_world();
    writer.key("world").raw(world.empty() ? "null" : world);
  }
  writer.end_object();
  return wire::text_response(writer.take(), "application/json");
}

std::string Endpoint::take_snapshot() {
  std::string wrong = store_->snapshot(state_);
  for (const std::string& note : store_->take_notes()) {
    say("remora serve: note: " + shown_name(note));
  }
  return wrong;
}

bool Endpoint::keep(const wire::Request& request, wire::Time time) {
  if (store_ == nullptr) {
    return true;
  }
  // What a reset goes back to is not what the journal begins with, and a world is a snapshot
  // anyway.
  const bool reset =
      request.target.starts_with("/_remora/reset") || request.target.starts_with("/_remora/state");
  const std::string wrong =
      reset ? take_snapshot() : store_->append({state_.settings, time, request, state_.answered});
  if (!wrong.empty()) {
    failed_ = true;
    fail_(wrong);
    return false;
  }
  if (store_->wants_snapshot()) {
    if (const std::string problem = take_snapshot(); !problem.empty()) {
      say("remora serve: warning: " + shown_name(problem));
    }
  }
  return true;
}

Served Endpoint::serve(const wire::Request& request) {
  if (auto refused = wire::refuse(request, options_.guard)) {
    return {*std::move(refused), nullptr};
  }
  Served served;
  const bool page_only = request.method == "GET" && request.target == "/_remora/page";
  auto filled = page_only || wire::is_of_browser(request) ? page() : Result<std::string>();
  const std::string no_page = filled ? std::string() : why_no_page(filled.error());
  if (auto answer = wire::preflight(request)) {
    served.response = *std::move(answer);
  } else if (filled && !filled->empty()) {
    served.response = page_answer(*std::move(filled));
  } else if (page_only) {
    served.response = wire::text_response(no_page + "\n", "text/plain; charset=utf-8", 404);
  } else if (request.method == "GET" && request.target.starts_with(kLive)) {
    served.response =
        live(wire::percent_decoded(std::string_view(request.target).substr(kLive.size())));
  } else {
    if (failed_) {
      return {{503, {}, "remora serve could not keep a change, and ends\n"}, nullptr};
    }
    const wire::Context context{now(), options_.url, no_page};
    auto admin = wire::handle_admin(state_, request, context, seed_);
    wire::Handled handled = admin ? *std::move(admin) : wire::handle(state_, request, context);
    if (handled.changed && !keep(request, context.now)) {
      return {{500, {}, "remora serve could not keep this change, and ends\n"}, nullptr};
    }
    served.response = std::move(handled.response);
    if (options_.loudness != Loudness::Quiet) {
      served.after = [this, entry = std::move(handled.log)] { log(entry); };
    }
  }
  wire::allow_origin(request, served.response);
  return served;
}

std::string Endpoint::verdict(const wire::DeliveryRecord& record) {
  std::string line(to_string(record.outcome));
  if (record.outcome == delivery::Outcome::Delivered) {
    return line;
  }
  if (record.soft) {
    line += " (soft: the client was told of success)";
  }
  if (!record.code.empty()) {
    line += " " + record.code;
  }
  if (!record.cause.empty()) {
    line += "; cause: " + shown_name(record.cause);
  }
  // A client that tries again and again is told the same; to look for a fix takes a while.
  constexpr std::size_t kMostFixes = 256;
  const std::string key = record.call->account + record.message + record.cause;
  auto known = fixes_.find(key);
  if (known == fixes_.end()) {
    if (fixes_.size() >= kMostFixes) {
      fixes_.clear();
    }
    known = fixes_.emplace(key, wire::fix_of(state_, record)).first;
  }
  return known->second.empty() ? line : line + "; fix: " + shown_name(known->second);
}

void Endpoint::log(const wire::LogEntry& entry) {
  const bool told = entry.delivery || !entry.code.empty() || !entry.note.empty();
  if (!told && options_.loudness != Loudness::Everything) {
    return;
  }
  std::string line = shown_name(entry.service) + " " + shown_name(entry.operation) + " " +
                     shown_name(entry.account) + ": " + std::to_string(entry.status);
  const wire::DeliveryRecord* const record =
      entry.delivery ? state_.delivery(std::to_string(*entry.delivery)) : nullptr;
  if (record != nullptr) {
    line += " " + verdict(*record) + " (" + options_.url + "/_remora/deliveries/" +
            std::to_string(record->id) + ")";
  } else if (!entry.code.empty()) {
    line += " " + shown_name(entry.code) + ": " + shown_name(entry.message);
  }
  if (!entry.note.empty()) {
    line += " (" + shown_name(entry.note) + ")";
  }
  say(line);
}

}  // namespace remora::cli
