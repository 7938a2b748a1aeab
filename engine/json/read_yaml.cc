#include <map>
#include <sstream>
#include <string>
#include <utility>

#include "engine/base/ascii.h"
#include "engine/json/duplicate_keys.h"
#include "engine/json/read.h"
#include <yaml-cpp/eventhandler.h>
#include <yaml-cpp/exceptions.h>
#include <yaml-cpp/parser.h>

namespace remora::json {

namespace {

/// Thrown inside the handler only, to leave yaml-cpp's parser; never leaves this file.
struct Stop {};

/// True for the numbers of YAML's JSON schema: -?(0|[1-9][0-9]*)(\.[0-9]*)?([eE][-+]?[0-9]+)?
bool is_number(std::string_view text) {
  std::size_t i = text.starts_with('-') ? 1 : 0;
  const std::size_t digits = i;
  while (i < text.size() && is_ascii_digit(text[i])) {
    ++i;
  }
  if (i == digits) {
    return false;
  }
  if (i < text.size() && text[i] == '.') {
    ++i;
    while (i < text.size() && is_ascii_digit(text[i])) {
      ++i;
    }
  }
  if (i < text.size() && (text[i] == 'e' || text[i] == 'E')) {
    ++i;
    i += i < text.size() && (text[i] == '+' || text[i] == '-') ? 1U : 0U;
    return i < text.size() && all_digits(text.substr(i));
  }
  return i == text.size();
}

Kind kind_of_plain(std::string_view text) {
  if (text.empty() || text == "~" || text == "null") {
    return Kind::Null;
  }
  if (text == "true" || text == "false") {
    return Kind::Bool;
  }
  return is_number(text) ? Kind::Number : Kind::String;
}

class YamlHandler : public YAML::EventHandler {
 public:
  YamlHandler(const SourcePtr& source, const ReadLimits& limits)
      : limits_(limits), builder_(source, /*yaml=*/true), sink_(source) {}

  void OnDocumentStart(const YAML::Mark& /*mark*/) override {}

  void OnDocumentEnd() override {}

  void OnNull(const YAML::Mark& mark, YAML::anchor_t anchor) override {
    remember(anchor);
    const Span span = at(mark, 0);
    if (expects_key()) {
      builder_.string(span, "");
    } else {
      builder_.scalar(Kind::Null, span, {});
    }
    advance();
  }

  void OnAlias(const YAML::Mark& mark, YAML::anchor_t anchor) override {
    const auto found = anchors_.find(anchor);
    // An alias inside its own anchor would never end.
    if (found == anchors_.end() || builder_.document().node(found->second).next == 0) {
      stop(at(mark, 1), "yaml-alias", "an alias to something that contains it");
    }
    check_size(mark);
    if (expects_key()) {
      repeat_as_key(builder_.document().node(found->second), mark);
    } else {
      builder_.repeat(found->second);
    }
    advance();
  }

  void OnScalar(const YAML::Mark& mark,
                const std::string& tag,
                YAML::anchor_t anchor,
                const std::string& value) override {
    remember(anchor);
    check_size(mark);
    const std::string_view written = builder_.document().source()->text();
    const auto begin = static_cast<std::size_t>(std::max(mark.pos, 0));
    const bool quoted = begin < written.size() && (written[begin] == '"' || written[begin] == '\'');
    const Span span = at(mark, value.size() + (quoted ? 2 : 0));
    const Kind kind = tag == "?" && !expects_key() ? kind_of_plain(value) : Kind::String;
    if (kind == Kind::String) {
      builder_.string(span, value);
    } else {
      // Where an anchor or a tag stands in front, the place is that of the whole.
      builder_.literal(kind, span, value);
    }
    advance();
  }

  void OnSequenceStart(const YAML::Mark& mark,
                       const std::string& /*tag*/,
                       YAML::anchor_t anchor,
                       YAML::EmitterStyle::value /*style*/) override {
    open(Kind::Array, mark, anchor);
  }

  void OnSequenceEnd() override { close(); }

