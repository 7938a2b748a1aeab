#include "engine/report/policy_text.h"

#include <algorithm>

#include "engine/base/utf8.h"
#include "engine/explanation/alignment.h"
#include "engine/report/alignment_text.h"
#include "engine/report/paint.h"
#include "engine/report/statement_text.h"
#include "engine/report/words.h"
#include "engine/report/wrap.h"

namespace remora::report {

namespace {

Match worst(const std::vector<const ElementTrace*>& elements) {
  Match match = Match::Yes;
  for (const ElementTrace* element : elements) {
    match = both(match, element->match);
  }
  return match;
}

std::string cut(const std::string& text, std::size_t columns) {
  if (utf8::display_width(text) <= columns) {
    return text;
  }
  std::string out;
  std::size_t width = 0;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t size = std::max<std::size_t>(1, utf8::valid_size(text, at));
    const std::string_view character = std::string_view(text).substr(at, size);
    width += utf8::display_width(character);
    if (width + 1 > columns) {
      break;
    }
    out += character;
    at += size;
  }
  return out + "…";
}

/// Tabs would put the line out of its columns.
std::string without_tabs(std::string_view text) {
  std::string out;
  for (const char c : text) {
    out += c == '\t' ? std::string("  ") : c == '\r' ? std::string() : std::string(1, c);
  }
  return out;
}

std::size_t leading_blanks(const std::string& text) {
  const std::size_t at = text.find_first_not_of(' ');
  return at == std::string::npos ? text.size() : at;
}

/// What is said beneath a line about one of its elements; empty if there is nothing to say.
std::string note_of(const ElementTrace& element, Language language) {
  if (element.match != Match::Yes) {
    return std::string(element.name()) + ": " + reason_of(element, language);
  }
  if (element.reason != MismatchReason::None) {
    return std::string(element.name()) + ": " + translated(describe(element.reason), language);
  }
  return element.element == Element::Condition && element.presence == Presence::Absent
             ? std::string(element.key) + ": " + say(Say::HoldsAsAbsent, language)
             : std::string();
}

/// Takes the indentation that the lines have in common off them. The first begins at the
/// statement, not at its line's own beginning.
void dedent(std::vector<MarkedLine>& lines) {
  std::size_t common = std::string::npos;
  for (std::size_t i = 1; i < lines.size(); ++i) {
    if (leading_blanks(lines[i].text) < lines[i].text.size()) {
      common = std::min(common, leading_blanks(lines[i].text));
    }
  }
  for (std::size_t i = 1; i < lines.size(); ++i) {
    lines[i].text.erase(0, std::min(common, leading_blanks(lines[i].text)));
  }
}

class Printer {
 public:
  Printer(const StatementTrace& trace,
          const RequestContext& context,
          std::size_t indent,
          const TextOptions& options)
      : trace_(trace),
        context_(context),
        options_(options),
        style_(options.color),
        margin_(indent, ' ') {}

  std::string print(const std::vector<MarkedLine>& lines) {
    digits_ = std::to_string(lines.back().number).size();
    for (const MarkedLine& line : lines) {
      print_line(line);
    }
    return std::move(out_);
  }

 private:
  [[nodiscard]] std::size_t text_at() const { return margin_.size() + 2 + digits_ + 3; }

  void print_line(const MarkedLine& line) {
    const std::string sign = line.elements.empty()
                                 ? " "
                                 : paint(style_, worst(line.elements), mark(worst(line.elements)));
    const std::string number = std::to_string(line.number);
    const std::size_t room = options_.width > text_at() ? options_.width - text_at() : 1;
    out_ += margin_ + sign + " " +
            style_.dim(std::string(digits_ - number.size(), ' ') + number + " │ ") +
            cut(line.text, room) + "\n";
    for (const ElementTrace* element : line.elements) {
      print_note(*element, leading_blanks(line.text));
    }
  }

