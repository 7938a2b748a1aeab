#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/json/document.h"
#include "engine/json/writer.h"
#include "engine/wire/route.h"
#include "engine/wire/state.h"
#include "engine/wire/texts.h"

namespace remora::wire {

/// Who calls, as far as a request says it.
struct Caller {
  std::string account;
  std::string region;
  std::string arn;           // the account's root, or the session of a role
  bool unknown_key = false;  // a key that looks like one of AWS's own and that nobody gave out here
};

/// What an operation answers, before the protocol has given it its form.
struct Reply {
  int status = 200;
  std::string body;
  std::string content_type;  // empty: the protocol's
  Headers headers;
  std::optional<Fault> fault;

  Reply() = default;

  Reply(Fault why)  // NOLINT(google-explicit-constructor)
      : status(why.status), fault(std::move(why)) {}
};

/// One request on its way to an answer.
struct Exchange {
  State& state;
  const Request& request;
  const Routed& routed;
  Caller caller;
  Time now = 0;
  std::string request_id;
  json::DocumentPtr input;                // Json: an object
  std::optional<std::uint64_t> delivery;  // that was tried, by its id
  std::string note;                       // what else the log says

  /// A member of the input: a text of JSON or of a form. An empty text counts.
  [[nodiscard]] std::optional<std::string> text(std::string_view name) const;
  /// The same, empty if it is not there.
  [[nodiscard]] std::string text_or(std::string_view name, std::string_view otherwise = {}) const;
  [[nodiscard]] std::optional<bool> flag(std::string_view name) const;
  [[nodiscard]] std::optional<json::Value> value(std::string_view name) const;
  /// The texts of a list, of JSON or of a form.
  [[nodiscard]] std::vector<std::string> list(std::string_view name) const;
  /// Tags as the services have them: `Key` and `Value`, or `TagKey` and `TagValue`.
  [[nodiscard]] Tags tags(std::string_view name,
                          std::string_view key = "Key",
                          std::string_view tag_value = "Value") const;
  /// `arn:PARTITION:SERVICE:REGION:ACCOUNT:RESOURCE` of the caller.
  [[nodiscard]] std::string arn(std::string_view service, std::string_view resource) const;
  [[nodiscard]] std::string_view partition() const;
  /// A new id for a resource, in the form of a UUID.
  [[nodiscard]] std::string new_id() const;
  /// A new id as IAM gives them: a prefix and 17 letters or digits. Source: IAM User Guide, "IAM
  /// identifiers", "Unique identifiers".
  [[nodiscard]] std::string unique_id(std::string_view prefix) const;
};

/// `UndeterminedException`, naming what nobody said.
Fault not_known(const std::vector<UnknownPtr>& missing);

/// The same if one of the facts that an answer would tell is not known; nothing if all are.
template <class... T>
std::optional<Fault> unless_known(const world::Fact<T>&... facts) {
  std::vector<UnknownPtr> missing;
  for (const UnknownPtr& why : {facts.unknown()...}) {
    if (why != nullptr) {
      missing.push_back(why);
    }
  }
  return missing.empty() ? std::nullopt : std::optional(not_known(missing));
}

/// A missing member, as AWS names it.
Fault missing(const Exchange& exchange, std::string_view member);

/// An answer of the JSON protocol; the writer holds one object.
Reply json_reply(json::Writer& writer);
/// Of an operation without output.
Reply empty_reply();
/// An answer of the query protocol, with what stands in its result; empty: it has none.
Reply query_reply(const Exchange& exchange, std::string_view result = {});
/// An answer of S3 with a document of its own.
Reply xml_reply(std::string_view root, std::string_view content);

/// Seconds since 1970 with three decimals, as the JSON protocol writes a time.
void write_time(json::Writer& writer, std::string_view name, Time time);
/// `2026-11-28T22:45:00Z`, with milliseconds if they are wanted.
std::string iso_time(Time time, bool milliseconds = false);
/// `Sat, 28 Nov 2026 22:45:00 GMT`. Source: RFC 9110, "5.6.7 Date/Time Formats".
std::string http_time(Time time);

}  // namespace remora::wire
