// A request of a client, from its bytes: a line of method and target, lines of headers, an empty
// line, the body. Whatever it is, it gets an answer, and the state can still be written and read
// again.
#include <cstdint>
#include <string>

#include "engine/wire/admin.h"
#include "engine/wire/guard.h"
#include "engine/wire/journal.h"
#include "engine/wire/xml.h"

namespace {

std::string_view cut(std::string_view& rest, char end) {
  const std::size_t at = std::min(rest.find(end), rest.size());
  const std::string_view piece = rest.substr(0, at);
  rest.remove_prefix(std::min(at + 1, rest.size()));
  return piece;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string text(data, data + size);
  std::string_view rest(text);
  remora::wire::Request request;
  request.method = cut(rest, ' ');
  request.target = cut(rest, '\n');
  while (!rest.empty() && !rest.starts_with('\n')) {
    std::string_view line = cut(rest, '\n');
    const std::string_view name = cut(line, ':');
    request.headers.emplace_back(std::string(name), std::string(line));
  }
  rest.remove_prefix(rest.empty() ? 0 : 1);
  request.body = rest;
  static const remora::wire::State kSeed = remora::wire::seeded({}, {}, 1);
  remora::wire::State state = kSeed;
  const remora::wire::Context context{1795435155882, "http://127.0.0.1:4566"};
  // A bucket first, so that there is something to ask for.
  remora::wire::handle(state, {"PUT", "/logs", {}, {}}, context);
  (void)remora::wire::refuse(request, {});
  (void)remora::wire::preflight(request);
  auto handled = remora::wire::handle_admin(state, request, context, kSeed);
  if (!handled) {
    handled = remora::wire::handle(state, request, context);
  }
  if (handled->response.status < 100 || handled->response.status > 599) {
    __builtin_trap();
  }
  (void)remora::wire::read_xml(text);
  const remora::wire::Change change{{}, 1, request};
  const std::string record = remora::wire::record_of(change);
  if (remora::wire::read_journal(record).changes.size() != 1) {
    __builtin_trap();
  }
  (void)remora::wire::read_journal(text);
  return 0;
}