  void print_note(const ElementTrace& element, std::size_t blanks) {
    const std::string note = note_of(element, options_.language);
    if (note.empty()) {
      return;
    }
    const std::string gutter = margin_ + std::string(2 + digits_, ' ') + style_.dim(" │ ");
    const std::size_t at = std::min<std::size_t>(blanks, 8);
    const auto alignments = explanation::align_values(trace_, element, context_);
    const std::size_t room =
        options_.width > text_at() + at + 2 ? options_.width - text_at() - at - 2 : 1;
    const std::string lead = gutter + std::string(at, ' ') + style_.dim("╰ ");
    const std::string rest = gutter + std::string(at + 2, ' ');
    if (alignments.empty()) {
      put(lead, rest, wrap(note, 0, room), element.match);
      return;
    }
    const std::string policy = say(Say::ThePolicy, options_.language);
    const std::string request = say(Say::TheRequest, options_.language);
    const std::size_t column =
        std::max(utf8::display_width(policy), utf8::display_width(request)) + 2;
    put(lead, rest, translated(describe(element.reason), options_.language), element.match);
    for (const explanation::Alignment& alignment : alignments) {
      const AlignmentLines lines =
          alignment_lines(alignment, room > column ? room - column : 1, options_.language);
      out_ += rest + pad(policy, column) + lines.wanted + "\n";
      out_ += rest + pad(request, column) + lines.got + "\n";
      out_ += rest + pad("", column) + style_.dim(lines.caret) + "\n";
    }
  }

  void put(const std::string& lead, const std::string& rest, std::string_view text, Match match) {
    bool first = true;
    while (!text.empty()) {
      const std::size_t end = std::min(text.find('\n'), text.size());
      out_ += (first ? lead : rest) + paint(style_, match, text.substr(0, end)) + "\n";
      text.remove_prefix(std::min(end + 1, text.size()));
      first = false;
    }
  }

  const StatementTrace& trace_;
  const RequestContext& context_;
  const TextOptions& options_;
  Style style_;
  std::string margin_;
  std::size_t digits_ = 1;
  std::string out_;
};

/// Whether a line of the text is one of its file: not where it is an escaped string.
bool has_lines_of_file(const SourceText& source) {
  const auto end = static_cast<std::uint32_t>(source.text().size());
  return source.position(end).line - source.position(0).line ==
         source.own_position(end).line - source.own_position(0).line;
}

}  // namespace

std::string line_words(const SourceText& source, Span span, Language language) {
  const bool of_file = has_lines_of_file(source);
  const Position at = of_file ? source.position(span.begin) : source.own_position(span.begin);
  return say(of_file ? Say::Line : Say::LineOfPolicy, language, {std::to_string(at.line)});
}

std::vector<MarkedLine> marked_lines(const StatementTrace& trace, const SourceText& source) {
  const std::uint32_t begin = trace.statement->span.begin;
  const std::uint32_t own_first = source.own_position(begin).line;
  const std::uint32_t first = has_lines_of_file(source) ? source.position(begin).line : own_first;
  std::vector<MarkedLine> lines;
  std::string_view rest = source.slice(trace.statement->span);
  while (!rest.empty()) {
    const std::size_t end = std::min(rest.find('\n'), rest.size());
    const auto number = static_cast<std::uint32_t>(first + lines.size());
    lines.push_back({number, without_tabs(rest.substr(0, end)), {}});
    rest.remove_prefix(std::min(end + 1, rest.size()));
  }
  dedent(lines);
  for (const ElementTrace& element : trace.elements) {
    const std::uint32_t at = source.own_position(element.span.begin).line;
    if (at >= own_first && at - own_first < lines.size()) {
      lines[at - own_first].elements.push_back(&element);
    }
  }
  return lines;
}

std::string policy_text(const StatementTrace& trace,
                        const SourcePtr& source,
                        const RequestContext& context,
                        std::size_t indent,
                        const TextOptions& options) {
  return Printer(trace, context, indent, options).print(marked_lines(trace, *source));
}

}  // namespace remora::report
