#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/diagnostic.h"
#include "engine/json/document.h"

namespace remora::input {

/// The text as a value that outlives its document.
inline std::optional<std::string> owned(std::optional<std::string_view> text) {
  return text ? std::optional<std::string>(*text) : std::nullopt;
}

/// Reads the members of one JSON object against what the format knows: each member is asked for
/// by name, wrong types and unknown members are reported with their places. Asking for an absent
/// optional member gives nothing and no remark.
class MemberReader {
 public:
  /// `what` names the object in messages, with its article: `a bucket`.
  MemberReader(json::Value object, std::string_view what, DiagnosticSink& sink);

  std::optional<json::Value> any(std::string_view name);
  /// The member if it is there and not null.
  std::optional<json::Value> non_null(std::string_view name);
  std::optional<json::Value> object(std::string_view name);
  /// The elements of an array member; nothing if absent.
  std::vector<json::Value> array(std::string_view name);
  /// Text; in YAML also a scalar without quotes. Absent and null both give nothing.
  std::optional<std::string_view> text(std::string_view name);
  std::optional<bool> boolean(std::string_view name);
  /// A whole number that is not negative.
  std::optional<std::size_t> count(std::string_view name);
  /// The same, but absence is an error.
  std::string required_text(std::string_view name);
  /// Required text that is a sentence for people: as they can see it, on one line, so that no
  /// report shows what it does not say.
  std::string required_sentence(std::string_view name);
  /// One of the given words.
  std::string_view choice(std::string_view name,
                          std::span<const std::string_view> words,
                          std::string_view otherwise);

  /// Accepts the member without looking at it.
  void ignore(std::string_view name) { any(name); }

  /// Reports members that nobody asked for, with the nearest known name.
  void finish();

  [[nodiscard]] json::Value value() const { return object_; }

  [[nodiscard]] bool is_object() const { return object_.is_object(); }

  [[nodiscard]] DiagnosticSink& sink() { return *sink_; }

  /// Where the member stands, or the object itself if it is absent.
  [[nodiscard]] Place place_of(std::string_view name) const;

 private:
  void wrong_type(const json::Value& value, std::string_view name, std::string_view wanted);

  json::Value object_;
  std::string what_;
  DiagnosticSink* sink_;
  std::vector<std::string_view> known_;
};

/// The text of a scalar: a string, or in YAML any scalar as written.
std::optional<std::string_view> scalar_text(const json::Value& value);

}  // namespace remora::input
