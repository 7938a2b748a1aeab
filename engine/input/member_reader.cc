#include "engine/input/member_reader.h"

#include <algorithm>

#include "engine/base/ascii.h"
#include "engine/base/near_miss.h"
#include "engine/base/visible.h"
#include "engine/base/words.h"

namespace remora::input {

std::optional<std::string_view> scalar_text(const json::Value& value) {
  const bool scalar = value.kind() == json::Kind::Number || value.kind() == json::Kind::Bool;
  if (value.is_string() || (scalar && value.document().yaml())) {
    return value.text();
  }
  return std::nullopt;
}

MemberReader::MemberReader(json::Value object, std::string_view what, DiagnosticSink& sink)
    : object_(object), what_(what), sink_(&sink) {
  if (!object_.is_object()) {
    sink.error(object_.place(),
               "type",
               what_ + " must be an object, this is " + std::string(with_article(object_.kind())));
  }
}

std::optional<json::Value> MemberReader::any(std::string_view name) {
  known_.push_back(name);
  return object_.find(name);
}

std::optional<json::Value> MemberReader::non_null(std::string_view name) {
  std::optional<json::Value> value = any(name);
  return value && value->is_null() ? std::nullopt : value;
}

void MemberReader::wrong_type(const json::Value& value,
                              std::string_view name,
                              std::string_view wanted) {
  sink_->error(
      value.place(),
      "type",
      in_quotes(name) + " must be " + std::string(wanted) + ", this is " +
          std::string(with_article(value.kind())),
      value.kind() == json::Kind::Number && wanted == "a string" ? "put it in quotes" : "");
}

std::optional<json::Value> MemberReader::object(std::string_view name) {
  const std::optional<json::Value> value = non_null(name);
  if (value && !value->is_object()) {
    wrong_type(*value, name, "an object");
    return std::nullopt;
  }
  return value;
}

std::vector<json::Value> MemberReader::array(std::string_view name) {
  const std::optional<json::Value> value = non_null(name);
  if (!value) {
    return {};
  }
  if (!value->is_array()) {
    wrong_type(*value, name, "an array");
    return {};
  }
  return value->elements();
}

std::optional<std::string_view> MemberReader::text(std::string_view name) {
  const std::optional<json::Value> value = non_null(name);
  if (!value) {
    return std::nullopt;
  }
  const std::optional<std::string_view> text = scalar_text(*value);
  if (!text) {
    wrong_type(*value, name, "a string");
  }
  return text;
}

std::optional<bool> MemberReader::boolean(std::string_view name) {
  const std::optional<json::Value> value = non_null(name);
  if (!value) {
    return std::nullopt;
  }
  if (value->kind() != json::Kind::Bool) {
    wrong_type(*value, name, "true or false");
    return std::nullopt;
  }
  return value->text() == "true";
}

std::optional<std::size_t> MemberReader::count(std::string_view name) {
  const std::optional<json::Value> value = non_null(name);
  if (!value) {
    return std::nullopt;
  }
  const auto number = as_count(value->text());
  if (value->kind() != json::Kind::Number || !number) {
    wrong_type(*value, name, "a whole number");
    return std::nullopt;
  }
  return number;
}

std::string MemberReader::required_text(std::string_view name) {
  if (!object_.is_object()) {
    return {};
  }
  const std::optional<json::Value> value = non_null(name);
  if (!value) {
    sink_->error(object_.place(), "missing-member", what_ + " needs " + in_quotes(name));
    return {};
  }
  known_.pop_back();  // text() asks again
  return std::string(text(name).value_or(""));
}

std::string MemberReader::required_sentence(std::string_view name) {
  constexpr std::size_t kColumns = 1000;
  return visible(required_text(name), kColumns);
}

std::string_view MemberReader::choice(std::string_view name,
                                      std::span<const std::string_view> words,
                                      std::string_view otherwise) {
  const std::optional<std::string_view> found = text(name);
  if (!found) {
    return otherwise;
  }
  const auto word = std::find(words.begin(), words.end(), *found);
  if (word != words.end()) {
    return *word;
  }
  std::string hint = did_you_mean(*found, words);
  if (hint.empty()) {
    hint = "it is one of";
    for (const std::string_view known : words) {
      hint += (known == words.front() ? " " : ", ") + std::string(known);
    }
  }
  sink_->error(place_of(name),
               "choice",
               in_quotes(name) + " cannot be " + in_quotes(*found),
               std::move(hint));
  return otherwise;
}

Place MemberReader::place_of(std::string_view name) const {
  const std::optional<json::Value> value = object_.find(name);
  return value ? value->place() : object_.place();
}

void MemberReader::finish() {
  for (const json::Member& member : object_.members()) {
    if (std::find(known_.begin(), known_.end(), member.key.text()) != known_.end()) {
      continue;
    }
    std::string hint = did_you_mean(member.key.text(), known_);
    sink_->error(member.key.place(),
                 "unknown-member",
                 what_ + " has no member " + in_quotes(member.key.text()),
                 std::move(hint));
  }
}

}  // namespace remora::input
