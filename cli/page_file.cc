#include "cli/page_file.h"

#include <filesystem>
#include <fstream>
#include <iterator>
#include <system_error>
#include <utility>

namespace remora::cli {

namespace {

namespace fs = std::filesystem;

/// Where the page keeps its world, and that it has none.
constexpr std::string_view kPlace = "<script type=\"application/json\" id=\"world\">";
constexpr std::string_view kNone = "null</script>";

constexpr const char* kHowToMake =
    "`./dev page` makes build/page/remora.html of remora's sources; --page FILE names one";

auto no_page(std::string message, std::string hint) {
  return fail(Error::at({}, std::move(message), std::move(hint)));
}

/// Where a page can be: relative to the program, which links do not hide.
fs::path page_beside_program() {
  std::error_code problem;
  const fs::path folder = fs::read_symlink("/proc/self/exe", problem).parent_path();
  for (const char* place : {"../share/remora/remora.html", "../page/remora.html"}) {
    if (fs::path path = folder / place; fs::is_regular_file(path, problem)) {
      return path;
    }
  }
  return {};
}

/// JSON as it may stand in an element of HTML: there `</script>` and `<!--` would mean something.
/// Source: WHATWG HTML, "Restrictions for contents of script elements".
std::string escaped(std::string_view json) {
  std::string text;
  text.reserve(json.size());
  for (const char c : json) {
    if (c == '<') {
      text += "\\u003c";
    } else {
      text += c;
    }
  }
  return text;
}

}  // namespace

Result<std::string> read_page(const std::string& named) {
  const fs::path path = named.empty() ? page_beside_program() : fs::path(named);
  if (path.empty()) {
    return no_page("the page is not installed with this program", kHowToMake);
  }
  std::error_code ignored;
  std::ifstream file(path, std::ios::binary);
  if (!file || !fs::is_regular_file(path, ignored)) {
    return no_page("there is no page " + path.string(), kHowToMake);
  }
  return std::string(std::istreambuf_iterator<char>(file), {});
}

Result<std::string> page_with(std::string_view page, std::string_view world) {
  const std::size_t place = page.find(kPlace);
  const std::size_t begin = place + kPlace.size();
  if (place == std::string_view::npos || !page.substr(begin).starts_with(kNone)) {
    return no_page("this is no page of remora, or one that holds inputs already", kHowToMake);
  }
  std::string text(page.substr(0, begin));
  text += escaped(world);
  text += page.substr(begin + kNone.find('<'));
  return text;
}

std::string reaching_its_origin(std::string page) {
  constexpr std::string_view kNowhere = "connect-src 'none'";
  const std::size_t at = page.find(kNowhere);
  if (at != std::string::npos) {
    page.replace(at, kNowhere.size(), "connect-src 'self'");
  }
  return page;
}

}  // namespace remora::cli
