#include "engine/json/detach.h"

namespace remora::json {

namespace {

class Copy {
 public:
  explicit Copy(const Value& value)
      : part_(value.document().source()->part_at(value.span().begin)),
        root_(value.span()),
        source_(part_ == nullptr ? value.document().source() : part_->source),
        builder_(source_, value.document().yaml()) {
    copy(value);
  }

  DocumentPtr take() { return builder_.finish(); }

 private:
  /// The place in the part; what was put in from elsewhere counts as standing at the beginning.
  [[nodiscard]] Span place(Span span) const {
    if (part_ == nullptr) {
      return span;
    }
    const auto size = static_cast<std::uint32_t>(source_->text().size());
    if (span.begin < part_->begin || span.end > part_->begin + size) {
      span = {root_.begin, root_.begin};
    }
    return {span.begin - part_->begin, span.end - part_->begin};
  }

  // Values nest as deep as a document may, which its reader limits.
  void copy(const Value& value) {  // NOLINT(misc-no-recursion)
    const Span span = place(value.span());
    switch (value.kind()) {
      case Kind::Object:
        builder_.open(Kind::Object, span);
        for (const Member& member : value.members()) {
          builder_.string(place(member.key.span()), member.key.text());
          copy(member.value);
        }
        builder_.close(span.end);
        break;
      case Kind::Array:
        builder_.open(Kind::Array, span);
        for (const Value& element : value.elements()) {
          copy(element);
        }
        builder_.close(span.end);
        break;
      case Kind::String:
        builder_.string(span, value.text());
        break;
      case Kind::Null:
      case Kind::Bool:
      case Kind::Number:
        builder_.literal(value.kind(), span, value.text());
        break;
    }
  }

  const SourceText::Part* part_;
  Span root_;
  SourcePtr source_;
  DocumentBuilder builder_;
};

}  // namespace

DocumentPtr detach(const Value& value) {
  return Copy(value).take();
}

}  // namespace remora::json
