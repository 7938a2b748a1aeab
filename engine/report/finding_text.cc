#include "engine/report/finding_text.h"

#include <algorithm>

#include "engine/base/symbol.h"
#include "engine/base/utf8.h"
#include "engine/base/visible.h"
#include "engine/report/wrap.h"

namespace remora::report {

using fixture::Finding;

namespace {

constexpr std::size_t kMostOfText = 600;

/// On one line, whatever names of the input stand in it.
std::string shown(std::string_view text) {
  return visible(readable(text), kMostOfText);
}

void write_finding_place(json::Writer& writer, const Place& place) {
  const Position at = place.begin();
  writer.begin_object().member("file", place.file());
  writer.member("line", json::as_number(at.line)).member("column", json::as_number(at.column));
}

}  // namespace

std::vector<const Finding*> findings_of(const fixture::ScenarioReport& report,
                                        const std::string& delivery) {
  std::vector<const Finding*> found;
  for (const Finding& finding : report.scenario->findings) {
    // Also where the delivery is not the one that is shown.
    const auto& all = report.scenario->deliveries;
    const auto is_its = [&](const fixture::ScenarioDelivery& one) {
      return one.call.id == finding.delivery;
    };
    if (delivery.empty() ? std::none_of(all.begin(), all.end(), is_its)
                         : finding.delivery == delivery) {
      found.push_back(&finding);
    }
  }
  return found;
}

std::vector<std::string> other_places(const Finding& finding, Language language) {
  std::vector<std::string> places;
  for (const auto& [place, what] : finding.others) {
    const std::string words = translated(shown(what), language);
    places.push_back(place.known() ? say(Say::WhatAt, language, {words, to_string(place)}) : words);
  }
  return places;
}

std::string finding_text(const Finding& finding, const TextOptions& options) {
  const Style style(options.color);
  const std::string what =
      translated(shown(finding.message), options.language) + " [" + finding.code + "]";
  const std::string name = style.yellow(say(Say::Finding, options.language)) + ": ";
  const std::size_t indent = 4 + utf8::display_width(say(Say::Finding, options.language));
  const std::string place = to_string(finding.place);
  if (options.quiet) {
    return "  " + name + what + (place.empty() ? "" : ", " + place) + "\n";
  }
  std::string out = "\n  " + name + wrap(what, indent, options.width) + "\n";
  const auto add = [&](const std::string& text) {
    out += text.empty() ? "" : "    " + wrap(text, 4, options.width) + "\n";
  };
  add(place.empty() ? place : say(Say::At, options.language, {place}));
  for (const std::string& other : other_places(finding, options.language)) {
    add(other);
  }
  add(translated(shown(finding.hint), options.language));
  return out;
}

void write_findings(json::Writer& writer, std::span<const fixture::ScenarioReport> reports) {
  writer.key("findings").begin_array();
  for (const fixture::ScenarioReport& report : reports) {
    for (const Finding& finding : report.scenario->findings) {
      writer.begin_object().member("input", report.input()).member("code", finding.code);
      writer.key("delivery");
      finding.delivery.empty() ? writer.null() : writer.string(readable(finding.delivery));
      writer.member("message", readable(finding.message)).member("hint", readable(finding.hint));
      writer.key("place");
      if (finding.place.known()) {
        write_finding_place(writer, finding.place);
        writer.end_object();
      } else {
        writer.null();
      }
      writer.key("others").begin_array();
      for (const auto& [place, what] : finding.others) {
        if (place.known()) {
          write_finding_place(writer, place);
        } else {
          writer.begin_object();
        }
        writer.member("what", readable(what)).end_object();
      }
      writer.end_array().end_object();
    }
  }
  writer.end_array();
}

}  // namespace remora::report
