#include <algorithm>

#include "engine/report/html_request.h"
#include "engine/report/markup.h"
#include "engine/report/words.h"

namespace remora::report {

namespace {

using explanation::FlowStep;
using explanation::Passage;

// Units of the picture.
constexpr int kBoxWidth = 116;
constexpr int kBoxHeight = 66;
constexpr int kGap = 22;
constexpr int kStart = 96;  // what stands before the first box
constexpr int kTop = 8;
constexpr int kAnswerWidth = 104;
constexpr int kAnswerHeight = 30;
constexpr int kDrop = 34;  // from a box down to the answer

std::string attribute(std::string_view name, int value) {
  return " " + std::string(name) + "=\"" + std::to_string(value) + "\"";
}

std::string text_at(int x, int y, std::string_view css_class, std::string_view text) {
  return "<text class=\"" + std::string(css_class) + "\"" + attribute("x", x) + attribute("y", y) +
         ">" + escape_markup(text) + "</text>";
}

/// An arrow to the right or down, ending in a head.
std::string arrow(int x, int y, int to_x, int to_y) {
  constexpr int kHead = 7;
  const bool down = to_x == x;
  std::string out = "<path d=\"M" + std::to_string(x) + " " + std::to_string(y) + "L" +
                    std::to_string(down ? to_x : to_x - kHead) + " " +
                    std::to_string(down ? to_y - kHead : to_y) + "\"/>";
  const auto point = [](int px, int py) { return std::to_string(px) + " " + std::to_string(py); };
  out += "<path class=\"head\" d=\"M" + point(to_x, to_y) + "L";
  out += down ? point(to_x - 4, to_y - kHead) + "L" + point(to_x + 4, to_y - kHead)
              : point(to_x - kHead, to_y - 4) + "L" + point(to_x - kHead, to_y + 4);
  return out + "Z\"/>";
}

std::string rectangle(int x, int y, int width, int height, int radius) {
  return "<rect" + attribute("x", x) + attribute("y", y) + attribute("width", width) +
         attribute("height", height) + attribute("rx", radius) + "/>";
}

/// The words of a box in two lines.
std::pair<std::string_view, std::string_view> two_lines(std::string_view words) {
  constexpr std::size_t kLine = 16;
  if (words.size() <= kLine) {
    return {words, {}};
  }
  const std::size_t blank = words.rfind(' ', kLine);
  return blank == std::string_view::npos
             ? std::pair(words, std::string_view())
             : std::pair(words.substr(0, blank), words.substr(blank + 1));
}

std::string box(const FlowStep& step, int x) {
  const int middle = x + kBoxWidth / 2;
  const auto [first, second] = two_lines(info(step.box).words);
  std::string out = "<g class=\"" + std::string(colour(step.passage)) + "\">";
  out += "<title>" + escape_markup(step.why) + "</title>";
  out += rectangle(x, kTop, kBoxWidth, kBoxHeight, 6);
  out += text_at(middle, kTop + (second.empty() ? 28 : 20), "label", first);
  if (!second.empty()) {
    out += text_at(middle, kTop + 36, "label", second);
  }
  out += text_at(middle,
                 kTop + 56,
                 "word",
                 std::string(mark(step.passage)) + " " + std::string(to_string(step.passage)));
  return out + "</g>";
}

std::string answer_box(std::string_view answer, Match match, int x, int y) {
  return "<g class=\"" + std::string(report::colour(match)) + "\">" +
         rectangle(x, y, kAnswerWidth, kAnswerHeight, kAnswerHeight / 2) +
         text_at(x + kAnswerWidth / 2, y + 20, "label word", answer) + "</g>";
}

}  // namespace

std::string_view colour(Match match) {
  switch (match) {
    case Match::Yes:
      return "good";
    case Match::No:
      return "bad";
    case Match::Unknown:
      break;
  }
  return "open";
}

std::string_view colour(Passage passage) {
  const auto match = match_of(passage);
  return match ? colour(*match) : "dim";
}

std::string flow_picture(const std::vector<FlowStep>& steps, std::string_view answer, Match match) {
  const int row = kTop + kBoxHeight / 2;
  const int end = kStart + static_cast<int>(steps.size()) * (kBoxWidth + kGap);
  const auto settles = [](const FlowStep& step) {
    return step.passage == Passage::Stopped || step.passage == Passage::Open;
  };
  const auto settled = std::find_if(steps.begin(), steps.end(), settles);
  const bool falls = settled != steps.end();
  const int height = kTop + kBoxHeight + (falls ? kDrop + kAnswerHeight : 0) + kTop;
  const int width = end + (falls ? 0 : kAnswerWidth) + 4;
  std::string out = "<svg class=\"flow\" role=\"img\" viewBox=\"0 0 " + std::to_string(width) +
                    " " + std::to_string(height) +
                    "\"><title>The way through AWS&#39;s flow chart: " + escape_markup(answer) +
                    "</title>";
  out += text_at(kStart / 2 - 10, row + 4, "", "the request");
  int x = kStart;
  bool asked = true;
  for (const FlowStep& step : steps) {
    out += asked ? "<g>" : "<g class=\"dim\" opacity=\".7\">";
    out += arrow(x - kGap + (x == kStart ? 12 : 0), row, x, row) + box(step, x) + "</g>";
    if (settles(step)) {
      asked = false;
      const int middle = x + kBoxWidth / 2;
      const int bottom = kTop + kBoxHeight;
      out += "<g class=\"" + std::string(report::colour(match)) + "\">" +
             arrow(middle, bottom, middle, bottom + kDrop) + "</g>" +
             answer_box(answer, match, middle - kAnswerWidth / 2, bottom + kDrop);
    }
    x += kBoxWidth + kGap;
  }
  if (!falls) {
    out += "<g>" + arrow(end - kGap, row, end, row) + "</g>" +
           answer_box(answer, match, end, row - kAnswerHeight / 2);
  }
  return out + "</svg>";
}

}  // namespace remora::report
