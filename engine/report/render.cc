#include "engine/report/render.h"

#include "engine/report/check_json.h"
#include "engine/report/delivery_markdown.h"
#include "engine/report/html.h"

namespace remora::report {

std::string render(std::span<const fixture::ScenarioReport> reports,
                   std::string_view format,
                   const ShownAs& as) {
  if (format == "html") {
    return html(reports, as.code);
  }
  return format == "markdown" ? markdown(reports, as.code) : check_json(reports, as);
}

}  // namespace remora::report
