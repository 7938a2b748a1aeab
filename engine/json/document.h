#pragma once

#include <cstddef>
#include <cstdint>
#include <deque>
#include <iterator>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/place.h"

/// A JSON (or YAML) document that remembers where everything stood. Order and spelling survive:
/// numbers keep their text, because AWS compares what was written.
namespace remora::json {

enum class Kind : std::uint8_t { Null, Bool, Number, String, Array, Object };

/// `a string`, `an object`, ... for messages.
std::string_view with_article(Kind kind);

/// One node of the document's tape: the nodes of a subtree stand behind its root, in reading
/// order; an object's members are a String node (the key) followed by the value.
struct Node {
  Kind kind = Kind::Null;
  std::uint16_t source = 0;  // which of the document's sources it stands in
  Span span;                 // there
  std::uint32_t next = 0;    // index just behind this node's subtree
  std::string_view text;     // String: decoded; Bool and Number: as written
};

class Value;

/// Immutable once read; every view into it lives as long as the document. Most are read from one
/// text; one that was put together from several knows of each node where it stood.
class Document {
 public:
  [[nodiscard]] Value root() const;

  /// The text it was read from; of several the one it was begun with.
  [[nodiscard]] const SourcePtr& source() const { return source_; }

  [[nodiscard]] const SourcePtr& source_of(const Node& node) const {
    return node.source == 0 ? source_ : others_[node.source - 1U];
  }

  /// True if read from YAML, where `111122223333` without quotes is as good as a string.
  [[nodiscard]] bool yaml() const { return yaml_; }

  [[nodiscard]] const Node& node(std::size_t index) const { return nodes_[index]; }

  /// The local tag in front of a node of YAML: `!Ref`; empty if it has none.
  [[nodiscard]] std::string_view tag(std::size_t index) const;

 private:
  friend class DocumentBuilder;
  SourcePtr source_;
  std::vector<SourcePtr> others_;
  std::vector<Node> nodes_;
  std::deque<std::string> decoded_;  // strings whose text differs from the source
  std::map<std::size_t, std::string> tags_;
  bool yaml_ = false;
};

using DocumentPtr = std::shared_ptr<const Document>;

struct Member;

/// A node seen through its document; cheap to copy.
class Value {
 public:
  Value(const Document& document, std::size_t index) : document_(&document), index_(index) {}

  [[nodiscard]] Kind kind() const { return node().kind; }

  [[nodiscard]] Span span() const { return node().span; }

  [[nodiscard]] const SourcePtr& source() const { return document_->source_of(node()); }

  [[nodiscard]] Place place() const { return {source(), span()}; }

  [[nodiscard]] std::string_view text() const { return node().text; }

  [[nodiscard]] const Document& document() const { return *document_; }

  /// What stands in front of it in YAML, as a template writes `!Ref Bucket`; else empty. Whoever
  /// does not ask sees the value without it.
  [[nodiscard]] std::string_view tag() const { return document_->tag(index_); }

  [[nodiscard]] bool is_null() const { return kind() == Kind::Null; }

  [[nodiscard]] bool is_string() const { return kind() == Kind::String; }

  [[nodiscard]] bool is_array() const { return kind() == Kind::Array; }

  [[nodiscard]] bool is_object() const { return kind() == Kind::Object; }

  /// The elements of an array, the members of an object; nothing for scalars.
  [[nodiscard]] std::vector<Value> elements() const;
  [[nodiscard]] std::vector<Member> members() const;
  /// The first member of that name (exact case), if this is an object and has one.
  [[nodiscard]] std::optional<Value> find(std::string_view name) const;

  /// Whether some member of this object is an object with a member of that name.
  [[nodiscard]] bool holds_one_with(std::string_view name) const;

  /// True for this value and what is in it.
  [[nodiscard]] bool contains(const Value& other) const {
    return document_ == other.document_ && index_ <= other.index_ && other.index_ < node().next;
  }

  friend bool operator==(const Value&, const Value&) = default;

 private:
  [[nodiscard]] const Node& node() const { return document_->node(index_); }

  const Document* document_;
  std::size_t index_;
};

struct Member {
  Value key;
  Value value;
};

/// Builds a document from the events of a reader (JSON, YAML), or from parts of other documents.
class DocumentBuilder {
 public:
  DocumentBuilder(SourcePtr source, bool yaml);

  /// The spans that follow are places in this text. A document has at most 65,535 of them.
  void stand_in(const SourcePtr& source);

  /// Makes room for that many nodes.
  void reserve(std::size_t nodes) { document_->nodes_.reserve(nodes); }

  void scalar(Kind kind, Span span, std::string_view text);
  /// A scalar whose text need not stand at its place: a view into the source if it does, else a
  /// copy.
  void literal(Kind kind, Span span, std::string_view text);
  /// A string: a view into the source when the source spells it so, else a copy.
  void string(Span span, std::string_view decoded);
  void open(Kind kind, Span span);
  void close(std::uint32_t end);
  /// Remembers the tag of the node that comes next.
  void tag(std::string_view tag);
  /// Appends a copy of the subtree at `index` (a YAML alias).
  void repeat(std::size_t index);

  [[nodiscard]] std::size_t size() const { return document_->nodes_.size(); }

  [[nodiscard]] std::size_t depth() const { return open_.size(); }

  /// The innermost open object's or array's node index; only while depth() > 0.
  [[nodiscard]] std::size_t innermost() const { return open_.back(); }

  [[nodiscard]] const Document& document() const { return *document_; }

  [[nodiscard]] DocumentPtr finish() { return std::move(document_); }

 private:
  [[nodiscard]] const SourcePtr& source() const;

  std::shared_ptr<Document> document_;
  std::vector<std::size_t> open_;
  std::uint16_t source_ = 0;
};

}  // namespace remora::json
