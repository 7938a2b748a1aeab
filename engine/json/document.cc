#include "engine/json/document.h"

#include <algorithm>
#include <limits>
#include <utility>

#include "engine/base/assert.h"

namespace remora::json {

std::string_view with_article(Kind kind) {
  switch (kind) {
    case Kind::Null:
      return "null";
    case Kind::Bool:
      return "a boolean";
    case Kind::Number:
      return "a number";
    case Kind::String:
      return "a string";
    case Kind::Array:
      return "an array";
    case Kind::Object:
      break;
  }
  return "an object";
}

Value Document::root() const {
  REMORA_ASSERT(!nodes_.empty());
  return {*this, 0};
}

std::string_view Document::tag(std::size_t index) const {
  const auto found = tags_.find(index);
  return found == tags_.end() ? std::string_view() : found->second;
}

std::vector<Value> Value::elements() const {
  std::vector<Value> found;
  if (is_array()) {
    for (std::size_t i = index_ + 1; i < node().next; i = document_->node(i).next) {
      found.emplace_back(*document_, i);
    }
  }
  return found;
}

std::vector<Member> Value::members() const {
  std::vector<Member> found;
  if (is_object()) {
    for (std::size_t i = index_ + 1; i < node().next;) {
      const std::size_t value = i + 1;
      found.push_back({Value(*document_, i), Value(*document_, value)});
      i = document_->node(value).next;
    }
  }
  return found;
}

std::optional<Value> Value::find(std::string_view name) const {
  if (is_object()) {
    for (std::size_t i = index_ + 1; i < node().next; i = document_->node(i + 1).next) {
      if (document_->node(i).text == name) {
        return Value(*document_, i + 1);
      }
    }
  }
  return std::nullopt;
}

bool Value::holds_one_with(std::string_view name) const {
  if (is_object()) {
    for (std::size_t i = index_ + 1; i < node().next; i = document_->node(i + 1).next) {
      if (document_->node(i + 1).kind == Kind::Object && Value(*document_, i + 1).find(name)) {
        return true;
      }
    }
  }
  return false;
}

DocumentBuilder::DocumentBuilder(SourcePtr source, bool yaml)
    : document_(std::make_shared<Document>()) {
  document_->source_ = std::move(source);
  document_->yaml_ = yaml;
}

const SourcePtr& DocumentBuilder::source() const {
  return source_ == 0 ? document_->source_ : document_->others_[source_ - 1U];
}

void DocumentBuilder::stand_in(const SourcePtr& other) {
  if (other == source()) {
    return;
  }
  auto& others = document_->others_;
  const auto known = std::find(others.begin(), others.end(), other);
  const auto index = other == document_->source_ ? 0 : known - others.begin() + 1;
  REMORA_ASSERT(index <= std::numeric_limits<std::uint16_t>::max());
  source_ = static_cast<std::uint16_t>(index);
  if (index != 0 && known == others.end()) {
    others.push_back(other);
  }
}

void DocumentBuilder::scalar(Kind kind, Span span, std::string_view text) {
  const auto index = static_cast<std::uint32_t>(document_->nodes_.size());
  document_->nodes_.push_back({kind, source_, span, index + 1, text});
}

void DocumentBuilder::literal(Kind kind, Span span, std::string_view text) {
  const std::string_view written = source()->slice(span);
  scalar(kind, span, written == text ? written : document_->decoded_.emplace_back(text));
}

void DocumentBuilder::string(Span span, std::string_view decoded) {
  const std::string_view written = source()->slice(span);
  const bool quoted = written.size() == decoded.size() + 2;
  const std::string_view inner = quoted ? written.substr(1, decoded.size()) : written;
  if (inner == decoded) {
    scalar(Kind::String, span, inner);
  } else {
    scalar(Kind::String, span, document_->decoded_.emplace_back(decoded));
  }
}

void DocumentBuilder::open(Kind kind, Span span) {
  open_.push_back(document_->nodes_.size());
  document_->nodes_.push_back({kind, source_, span, 0, {}});
}

void DocumentBuilder::close(std::uint32_t end) {
  REMORA_ASSERT(!open_.empty());
  Node& node = document_->nodes_[open_.back()];
  node.span.end = end;
  node.next = static_cast<std::uint32_t>(document_->nodes_.size());
  open_.pop_back();
}

void DocumentBuilder::tag(std::string_view tag) {
  document_->tags_.emplace(document_->nodes_.size(), tag);
}

void DocumentBuilder::repeat(std::size_t index) {
  auto& nodes = document_->nodes_;
  const std::size_t end = nodes[index].next;
  const auto shift = static_cast<std::uint32_t>(nodes.size() - index);
  auto& tags = document_->tags_;
  for (auto found = tags.lower_bound(index); found != tags.end() && found->first < end; ++found) {
    tags.emplace_hint(tags.end(), found->first + shift, found->second);
  }
  for (std::size_t i = index; i < end; ++i) {
    Node copy = nodes[i];
    copy.next += shift;
    nodes.push_back(copy);
  }
}

}  // namespace remora::json
