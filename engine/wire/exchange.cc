#include "engine/wire/exchange.h"

#include <algorithm>
#include <array>

#include "engine/aws/partition.h"
#include "engine/wire/xml.h"

namespace remora::wire {

namespace {

constexpr auto kTexts = std::to_array<ServiceMessage>({
#define REMORA_WIRE_TEXT(id, service, code, status, text, origin, source) \
  {#id, service, code, status, text, Origin::origin, source},
#include "engine/wire/texts.inc"
#undef REMORA_WIRE_TEXT
});

struct Civil {
  std::int64_t year = 0;
  unsigned month = 0;
  unsigned day = 0;
  unsigned weekday = 0;     // 0: Sunday
  std::int64_t second = 0;  // of the day
};

/// Source: Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms", civil_from_days.
Civil civil(Time time) {
  const std::int64_t seconds = time / 1000;
  const std::int64_t days = seconds / 86400;
  const std::int64_t shifted = days + 719468;
  const std::int64_t era = shifted / 146097;
  const auto of_era = static_cast<unsigned>(shifted - era * 146097);
  const unsigned year = (of_era - of_era / 1460 + of_era / 36524 - of_era / 146096) / 365;
  const unsigned of_year = of_era - (365 * year + year / 4 - year / 100);
  const unsigned month = (5 * of_year + 2) / 153;
  Civil found;
  found.day = of_year - (153 * month + 2) / 5 + 1;
  found.month = month < 10 ? month + 3 : month - 9;
  found.year = std::int64_t{year} + era * 400 + (found.month <= 2 ? 1 : 0);
  found.weekday = static_cast<unsigned>((days + 4) % 7);
  found.second = seconds % 86400;
  return found;
}

/// The number with zeros in front of it, so that it has at least that many digits.
std::string padded_number(std::int64_t number, std::size_t digits) {
  const std::string text = std::to_string(number);
  return std::string(digits - std::min(digits, text.size()), '0') + text;
}

std::string clock_time(std::int64_t second) {
  return padded_number(second / 3600, 2) + ":" + padded_number(second / 60 % 60, 2) + ":" +
         padded_number(second % 60, 2);
}

}  // namespace

std::span<const ServiceMessage> texts() {
  return kTexts;
}

Fault fault(Text text, std::initializer_list<Hole> holes) {
  const ServiceMessage& row = kTexts[static_cast<std::size_t>(text)];
  return {std::string(row.code), fill_holes(row.text, holes), row.http_status};
}

std::optional<json::Value> Exchange::value(std::string_view name) const {
  auto found = input == nullptr ? std::nullopt : input->root().find(name);
  return found && found->is_null() ? std::nullopt : found;
}

std::optional<std::string> Exchange::text(std::string_view name) const {
  if (input == nullptr) {
    const std::string* const found = routed.form.find(name);
    return found == nullptr ? std::nullopt : std::optional(*found);
  }
  const auto found = value(name);
  return found && !found->is_object() && !found->is_array()
             ? std::optional<std::string>(found->text())
             : std::nullopt;
}

std::string Exchange::text_or(std::string_view name, std::string_view otherwise) const {
  return text(name).value_or(std::string(otherwise));
}

std::optional<bool> Exchange::flag(std::string_view name) const {
  const auto found = text(name);
  return found ? std::optional(*found == "true") : std::nullopt;
}

std::vector<std::string> Exchange::list(std::string_view name) const {
  if (input == nullptr) {
    return routed.form.list(name);
  }
  std::vector<std::string> texts;
  if (const auto found = value(name); found && found->is_array()) {
    for (const json::Value& one : found->elements()) {
      texts.emplace_back(one.text());
    }
  }
  return texts;
}

Tags Exchange::tags(std::string_view name, std::string_view key, std::string_view tag_value) const {
  if (input == nullptr) {
    return routed.form.pairs(std::string(name) + ".member", key, tag_value);
  }
  Tags found;
  if (const auto list = value(name); list && list->is_array()) {
    for (const json::Value& one : list->elements()) {
      const auto first = one.find(key);
      const auto second = one.find(tag_value);
      if (first) {
        found.emplace_back(first->text(), second ? second->text() : std::string_view());
      }
    }
  }
  return found;
}

std::string_view Exchange::partition() const {
  return partition_of_region(caller.region);
}

std::string Exchange::arn(std::string_view service, std::string_view resource) const {
  const bool global = service == "iam" || service == "sts" || service == "organizations";
  std::string text = "arn:";
  text.append(partition()).append(":").append(service).append(":");
  text.append(global ? std::string_view() : std::string_view(caller.region)).append(":");
  return text.append(caller.account).append(":").append(resource);
}

std::string Exchange::new_id() const {
  return uuid(state.settings.seed + 1, ++state.made);
}

std::string Exchange::unique_id(std::string_view prefix) const {
  std::string id(prefix);
  for (const char c : new_id()) {
    if (c != '-' && id.size() < 21) {
      id += c >= 'a' ? static_cast<char>(c - 'a' + 'A') : c;
    }
  }
  return id;
}

Fault not_known(const std::vector<UnknownPtr>& missing) {
  return fault(Text::Undetermined, {{"reason", describe(missing)}});
}

Fault missing(const Exchange& exchange, std::string_view member) {
  std::string name(member);
  name[0] = ascii_lower(name[0]);
  return fault(exchange.routed.protocol == Protocol::Json ? Text::NullMember : Text::NullParameter,
               {{"member", name}});
}

Reply json_reply(json::Writer& writer) {
  Reply reply;
  reply.body = writer.take();
  return reply;
}

Reply empty_reply() {
  return {};
}

Reply query_reply(const Exchange& exchange, std::string_view result) {
  const std::string& name = exchange.routed.operation;  // one that is known
  Reply reply;
  reply.body = "<" + name + "Response xmlns=\"" +
               std::string(names_of(exchange.routed.service).xmlns) + "\">";
  if (!result.empty()) {
    reply.body += "<" + name + "Result>" + std::string(result) + "</" + name + "Result>";
  }
  reply.body += "<ResponseMetadata>" + xml_element("RequestId", exchange.request_id) +
                "</ResponseMetadata></" + name + "Response>";
  return reply;
}

Reply xml_reply(std::string_view root, std::string_view content) {
  Reply reply;
  reply.body = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<" + std::string(root) +
               " xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\">" + std::string(content) + "</" +
               std::string(root) + ">";
  return reply;
}

void write_time(json::Writer& writer, std::string_view name, Time time) {
  writer.key(name).raw(std::to_string(time / 1000) + "." + padded_number(time % 1000, 3));
}

std::string iso_time(Time time, bool milliseconds) {
  const Civil at = civil(time);
  return padded_number(at.year, 4) + "-" + padded_number(at.month, 2) + "-" +
         padded_number(at.day, 2) + "T" + clock_time(at.second) +
         (milliseconds ? "." + padded_number(time % 1000, 3) : std::string()) + "Z";
}

std::string http_time(Time time) {
  constexpr std::array<const char*, 7> kDays = {"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
  constexpr std::array<const char*, 12> kMonths = {
      "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
  const Civil at = civil(time);
  return std::string(kDays[at.weekday]) + ", " + padded_number(at.day, 2) + " " +
         kMonths[at.month - 1] + " " + padded_number(at.year, 4) + " " + clock_time(at.second) +
         " GMT";
}

}  // namespace remora::wire
