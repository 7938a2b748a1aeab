#include <algorithm>
#include <array>
#include <filesystem>
#include <sstream>
#include <string>
#include <string_view>

#include <boost/test/unit_test.hpp>

#include "cli/files.h"
#include "engine/base/ascii.h"
#include "tests/support/build.h"
#include "tests/support/paths.h"
#include "tests/support/trials.h"

// A file of the project that a message, a page or a comment names is there, and a link leads
// somewhere.
namespace remora::test {

namespace fs = std::filesystem;

namespace {

constexpr auto kFolders =
    std::to_array<std::string_view>({"cli/", "cmake/", "docs/", "engine/", "fixtures/", "tests/"});

bool in_a_name(char c) {
  return is_ascii_letter(c) || is_ascii_digit(c) ||
         std::string_view("_./*-").find(c) != std::string_view::npos;
}

/// The line from `at` as far as a name goes, without what ends a sentence. Of a pattern the folder
/// that it looks into.
std::string_view name_at(std::string_view line, std::size_t at) {
  std::size_t end = at;
  while (end < line.size() && in_a_name(line[end])) {
    ++end;
  }
  std::string_view name = line.substr(at, end - at);
  if (const std::size_t star = name.find('*'); star != std::string_view::npos) {
    name = name.substr(0, name.rfind('/', star) + 1);
  }
  return name.substr(0, name.find_last_not_of(".-") + 1);
}

/// Looks at the names in one file. Those in the texts of tests are made up.
class Reading {
 public:
  Reading(const fs::path& file, Trials& names)
      : file_(file), inside_(fs::relative(file, root())), names_(names) {}

  void line(std::string_view line) {
    ++number_;
    const std::string extension = file_.extension().string();
    const bool is_page = extension == ".md";
    is_shown_ = is_page && line.starts_with("```") ? !is_shown_ : is_shown_;
    if (is_page) {
      look_at_links(line);
    } else if (*inside_.begin() == "tests" && (extension == ".cc" || extension == ".h")) {
      line = comment_in(line);
    }
    look_for_files(line);
    if (!is_shown_) {
      look_for_pages(line);
    }
  }

  static fs::path root() { return source_dir(); }

 private:
  static std::string_view comment_in(std::string_view line) {
    const std::size_t code = line.find_first_not_of(' ');
    const std::size_t begin = line.find(" //");
    return code != line.npos && line.substr(code).starts_with("//")
               ? line
               : line.substr(std::min(begin, line.size()));
  }

  void look_for_files(std::string_view line) {
    for (const std::string_view folder : kFolders) {
      for (std::size_t at = 0; (at = line.find(folder, at)) != line.npos; at += folder.size()) {
        const std::string_view before = line.substr(0, at);
        const bool is_made = before.ends_with("--into ") || before.ends_with("-o ");
        if (!is_made && (before.empty() || !in_a_name(before.back()))) {
          expect(name_at(line, at), {root(), file_.parent_path()});
        }
      }
    }
  }

  void look_for_pages(std::string_view line) {
    constexpr std::string_view kPage = ".md";
    for (std::size_t at = 0; (at = line.find(kPage, at)) != line.npos; at += kPage.size()) {
      std::size_t begin = at;
      while (begin > 0 && in_a_name(line[begin - 1])) {
        --begin;
      }
      const std::string_view name = name_at(line, begin);
      const bool is_variable = begin > 0 && line[begin - 1] == '$';
      if (name.ends_with(kPage) && name.size() > kPage.size() && name.front() != '/' &&
          !is_variable) {
        expect(name, {root(), file_.parent_path(), root() / "docs"});
      }
    }
  }

  void look_at_links(std::string_view line) {
    constexpr std::string_view kLink = "](";
    for (std::size_t at = 0; (at = line.find(kLink, at)) != line.npos;) {
      at += kLink.size();
      const std::string_view target = line.substr(at, line.find_first_of("#)", at) - at);
      if (!target.empty() && target.find(':') == target.npos) {
        expect(target, {file_.parent_path()});
      }
    }
  }

  void expect(std::string_view name, std::initializer_list<fs::path> folders) {
    ++names_;
    const bool is_there = std::any_of(folders.begin(), folders.end(), [&](const fs::path& folder) {
      return fs::exists(folder / name);
    });
    BOOST_TEST(is_there, inside_.string() << ":" << number_ << ": there is no " << name);
  }

  fs::path file_;
  fs::path inside_;
  Trials& names_;
  std::size_t number_ = 0;
  bool is_shown_ = false;  // between the marks of a block of code
};

/// What people wrote; inputs name files of their own.
bool is_read(const fs::path& file) {
  constexpr auto kKinds =
      std::to_array<std::string_view>({".cc", ".h", ".inc", ".md", ".py", ".cmake", ".sh"});
  const std::string extension = file.extension().string();
  return file.filename() == "CMakeLists.txt" ||
         std::find(kKinds.begin(), kKinds.end(), extension) != kKinds.end();
}

void read(const fs::path& file, Trials& names) {
  cli::DiskReader files;
  std::istringstream text(std::string(value_of(files.read(file.string()))->text()));
  Reading reading(file, names);
  for (std::string line; std::getline(text, line);) {
    reading.line(line);
  }
}

}  // namespace

BOOST_AUTO_TEST_SUITE(docs)
BOOST_AUTO_TEST_SUITE(file_names)

BOOST_AUTO_TEST_CASE(every_file_that_is_named_is_there) {
  Trials names("names", 1'700);
  for (const char* file : {"README.md", "CMakeLists.txt", "dev"}) {
    read(Reading::root() / file, names);
  }
  for (const std::string_view folder : kFolders) {
    fs::recursive_directory_iterator entry(Reading::root() / folder);
    for (; entry != fs::recursive_directory_iterator(); ++entry) {
      if (entry->path().filename() == "node_modules") {
        entry.disable_recursion_pending();  // what `./dev page` brought
      } else if (entry->is_regular_file() && is_read(entry->path())) {
        read(entry->path(), names);
      }
    }
  }
}

BOOST_AUTO_TEST_SUITE_END()
BOOST_AUTO_TEST_SUITE_END()

}  // namespace remora::test
