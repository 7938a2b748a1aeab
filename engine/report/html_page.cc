#include "engine/report/html_page.h"

#include "engine/report/markup.h"

namespace remora::report {

namespace {

constexpr std::string_view kStyle =
#include "engine/report/html_style.inc"
    ;

}  // namespace

std::string page_head(std::string_view title) {
  std::string out =
      "<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">"
      "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">"
      "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; "
      "style-src 'unsafe-inline'; img-src data:\">"
      "<link rel=\"icon\" href=\"data:,\"><title>" +
      escape_markup(title) + "</title><style>";
  out += kStyle;
  return out + "</style></head><body><a class=\"skip\" href=\"#main\">to the results</a>";
}

std::string page_foot() {
  return "<footer>Made by remora " + std::string(REMORA_VERSION) +
         ", offline, from policy files. ✓ fits, ✗ does not, ? is not "
         "known.</footer></body></html>\n";
}

}  // namespace remora::report
