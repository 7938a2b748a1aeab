#include "engine/report/difference_report.h"

#include <algorithm>

#include "engine/base/symbol.h"
#include "engine/json/writer.h"
#include "engine/report/delivery_text.h"
#include "engine/report/diagnostic_text.h"
#include "engine/report/words.h"
#include "engine/report/wrap.h"

namespace remora::report {

namespace {

using fixture::Change;
using fixture::Direction;

std::string painted(const Style& style, Direction direction, std::string_view text) {
  switch (direction) {
    case Direction::Better:
      return style.green(text);
    case Direction::Worse:
      return style.red(text);
    case Direction::Other:
      return style.yellow(text);
    case Direction::Same:
      break;
  }
  return style.dim(text);
}

std::string_view sign(Direction direction) {
  switch (direction) {
    case Direction::Better:
      return "+";
    case Direction::Worse:
      return "-";
    case Direction::Other:
      return "~";
    case Direction::Same:
      break;
  }
  return "=";
}

std::string what_happened(const Change& change) {
  if (change.before.empty()) {
    return change.after + ", in the second only";
  }
  if (change.after.empty()) {
    return change.before + ", in the first only";
  }
  if (change.before == change.after) {
    return change.after + (change.direction == Direction::Same
                               ? " as before"
                               : ", but with another answer or cause");
  }
  return change.before + " → " + change.after;
}

std::string details(const Change& change, const TextOptions& options) {
  std::string out;
  if (change.error_after != change.error_before && !change.error_after.empty()) {
    out += "    " + one_line(change.error_after) + "\n";
  }
  for (const fixture::RequestFlip& flip : change.requests) {
    out += paragraph(flip.principal + " " + flip.action + ": " +
                         std::string(verdict_word(flip.before)) + " → " +
                         std::string(verdict_word(flip.after)),
                     4,
                     options);
    out += "      on " + one_line(flip.resource) + "\n";
  }
  if (!change.why.empty()) {
    out += paragraph("because " + change.why, 4, options);
  }
  if (change.breach) {
    const Diagnostic remark{Severity::Error, {}, change.breach->place, {}, {}};
    out += "    " + std::string(change.breach->gone ? "gone: " : "changed: ") +
           to_string(change.breach->place) + "\n" +
           indent_lines(excerpt_text(remark, Style(options.color)), 4);
  }
  return out;
}

std::int64_t count(const std::vector<Change>& changes, Direction direction) {
  return std::count_if(changes.begin(), changes.end(), [direction](const Change& change) {
    return change.direction == direction;
  });
}

}  // namespace

std::string difference_text(const std::vector<Change>& changes, const TextOptions& options) {
  const Style style(options.color);
  std::size_t column = 0;
  for (const Change& change : changes) {
    column = std::max(column, change.id.size() + 2);
  }
  std::string out;
  for (const Change& change : changes) {
    if (change.direction == Direction::Same && options.quiet) {
      continue;
    }
    out += painted(style, change.direction, sign(change.direction)) + " " +
           style.bold(pad(change.id, column)) +
           painted(style, change.direction, what_happened(change)) + "\n";
    if (change.direction != Direction::Same) {
      out += details(change, options);
    }
  }
  const auto number = [&](Direction direction) {
    return std::to_string(count(changes, direction));
  };
  out += "\n" + number(Direction::Worse) + " worse, " + number(Direction::Better) + " better, " +
         number(Direction::Other) + " otherwise changed, " + number(Direction::Same) +
         " the same\n";
  return readable(out);
}

std::string difference_json(const std::vector<Change>& changes) {
  json::Writer writer(json::Writer::Style::Indented);
  const auto text_or_null = [&](std::string_view name, const std::string& text) {
    writer.key(name);
    text.empty() ? writer.null() : writer.string(readable(text));
  };
  writer.begin_object().member("schemaVersion", std::int64_t{1}).key("changes").begin_array();
  for (const Change& change : changes) {
    writer.begin_object().member("id", change.id);
    text_or_null("before", change.before);
    text_or_null("after", change.after);
    writer.member("direction", to_string(change.direction));
    text_or_null("errorBefore", change.error_before);
    text_or_null("errorAfter", change.error_after);
    text_or_null("why", change.why);
    writer.key("breach");
    if (change.breach) {
      const Place& place = change.breach->place;
      writer.begin_object().member("file", place.file());
      writer.member("line", std::int64_t{place.begin().line});
      writer.member("column", std::int64_t{place.begin().column});
      writer.member("gone", change.breach->gone).end_object();
    } else {
      writer.null();
    }
    writer.key("requests").begin_array();
    for (const fixture::RequestFlip& flip : change.requests) {
      writer.begin_object().member("principal", flip.principal).member("action", flip.action);
      writer.member("resource", readable(flip.resource)).member("before", to_string(flip.before));
      writer.member("after", to_string(flip.after)).end_object();
    }
    writer.end_array().end_object();
  }
  writer.end_array().key("summary").begin_object();
  for (const Direction direction :
       {Direction::Worse, Direction::Better, Direction::Other, Direction::Same}) {
    writer.member(to_string(direction), count(changes, direction));
  }
  return writer.end_object().end_object().take() + "\n";
}

}  // namespace remora::report
