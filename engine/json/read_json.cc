#include <algorithm>
#include <iterator>
#include <string>
#include <utility>

#include <nlohmann/json.hpp>

#include "engine/base/ascii.h"
#include "engine/json/duplicate_keys.h"
#include "engine/json/read.h"

namespace remora::json {

namespace {

/// Reads bytes for nlohmann's lexer and counts them: its SAX events carry no positions, but
/// when an event fires, the count is where its token ends.
class CountingIterator {
 public:
  using iterator_category = std::input_iterator_tag;
  using value_type = char;
  using difference_type = std::ptrdiff_t;
  using pointer = const char*;
  using reference = const char&;

  CountingIterator(const char* at, std::size_t* consumed) : at_(at), consumed_(consumed) {}

  reference operator*() const { return *at_; }

  CountingIterator& operator++() {
    ++at_;
    ++*consumed_;
    return *this;
  }

  CountingIterator operator++(int) {
    CountingIterator before = *this;
    ++*this;
    return before;
  }

  bool operator==(const CountingIterator& other) const { return at_ == other.at_; }

  bool operator!=(const CountingIterator& other) const { return at_ != other.at_; }

 private:
  const char* at_;
  std::size_t* consumed_;
};

/// Turns SAX events into nodes. The method names are nlohmann's.
class JsonHandler {
 public:
  JsonHandler(const SourcePtr& source, const ReadLimits& limits, const std::size_t* consumed)
      : text_(source->text()),
        limits_(limits),
        consumed_(consumed),
        builder_(source, /*yaml=*/false),
        sink_(source) {
    constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";
    previous_end_ = text_.starts_with(kByteOrderMark) ? kByteOrderMark.size() : 0;
  }

  bool null() { return scalar(Kind::Null); }

  bool boolean(bool /*value*/) { return scalar(Kind::Bool); }

  bool number_integer(std::int64_t /*value*/) { return scalar(Kind::Number); }

  bool number_unsigned(std::uint64_t /*value*/) { return scalar(Kind::Number); }

  bool number_float(double /*value*/, const std::string& /*text*/) { return scalar(Kind::Number); }

  bool string(const std::string& decoded) {
    builder_.string(next_span(), decoded);
    return true;
  }

  bool key(const std::string& decoded) { return string(decoded); }

  static bool binary(const std::vector<std::uint8_t>& /*value*/) { return false; }

  bool start_object(std::size_t /*size*/) { return open(Kind::Object); }

  bool start_array(std::size_t /*size*/) { return open(Kind::Array); }

  bool end_array() { return close(); }

  bool end_object() {
    const std::size_t object = builder_.innermost();
    close();
    report_duplicate_keys(builder_.document(), object, keys_, sink_);
    return true;
  }

  bool parse_error(std::size_t position,
                   const std::string& /*token*/,
                   const nlohmann::detail::exception& exception) {
    std::string reason = exception.what();
    const std::size_t end = text_.size();
    const std::size_t begin = std::min(position > 0 ? position - 1 : 0, end);
    const auto at = static_cast<std::uint32_t>(begin);
    if (reason.find("unexpected end of input") != std::string::npos ||
        (begin >= end && reason.find("missing closing quote") != std::string::npos)) {
      sink_.error({at, at},
                  "json-syntax",
                  end == 0 || text_.find_first_not_of(" \t\r\n") == std::string_view::npos
                      ? "the text is empty"
                      : "the text ends too early",
                  "is it cut off?");
      return false;
    }
    if (reason.find("UTF-8") != std::string::npos) {
      sink_.error({at, at + 1}, "utf-8", "not valid UTF-8", "save the file as UTF-8");
      return false;
    }
    // "[json.exception...] parse error at line 1, column 2: syntax error while parsing value -
    // unexpected ...; expected ...": only the part after the position speaks to the user.
    const std::size_t colon = reason.find(": ");
    reason = colon == std::string::npos ? reason : reason.substr(colon + 2);
    const std::size_t dash = reason.find(" - ");
    reason = dash == std::string::npos ? reason : reason.substr(dash + 3);
    const std::size_t last_read = reason.find("; last read: ");
    reason = last_read == std::string::npos ? reason : reason.substr(0, last_read);
    // `position` is where the token ends; it begins behind the last good one.
    const Span token_span = next_span();
    sink_.error(
        {std::min(token_span.begin, at), at + 1}, "json-syntax", "not valid JSON: " + reason);
    return false;
  }

  Result<DocumentPtr> finish(bool complete) {
    if (sink_.has_errors() || !complete) {
      return fail({sink_.take()});
    }
    return builder_.finish();
  }

 private:
  /// The span of the token that ends where the lexer stands now.
  Span next_span() {
    std::size_t begin = previous_end_;
    constexpr std::string_view kBetweenTokens = " \t\r\n:,";
    while (begin < text_.size() && kBetweenTokens.find(text_[begin]) != std::string_view::npos) {
      ++begin;
    }
    std::size_t end = *consumed_;
    // A number ends where something else begins, so the lexer has read one byte too many.
    if (begin < text_.size() && (text_[begin] == '-' || is_ascii_digit(text_[begin]))) {
      end = std::min(text_.find_first_not_of("+-.0123456789eE", begin), text_.size());
    }
    previous_end_ = end;
    return {static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)};
  }

  bool scalar(Kind kind) {
    const Span span = next_span();
    builder_.scalar(kind, span, text_.substr(span.begin, span.end - span.begin));
    return true;
  }

  bool open(Kind kind) {
    const Span span = next_span();
    if (builder_.depth() >= limits_.depth) {
      sink_.error(span,
                  "too-deep",
                  "nested deeper than " + std::to_string(limits_.depth) + " levels",
                  "no AWS document is");
      return false;
    }
    builder_.open(kind, span);
    return true;
  }

  bool close() {
    builder_.close(next_span().end);
    return true;
  }

  std::string_view text_;
  ReadLimits limits_;
  const std::size_t* consumed_;
  std::size_t previous_end_ = 0;
  DocumentBuilder builder_;
  DiagnosticSink sink_;
  std::vector<std::size_t> keys_;
};

}  // namespace

Result<DocumentPtr> read_json(const SourcePtr& source, const ReadLimits& limits) {
  const std::string_view text = source->text();
  if (text.size() > limits.bytes) {
    return fail(Error::at({source, {0, 0}},
                          "the text has " + std::to_string(text.size()) + " bytes",
                          "at most " + std::to_string(limits.bytes) + " are read"));
  }
  std::size_t consumed = 0;
  JsonHandler handler(source, limits, &consumed);
  const CountingIterator begin(text.data(), &consumed);
  const CountingIterator end(text.data() + text.size(), &consumed);
  const bool complete = nlohmann::json::sax_parse(begin, end, &handler);
  return handler.finish(complete);
}

Result<DocumentPtr> read(const SourcePtr& source, const ReadLimits& limits) {
  constexpr std::string_view kBlank = " \t\r\n\xEF\xBB\xBF";
  const std::string_view text = source->text();
  const std::size_t first = text.find_first_not_of(kBlank);
  if (first == std::string_view::npos || text[first] == '{' || text[first] == '[') {
    return read_json(source, limits);
  }
  return read_yaml(source, limits);
}

}  // namespace remora::json
