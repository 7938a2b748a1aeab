#pragma once

#include <string>
#include <string_view>

/// Texts as people paste them, made comparable with AWS's own: what editors, terminals, browsers
/// and chats put around and into a sentence is taken away, what was said stays.
namespace remora::diagnose {

/// Separators in normalised text. Where a line ended is kept, because a terminal breaks lines in
/// the middle of words too; an empty line ends a sentence for good.
constexpr char kLineBreak = '\n';
constexpr char kParagraphBreak = '\f';

/// `text` without escapes (JSON, HTML entities and tags, Markdown, quoted-printable, terminal
/// colours), with straight quotes and three dots for an ellipsis; each line without its margins
/// (indents, `>`, `//`, `#`, list and table marks, box lines, line numbers, the time and the level
/// of a log, the label that all lines have) and without Markdown's backticks and bold marks; runs
/// of blanks as one. Lines are joined by kLineBreak, paragraphs (and code fences) by
/// kParagraphBreak.
std::string normalise(std::string_view text);

}  // namespace remora::diagnose
