#include "tests/docs/messages_page.h"

#include <algorithm>
#include <set>
#include <string_view>

#include "engine/delivery/call.h"
#include "engine/delivery/messages.h"

namespace remora::test {

namespace {

using delivery::MessageInfo;
using delivery::Origin;

/// Text in a cell of a table: a bar would end the cell.
std::string cell(std::string_view text) {
  std::string escaped;
  for (const char c : text) {
    escaped += c == '|' ? "\\|" : std::string(1, c);
  }
  return escaped;
}

std::string count(std::string_view service, Origin origin) {
  const auto rows = delivery::message_catalogue();
  return std::to_string(std::count_if(rows.begin(), rows.end(), [&](const MessageInfo& row) {
    return row.service == service && row.origin == origin;
  }));
}

std::string section(std::string_view title, std::string_view service) {
  std::string text = "\n## " + std::string(title) + "\n\n" + count(service, Origin::Observed) +
                     " observed, " + count(service, Origin::Documented) + " documented, " +
                     count(service, Origin::Assumed) + " assumed.\n";
  std::set<std::string_view> codes;
  for (const MessageInfo& first : delivery::message_catalogue()) {
    if (first.service != service || !codes.insert(first.code).second) {
      continue;
    }
    text += "\n### " + std::string(first.code) + "\n\nHTTP " + std::to_string(first.http_status) +
            "\n\n| text | known | source |\n|---|---|---|\n";
    for (const MessageInfo& row : delivery::message_catalogue()) {
      if (row.service == service && row.code == first.code) {
        text += "| `" + cell(row.text) + "` | " + std::string(to_string(row.origin)) + " | " +
                cell(row.source) + " |\n";
      }
    }
  }
  return text;
}

}  // namespace

std::string messages_page() {
  std::string sections;
  for (const delivery::ServiceInfo* service : delivery::services()) {
    sections += section(service->title, service->name);
  }
  return "# What AWS answers\n"
         "\n"
         "Every text that AWS answers to the calls and deliveries that remora tries, with its "
         "source. `{...}` is filled in; a\n"
         "prefix or key that was not given prints `null`. "
         "[What observed, documented and assumed mean](explain.md#the-error).\n"
         "\n"
         "This page is made from `engine/delivery/messages.inc` by `./dev docs`. A fixture "
         "expects each text word for word.\n" +
         sections;
}

}  // namespace remora::test
