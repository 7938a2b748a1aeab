#include "tests/cli/run_program.h"

#include <cstdlib>
#include <fstream>
#include <iostream>
#include <sstream>

#include <boost/test/unit_test.hpp>

#include "tests/support/paths.h"
#include <sys/wait.h>

namespace {

namespace fs = std::filesystem;

std::string quoted(const std::string& text) {
  std::string out = "'";
  for (const char c : text) {
    out += c == '\'' ? std::string("'\\''") : std::string(1, c);
  }
  return out + "'";
}

}  // namespace

TemporaryFolder::TemporaryFolder() {
  std::string pattern = (fs::temp_directory_path() / "remora-test-XXXXXX").string();
  path_ = ::mkdtemp(pattern.data());
}

TemporaryFolder::~TemporaryFolder() {
  std::error_code ignored;
  fs::remove_all(path_, ignored);
}

std::string TemporaryFolder::write(const std::string& name, const std::string& text) const {
  const fs::path file = path_ / name;
  fs::create_directories(file.parent_path());
  std::ofstream(file, std::ios::binary) << text;
  return file.string();
}

std::string read_text(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  std::stringstream text;
  text << file.rdbuf();
  return text.str();
}

ProgramRun run_shell(const std::string& command) {
  const TemporaryFolder folder;
  const std::string out = (folder.path() / "out").string();
  const std::string err = (folder.path() / "err").string();
  const std::string binary_folder = fs::path(remora::test::program_path()).parent_path().string();
  const std::string line = "cd " + quoted(remora::test::source_dir()) +
                           " && PATH=" + quoted(binary_folder) +
                           ":$PATH && export NO_COLOR=1 COLUMNS=100 LC_ALL=C.UTF-8 && { " +
                           command + "\n} >" + quoted(out) + " 2>" + quoted(err);
  ProgramRun run;
  const int status = std::system(line.c_str());
  run.status = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
  run.out = read_text(out);
  run.err = read_text(err);
  return run;
}

ProgramRun run_remora(const std::vector<std::string>& arguments, const std::string& input) {
  const TemporaryFolder folder;
  std::string command = quoted(remora::test::program_path());
  for (const std::string& argument : arguments) {
    command += " " + quoted(argument);
  }
  command += " <" + quoted(folder.write("in", input));
  return run_shell(command);
}

void need(const std::string& command) {
  const ProgramRun run = run_shell(command);
  BOOST_REQUIRE_MESSAGE(run.status == 0,
                        command << ": " << run.err << " (`./dev test` installs it)");
}

void skip(const std::string& reason) {
  std::cout << "skipped: " << boost::unit_test::framework::current_test_unit().full_name() << ": "
            << reason << std::endl;
}

bool contains(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}
