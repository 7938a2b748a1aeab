#include "engine/edit/layout.h"

#include <algorithm>
#include <map>
#include <optional>
#include <utility>

namespace remora::edit {

namespace {

constexpr std::size_t kLongestLine = 120;

/// Counts how often each way of writing occurs.
class Poll {
 public:
  void add(std::string_view way) { ++votes_[std::string(way)]; }

  [[nodiscard]] std::optional<std::string> winner() const {
    const auto most =
        std::max_element(votes_.begin(), votes_.end(), [](const auto& a, const auto& b) {
          return a.second < b.second;
        });
    return most == votes_.end() ? std::nullopt : std::optional(most->first);
  }

 private:
  std::map<std::string, int> votes_;
};

bool is_container(const json::Value& value) {
  return value.is_array() || value.is_object();
}

/// A child of an array or object with its whole extent: of a member, from its name on.
struct Child {
  std::optional<json::Value> name;
  json::Value value;

  [[nodiscard]] std::uint32_t begin() const { return (name ? *name : value).span().begin; }
};

std::vector<Child> children_of(const json::Value& value) {
  std::vector<Child> children;
  for (const json::Value& element : value.elements()) {
    children.push_back({std::nullopt, element});
  }
  for (const json::Member& member : value.members()) {
    children.push_back({member.key, member.value});
  }
  return children;
}

bool all_scalars(const std::vector<Child>& children) {
  return std::none_of(children.begin(), children.end(), [](const Child& child) {
    return is_container(child.value);
  });
}

/// What a text does, seen in a part of it.
class Habits {
 public:
  explicit Habits(std::string_view text) : text_(text) {}

  void look_at(const json::Value& value) {  // NOLINT(misc-no-recursion): as deep as the reader
    const std::vector<Child> children = children_of(value);
    if (children.empty()) {
      return;
    }
    const std::string_view whole = slice(value.span().begin, value.span().end);
    const bool flat = whole.find('\n') == std::string_view::npos;
    const std::string_view lead = slice(value.span().begin + 1, children.front().begin());
    if (flat) {
      (value.is_object() ? object_pad : array_pad).add(lead);
      for (std::size_t i = 1; i < children.size(); ++i) {
        const std::string_view between =
            slice(children[i - 1].value.span().end, children[i].begin());
        comma_gap.add(between.substr(between.find(',') + 1));
      }
    } else if (const std::size_t line = lead.rfind('\n'); line != std::string_view::npos) {
      const std::string_view inner = lead.substr(line + 1);
      const std::string_view outer = indentation_at(text_, value.span().begin);
      if (inner.size() > outer.size() && inner.starts_with(outer)) {
        unit.add(inner.substr(outer.size()));
      }
    }
    vote_on_shape(value, children, flat ? "flat" : "broken");
    for (const Child& child : children) {
      if (child.name) {
        colon.add(slice(child.name->span().end, child.value.span().begin));
      }
      look_at(child.value);
    }
  }

  Poll unit;
  Poll colon;
  Poll comma_gap;
  Poll object_pad;
  Poll array_pad;
  Poll flat_arrays;
  Poll flat_leaf_objects;
  Poll flat_nested_objects;

 private:
  [[nodiscard]] std::string_view slice(std::size_t begin, std::size_t end) const {
    return text_.substr(begin, end - begin);
  }

  void vote_on_shape(const json::Value& value,
                     const std::vector<Child>& children,
                     std::string_view vote) {
    if (value.is_array() && all_scalars(children)) {
      flat_arrays.add(vote);
    } else if (value.is_object() && children.size() == 1) {
      (all_scalars(children) ? flat_leaf_objects : flat_nested_objects).add(vote);
    }
  }

