#include <algorithm>
#include <iterator>
#include <string>
#include <utility>

#include <nlohmann/json.hpp>

#include "engine/base/ascii.h"
#include "engine/json/duplicate_keys.h"
#include "engine/json/json_slip.h"
#include "engine/json/mark.h"
#include "engine/json/read.h"
#include "engine/json/valid_json.h"

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
  JsonHandler(const SourcePtr& source, const std::size_t* consumed)
      : text_(source->text()),
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
    const Span span = next_span();
    if (sink_.source()->foreign() && has_mark(decoded)) {
      report(slip_of_mark(decoded, span), "json-syntax", sink_);
      return false;
    }
    builder_.string(span, decoded);
    return within(Limit::Nodes, builder_.size(), span);
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
                   const nlohmann::detail::exception& /*exception*/) {
    report(find_json_slip(*sink_.source(), position), "json-syntax", sink_);
    return false;
  }

  Result<DocumentPtr> finish(bool complete) {
    // nlohmann's lexer takes a NUL byte for the end of the text, whatever stands behind it.
    const std::size_t behind =
        complete ? text_.find_first_not_of(" \t\r\n", previous_end_) : std::string_view::npos;
    if (behind != std::string_view::npos) {
      report(find_json_slip(*sink_.source(), behind), "json-syntax", sink_);
    }
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
    return within(Limit::Nodes, builder_.size(), span);
  }

  bool within(Limit limit, std::size_t count, Span span) {
    const Limits& limits = sink_.source()->limits();
    if (count <= limits[limit]) {
      return true;
    }
    sink_.error(span,
                limit == Limit::Depth ? "too-deep" : "too-large",
                limits.message(limit),
                limits.hint(limit));
    return false;
  }

  bool open(Kind kind) {
    const Span span = next_span();
    if (!within(Limit::Depth, builder_.depth() + 1, span)) {
      return false;
    }
    builder_.open(kind, span);
    return within(Limit::Nodes, builder_.size(), span);
  }

  bool close() {
    builder_.close(next_span().end);
    return true;
  }

  std::string_view text_;
  const std::size_t* consumed_;
  std::size_t previous_end_ = 0;
  DocumentBuilder builder_;
  DiagnosticSink sink_;
  std::vector<std::size_t> keys_;
};

}  // namespace

Result<DocumentPtr> read_json(const SourcePtr& source) {
  const std::string_view text = source->text();
  if (text.size() > source->limits()[Limit::FileBytes]) {
    return fail(beyond({source, {}}, Limit::FileBytes));
  }
  // Nearly every text is JSON; what is wrong with the others, the slower reader says.
  if (DocumentPtr document = read_valid_json(source)) {
    return document;
  }
  std::size_t consumed = 0;
  JsonHandler handler(source, &consumed);
  const CountingIterator begin(text.data(), &consumed);
  const CountingIterator end(text.data() + text.size(), &consumed);
  const bool complete = nlohmann::json::sax_parse(begin, end, &handler);
  return handler.finish(complete);
}

Result<DocumentPtr> read_value(std::string_view json, Intake intake) {
  return read_json(std::make_shared<const SourceText>(
      "the value", std::string(json), Position(), std::move(intake)));
}

Result<DocumentPtr> read(const SourcePtr& source) {
  constexpr std::string_view kBlank = " \t\r\n\xEF\xBB\xBF";
  const std::string_view text = source->text();
  const std::size_t first = text.find_first_not_of(kBlank);
  // A comment of JavaScript is none of YAML: what begins with one was meant to be JSON.
  if (first == std::string_view::npos ||
      std::string_view("{[/").find(text[first]) != std::string_view::npos) {
    return read_json(source);
  }
  return read_yaml(source);
}

}  // namespace remora::json
