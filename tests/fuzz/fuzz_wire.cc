#include <algorithm>
#include <cstdlib>

#include "engine/wire/admin.h"
#include "engine/wire/guard.h"
#include "engine/wire/journal.h"
#include "engine/wire/snapshot.h"
#include "engine/wire/xml.h"
#include "tests/fuzz/fuzz.h"

using namespace remora;

namespace {

std::string_view cut(std::string_view& rest, char end) {
  const std::size_t at = std::min(rest.find(end), rest.size());
  const std::string_view piece = rest.substr(0, at);
  rest.remove_prefix(std::min(at + 1, rest.size()));
  return piece;
}

}  // namespace

/// A request from its bytes: a line of method and target, lines of headers, an empty line, the
/// body.
void fuzz_one(std::string_view text) {
  std::string_view rest = text;
  wire::Request request;
  request.method = cut(rest, ' ');
  request.target = cut(rest, '\n');
  while (!rest.empty() && !rest.starts_with('\n')) {
    std::string_view line = cut(rest, '\n');
    const std::string_view name = cut(line, ':');
    request.headers.emplace_back(std::string(name), std::string(line));
  }
  rest.remove_prefix(rest.empty() ? 0 : 1);
  request.body = rest;
  static const wire::State kSeed = wire::seeded({}, {}, 1);
  wire::State state = kSeed;
  const wire::Context context{1795435155882, "http://127.0.0.1:4566"};
  // A bucket first, so that there is something to ask for.
  wire::handle(state, {"PUT", "/logs", {}, {}}, context);
  (void)wire::refuse(request, {});
  (void)wire::preflight(request);
  auto handled = wire::handle_admin(state, request, context, kSeed);
  if (!handled) {
    handled = wire::handle(state, request, context);
  }
  if (handled->response.status < 100 || handled->response.status > 599) {
    std::abort();
  }
  const std::string snapshot = wire::snapshot_of(state);
  const auto restored = wire::restore(snapshot);
  if (restored && wire::snapshot_of(*restored) != snapshot) {
    std::abort();
  }
  (void)wire::read_xml(text);
  const std::string record = wire::record_of({{}, 1, request});
  if (wire::read_journal(record).changes.size() != 1) {
    std::abort();
  }
  (void)wire::read_journal(text);
}
