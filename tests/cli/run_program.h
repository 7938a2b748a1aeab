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
