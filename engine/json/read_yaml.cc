#include <algorithm>
#include <map>
#include <optional>
#include <sstream>
#include <string>
#include <utility>

#include "engine/base/ascii.h"
#include "engine/json/duplicate_keys.h"
#include "engine/json/foreign_text.h"
#include "engine/json/mark.h"
#include "engine/json/read.h"
#include "engine/json/yaml_slip.h"
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
  explicit YamlHandler(const SourcePtr& source)
      : limits_(source->limits()),
        text_(source->text()),
        builder_(source, /*yaml=*/true),
        sink_(source) {
    constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";
    uncounted_ = text_.starts_with(kByteOrderMark) ? kByteOrderMark.size() : 0;
  }

  void OnDocumentStart(const YAML::Mark& /*mark*/) override {}

  void OnDocumentEnd() override { second_ = true; }

  void OnNull(const YAML::Mark& mark, YAML::anchor_t anchor) override {
    if (second_) {
      check_nothing_behind(mark);
      return;
    }
    remember(anchor);
    const Span span = at(mark, 0);
    if (lone_name_ && lone_name_->begin == span.begin) {
      stop(slip_of_lone_name(
          text_, span.begin, text_.substr(span.begin, lone_name_->end - span.begin)));
    }
    if (expects_key()) {
      builder_.string(span, "");
    } else {
      builder_.scalar(Kind::Null, span, {});
    }
    advance();
  }

  void OnAlias(const YAML::Mark& mark, YAML::anchor_t anchor) override {
    check_first_document(mark);
    const auto found = anchors_.find(anchor);
    // An alias inside its own anchor would never end.
    if (found == anchors_.end() || builder_.document().node(found->second).next == 0) {
      stop({at(mark, 1),
            "this * stands for something that contains it",
            "write it out",
            {},
            "yaml-alias"});
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
    check_first_document(mark);
    remember(anchor);
    check_size(mark);
    const std::size_t begin = offset(mark);
    const bool quoted = begin < text_.size() && (text_[begin] == '"' || text_[begin] == '\'');
    const Span span = at(mark, value.size() + (quoted ? 2 : 0));
    quoted_ = quoted ? std::optional(begin) : std::nullopt;
    if (sink_.source()->foreign() && has_mark(value)) {
      stop(slip_of_mark(value, span));
    }
    lone_name_ =
        expects_key() && !quoted && !innermost_bracket() ? std::optional(span) : std::nullopt;
    const Kind kind = tag == "?" && !expects_key() ? kind_of_plain(value) : Kind::String;
    remember(tag);
    if (kind == Kind::String) {
      builder_.string(span, value);
    } else {
      // Where an anchor or a tag stands in front, the place is that of the whole.
      builder_.literal(kind, span, value);
    }
    advance();
  }

  void OnSequenceStart(const YAML::Mark& mark,
                       const std::string& tag,
                       YAML::anchor_t anchor,
                       YAML::EmitterStyle::value style) override {
    open(Kind::Array, mark, tag, anchor, style);
  }

  void OnSequenceEnd() override { close(); }

  void OnMapStart(const YAML::Mark& mark,
                  const std::string& tag,
                  YAML::anchor_t anchor,
                  YAML::EmitterStyle::value style) override {
    open(Kind::Object, mark, tag, anchor, style);
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
    if (auto slip = sink_.has_errors() ? std::nullopt : slip_of_whole()) {
      add(*std::move(slip));
    }
    if (sink_.has_errors()) {
      return fail({sink_.take()});
    }
    return builder_.finish();
  }

  void add(Slip slip) { report(std::move(slip), "yaml-syntax", sink_); }

  /// The parser has stopped.
  void add(const YAML::Exception& exception) {
    YamlStop stopped;
    stopped.reason = exception.msg;
    stopped.at = std::min(offset(exception.mark), text_.size());
    stopped.read_to = last_begin_;
    stopped.quoted = quoted_;
    stopped.flow_bracket = innermost_bracket();
    add(find_yaml_slip(text_, stopped));
  }

 private:
  [[noreturn]] void stop(Slip slip) {
    add(std::move(slip));
    throw Stop{};
  }

  [[noreturn]] void stop_beyond(Limit limit, const YAML::Mark& mark, const char* code) {
    stop({at(mark, 1), limits_.message(limit), limits_.hint(limit), {}, code});
  }

  [[nodiscard]] std::size_t offset(const YAML::Mark& mark) const {
    return static_cast<std::size_t>(std::max(mark.pos, 0)) + uncounted_;
  }

  /// Of the brackets around the place.
  [[nodiscard]] std::optional<std::size_t> innermost_bracket() const {
    return brackets_.empty() ? std::nullopt : brackets_.back();
  }

  [[nodiscard]] Span at(const YAML::Mark& mark, std::size_t size) const {
    return span_at(offset(mark), offset(mark) + size);
  }

  /// What the parser has nothing against: a quote that nobody closes, a text instead of a map.
  [[nodiscard]] std::optional<Slip> slip_of_whole() const {
    if (auto slip = quoted_ ? slip_of_open_quote(text_, *quoted_) : std::nullopt) {
      return slip;
    }
    const Value root = builder_.document().root();
    return root.is_string() && !quoted_ ? slip_of_lone_text(text_) : std::nullopt;
  }

  /// Behind the first document may stand the mark of another with nothing in it. Anything else that
  /// the parser takes for nothing is something that it cannot go on with.
  void check_nothing_behind(const YAML::Mark& mark) {
    const std::string_view rest = text_.substr(std::min(offset(mark), text_.size()));
    if (!rest.empty() && !rest.starts_with("---") && !rest.starts_with("...")) {
      stop(find_yaml_slip(text_, {{}, offset(mark), last_begin_, quoted_, std::nullopt}));
    }
  }

  void check_first_document(const YAML::Mark& mark) {
    if (second_) {
      stop(slip_of_second_document(text_, std::min(offset(mark), text_.size())));
    }
  }

  [[nodiscard]] bool expects_key() const { return !children_.empty() && children_.back() == 0; }

  /// Counts the children of the innermost map, modulo two: 0 before a key, 1 before a value.
  void advance() {
    last_end_ = builder_.document().node(builder_.size() - 1).span.end;
    last_begin_ = builder_.document().node(builder_.size() - 1).span.begin;
    if (!children_.empty() && children_.back() >= 0) {
      children_.back() = 1 - children_.back();
    }
  }

  void remember(YAML::anchor_t anchor) {
    if (anchor != 0) {
      anchors_[anchor] = builder_.size();
    }
  }

  /// The parser has `?` for a plain scalar and `!` for a quoted one; those of YAML itself stand for
  /// a kind, and every other begins with one `!`.
  void remember(const std::string& tag) {
    if (tag.size() > 1 && tag.front() == '!' && !expects_key()) {
      builder_.tag(tag);
    }
  }

  void check_size(const YAML::Mark& mark) {
    // Without aliases no text has more nodes than bytes.
    if (builder_.size() > text_.size() + limits_[Limit::YamlRepeats]) {
      stop_beyond(Limit::YamlRepeats, mark, "too-large");
    }
    if (builder_.size() > limits_[Limit::Nodes]) {
      stop_beyond(Limit::Nodes, mark, "too-large");
    }
  }

  void repeat_as_key(const Node& anchored, const YAML::Mark& mark) {
    if (anchored.kind == Kind::Array || anchored.kind == Kind::Object) {
      stop({at(mark, 1), "a key must be a string", {}, {}, "yaml-key"});
    }
    builder_.string(at(mark, 1), std::string(anchored.text));
  }

  void open(Kind kind,
            const YAML::Mark& mark,
            const std::string& tag,
            YAML::anchor_t anchor,
            YAML::EmitterStyle::value style) {
    check_first_document(mark);
    const std::size_t bracket = text_.find_first_of("[{", offset(mark));
    const bool flow = style == YAML::EmitterStyle::Flow && bracket != std::string_view::npos;
    if (expects_key()) {
      stop(flow ? slip_of_bracket_as_name(text_, bracket)
                : Slip{at(mark, 1), "a key must be a string", {}, {}, "yaml-key"});
    }
    if (builder_.depth() >= limits_[Limit::Depth]) {
      stop_beyond(Limit::Depth, mark, "too-deep");
    }
    remember(anchor);
    remember(tag);
    builder_.open(kind, at(mark, 1));
    children_.push_back(kind == Kind::Object ? 0 : -1);
    // What stands between brackets without its own (a: 1 in [a: 1]) has theirs.
    brackets_.push_back(flow ? std::optional(bracket) : innermost_bracket());
    lone_name_.reset();
  }

  void close() {
    builder_.close(last_end_);
    children_.pop_back();
    brackets_.pop_back();
    lone_name_.reset();
    advance();
  }

  const Limits& limits_;
  std::string_view text_;
  std::size_t uncounted_ = 0;  // bytes in front that the parser's marks leave out
  bool second_ = false;        // the first document has ended
  DocumentBuilder builder_;
  DiagnosticSink sink_;
  std::map<YAML::anchor_t, std::size_t> anchors_;
  std::vector<int> children_;  // -1 in an array, else 0 before a key and 1 before a value
  std::vector<std::size_t> keys_;
  std::vector<std::optional<std::size_t>> brackets_;  // around each open list and map
  std::optional<std::size_t> quoted_;                 // where the last scalar begins, if in quotes
  std::optional<Span> lone_name_;  // the last key of a map without brackets, before its value
  std::uint32_t last_begin_ = 0;
  std::uint32_t last_end_ = 0;
};

}  // namespace

Result<DocumentPtr> read_yaml(const SourcePtr& source) {
  const Limits& limits = source->limits();
  if (source->text().size() > limits[Limit::FileBytes]) {
    return fail(beyond({source, {}}, Limit::FileBytes));
  }
  // The library keeps some hundred bytes for each of them before it says a word.
  if (const auto brackets = std::count_if(source->text().begin(),
                                          source->text().end(),
                                          [](char c) { return c == '[' || c == '{'; });
      static_cast<std::size_t>(brackets) > limits[Limit::YamlBrackets]) {
    return fail(beyond({source, {}}, Limit::YamlBrackets));
  }
  YamlHandler handler(source);
  auto unreadable = foreign_text(source->text());
  unreadable = unreadable ? unreadable : slip_of_yaml_bytes(source->text());
  if (unreadable) {
    handler.add(*std::move(unreadable));
    return handler.finish();
  }
  try {
    std::istringstream stream{std::string(source->text())};
    YAML::Parser parser(stream);
    while (parser) {
      parser.HandleNextDocument(handler);
    }
  } catch (const Stop&) {
    // The handler has already said what is wrong.
  } catch (const YAML::Exception& exception) {
    handler.add(exception);
  }
  return handler.finish();
}

}  // namespace remora::json
