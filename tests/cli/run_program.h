#pragma once

#include <filesystem>
#include <string>
#include <vector>

/// What a run of the program left behind.
struct ProgramRun {
  int status = -1;
  std::string out;
  std::string err;
};

/// Runs the remora program with these arguments in the source folder, standard input from a text.
ProgramRun run_remora(const std::vector<std::string>& arguments, const std::string& input = {});

/// Runs a shell command in the source folder, with `remora` on the PATH being the program.
ProgramRun run_shell(const std::string& command);

/// Stops the test if that command fails, which only a tool that is not installed explains. Never is
/// a test left out for it: `./dev test` installs what they need.
void need(const std::string& command);

/// Says that the test is left out, in a line that `./dev test` repeats at its end.
void skip(const std::string& reason);

/// A new empty folder that is removed at the end of the scope.
class TemporaryFolder {
 public:
  TemporaryFolder();
  TemporaryFolder(const TemporaryFolder&) = delete;
  TemporaryFolder& operator=(const TemporaryFolder&) = delete;
  ~TemporaryFolder();

  [[nodiscard]] const std::filesystem::path& path() const { return path_; }

  /// Writes a file in it and returns its path.
  std::string write(const std::string& name, const std::string& text) const;

 private:
  std::filesystem::path path_;
};

std::string read_text(const std::filesystem::path& path);

/// True if the text has the part anywhere.
bool contains(const std::string& text, const std::string& part);
