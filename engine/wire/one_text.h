#pragma once

#include <memory>
#include <string>
#include <utility>

#include "engine/base/file_reader.h"

namespace remora::wire {

/// A reader that knows one text by its name, and no file.
class OneText : public FileReader {
 public:
  OneText(std::string name, std::string text, Intake intake = {})
      : source_(std::make_shared<const SourceText>(
            std::move(name), std::move(text), Position{}, std::move(intake))) {}

  Result<SourcePtr> read(const std::string& path) override {
    return path == source_->name() ? Result<SourcePtr>(source_)
                                   : fail(Error::at({}, "the endpoint has no files"));
  }

 private:
  SourcePtr source_;
};

}  // namespace remora::wire