  void OnMapStart(const YAML::Mark& mark,
                  const std::string& /*tag*/,
                  YAML::anchor_t anchor,
                  YAML::EmitterStyle::value /*style*/) override {
    open(Kind::Object, mark, anchor);
  }

  void OnMapEnd() override {
    const std::size_t object = builder_.innermost();
    close();
    report_duplicate_keys(builder_.document(), object, keys_, sink_);
  }

  Result<DocumentPtr> finish() {
    if (builder_.size() == 0 && !sink_.has_errors()) {
      sink_.error(Span{}, "yaml-syntax", "the text is empty");
    }
    if (sink_.has_errors()) {
      return fail({sink_.take()});
    }
    return builder_.finish();
  }

  [[noreturn]] void stop(Span span, const char* code, std::string message) {
    sink_.error(span, code, std::move(message));
    throw Stop{};
  }

  DiagnosticSink& sink() { return sink_; }

 private:
  static Span at(const YAML::Mark& mark, std::size_t size) {
    const auto begin = static_cast<std::uint32_t>(std::max(mark.pos, 0));
    return {begin, begin + static_cast<std::uint32_t>(size)};
  }

  [[nodiscard]] bool expects_key() const { return !children_.empty() && children_.back() == 0; }

  /// Counts the children of the innermost map, modulo two: 0 before a key, 1 before a value.
  void advance() {
    last_end_ = builder_.document().node(builder_.size() - 1).span.end;
    if (!children_.empty() && children_.back() >= 0) {
      children_.back() = 1 - children_.back();
    }
  }

  void remember(YAML::anchor_t anchor) {
    if (anchor != 0) {
      anchors_[anchor] = builder_.size();
    }
  }

  void check_size(const YAML::Mark& mark) {
    if (builder_.size() > limits_.nodes) {
      stop(at(mark, 1), "too-large", "the aliases of this document multiply it beyond measure");
    }
  }

  void repeat_as_key(const Node& anchored, const YAML::Mark& mark) {
    if (anchored.kind == Kind::Array || anchored.kind == Kind::Object) {
      stop(at(mark, 1), "yaml-key", "a key must be a string");
    }
    builder_.string(at(mark, 1), std::string(anchored.text));
  }

  void open(Kind kind, const YAML::Mark& mark, YAML::anchor_t anchor) {
    if (expects_key()) {
      stop(at(mark, 1), "yaml-key", "a key must be a string");
    }
    if (builder_.depth() >= limits_.depth) {
      stop(at(mark, 1),
           "too-deep",
           "nested deeper than " + std::to_string(limits_.depth) + " levels");
    }
    remember(anchor);
    builder_.open(kind, at(mark, 1));
    children_.push_back(kind == Kind::Object ? 0 : -1);
  }

  void close() {
    builder_.close(last_end_);
    children_.pop_back();
    advance();
  }

  ReadLimits limits_;
  DocumentBuilder builder_;
  DiagnosticSink sink_;
  std::map<YAML::anchor_t, std::size_t> anchors_;
  std::vector<int> children_;  // -1 in an array, else 0 before a key and 1 before a value
  std::vector<std::size_t> keys_;
  std::uint32_t last_end_ = 0;
};

}  // namespace

Result<DocumentPtr> read_yaml(const SourcePtr& source, const ReadLimits& limits) {
  if (source->text().size() > limits.bytes) {
    return fail(Error::at({source, {0, 0}},
                          "the text has " + std::to_string(source->text().size()) + " bytes",
                          "at most " + std::to_string(limits.bytes) + " are read"));
  }
  YamlHandler handler(source, limits);
  try {
    std::istringstream stream{std::string(source->text())};
    YAML::Parser parser(stream);
    parser.HandleNextDocument(handler);
  } catch (const Stop&) {
    // The handler has already said what is wrong.
  } catch (const YAML::Exception& exception) {
    const auto at = static_cast<std::uint32_t>(std::max(exception.mark.pos, 0));
    handler.sink().error({at, at + 1}, "yaml-syntax", "not valid YAML: " + exception.msg);
  }
  return handler.finish();
}

}  // namespace remora::json
