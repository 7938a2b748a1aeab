#pragma once

#include <string>

#include "engine/base/diagnostic.h"
#include "engine/report/style.h"

namespace remora::report {

/// A remark for people: its line as `to_string` writes it, and below the line of the text that it
/// is about with its place marked, at most 100 columns wide. Each line ends with a line end.
///
///     policy.json:3:20: error: a comma is missing behind "Allow", write one
///      3 |   "Effect": "Allow"
///        |                    ^
///
/// Of the remarks the notes have a language: what was assumed, and what is not known. `note` itself
/// stays, as editors and CI know the line by it.
std::string diagnostic_text(const Diagnostic& diagnostic,
                            const Style& style,
                            Language language = Language::English);

/// The marked line alone, with its marks; empty where there is nothing to show.
std::string excerpt_text(const Diagnostic& diagnostic, const Style& style);

}  // namespace remora::report