  std::string_view text_;
};

void take(std::string& setting, const Poll& poll) {
  setting = poll.winner().value_or(std::move(setting));
}

void take(bool& setting, const Poll& poll) {
  setting = poll.winner().value_or(setting ? "flat" : "broken") == "flat";
}

bool may_be_flat(const json::Value& value, const Layout& layout) {  // NOLINT(misc-no-recursion)
  const std::vector<Child> children = children_of(value);
  if (children.empty()) {
    return true;
  }
  if (value.is_array()) {
    return layout.flat_arrays && all_scalars(children);
  }
  if (children.size() > 1) {
    return false;
  }
  return all_scalars(children)
             ? layout.flat_leaf_objects
             : layout.flat_nested_objects && may_be_flat(children.front().value, layout);
}

std::string named(const Child& child, const Layout& layout) {
  return child.name ? std::string(child.name->document().source()->slice(child.name->span())) +
                          layout.colon
                    : std::string();
}

// NOLINTNEXTLINE(misc-no-recursion): as deep as the reader
std::string render_flat(const json::Value& value, const Layout& layout) {
  const std::vector<Child> children = children_of(value);
  if (!is_container(value)) {
    return std::string(value.document().source()->slice(value.span()));
  }
  const std::string& pad = value.is_object() ? layout.object_pad : layout.array_pad;
  std::string text(1, value.is_object() ? '{' : '[');
  for (std::size_t i = 0; i < children.size(); ++i) {
    text += i == 0 ? pad : "," + layout.comma_gap;
    text += named(children[i], layout) + render_flat(children[i].value, layout);
  }
  text += children.empty() ? "" : pad;
  return text + (value.is_object() ? '}' : ']');
}

}  // namespace

std::string_view indentation_at(std::string_view text, std::size_t offset) {
  const std::size_t before = text.substr(0, offset).rfind('\n');
  std::size_t begin = before == std::string_view::npos ? 0 : before + 1;
  constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";
  begin += text.substr(begin).starts_with(kByteOrderMark) ? kByteOrderMark.size() : 0;
  const std::size_t end = std::min(text.find_first_not_of(" \t", begin), text.size());
  return text.substr(begin, std::max(end, begin) - begin);
}

Layout Layout::of(const json::Document& document) {
  const std::string_view text = document.source()->text();
  const json::Value root = document.root();
  Layout layout;
  const std::size_t line = text.find('\n');
  layout.line_end =
      line != std::string_view::npos && line > 0 && text[line - 1] == '\r' ? "\r\n" : "\n";
  const std::string_view written = document.source()->slice(root.span());
  layout.one_line = written.find('\n') == std::string_view::npos && !children_of(root).empty();
  Habits habits(text);
  habits.look_at(root);
  take(layout.colon, habits.colon);
  // Who writes no blank behind a colon writes none behind a comma, unless the text shows it.
  layout.comma_gap = layout.colon == ":" ? "" : " ";
  return of(root, std::move(layout));
}

Layout Layout::of(const json::Value& part, Layout elsewhere) {
  Layout layout = std::move(elsewhere);
  Habits habits(part.document().source()->text());
  habits.look_at(part);
  take(layout.colon, habits.colon);
  take(layout.unit, habits.unit);
  take(layout.comma_gap, habits.comma_gap);
  take(layout.object_pad, habits.object_pad);
  take(layout.array_pad, habits.array_pad);
  take(layout.flat_arrays, habits.flat_arrays);
  take(layout.flat_leaf_objects, habits.flat_leaf_objects);
  take(layout.flat_nested_objects, habits.flat_nested_objects);
  return layout;
}

std::string render(const json::Value& value,  // NOLINT(misc-no-recursion): as deep as the reader
                   const Layout& layout,
                   std::string_view indent,
                   Lines lines) {
  if (lines == Lines::One || layout.one_line || !is_container(value)) {
    return render_flat(value, layout);
  }
  if (may_be_flat(value, layout)) {
    std::string flat = render_flat(value, layout);
    if (indent.size() + flat.size() <= kLongestLine) {
      return flat;
    }
  }
  const std::string inner = std::string(indent) + layout.unit;
  std::string text(1, value.is_object() ? '{' : '[');
  bool first = true;
  for (const Child& child : children_of(value)) {
    text += (first ? "" : ",") + layout.line_end + inner;
    text += named(child, layout) + render(child.value, layout, inner, lines);
    first = false;
  }
  if (!first) {
    text += layout.line_end + std::string(indent);
  }
  return text + (value.is_object() ? '}' : ']');
}

}  // namespace remora::edit
