#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/answer/answer.h"
#include "engine/json/writer.h"
#include "engine/remedy/remedy.h"
#include "engine/report/language.h"
#include "engine/wrapping/wrapping.h"

namespace remora::report {

/// What an edit does, to stand before its statement: `Add this statement to FILE`, `Change the
/// statement at FILE:LINE:COLUMN: add "kms:Decrypt" to Action. It then reads`.
std::string headline(const remedy::Edit& edit, Language language = Language::English);

/// The statements that an edit changes or adds, as they then read.
std::vector<std::string> statements_of(const remedy::Edit& edit);

/// The language in which an edit is shown: the one that was asked for, else that of the file.
code::Language language_of(const remedy::Edit& edit, std::optional<code::Language> wanted);

/// The statements of an edit in a language.
std::vector<std::string> code_of(const remedy::Edit& edit, code::Language language);

/// The member `code` of an edit: its statements in a language that is not JSON, or that was asked
/// for. Nothing else.
void write_code(json::Writer& writer,
                const remedy::Edit& edit,
                std::optional<code::Language> wanted);

/// What to put in the place of the symbols in an edit's statements, in a sentence; empty if there
/// are none.
std::string replacements_in(const remedy::Edit& edit, Language language = Language::English);

/// Where an edit is made: the statement's place, the file, or whose policy it would be.
std::string place_of(const remedy::Edit& edit, Language language = Language::English);

/// `as documented in AWS's page`; empty if it is not.
std::string documented_in(const remedy::Edit& edit, Language language = Language::English);

/// What to do once a delivery is mended: what it tells itself, and the tool that made it or shows
/// its refusal.
std::vector<std::string> next_steps_of(const answer::Answer& answer,
                                       std::optional<wrapping::Form> as);

/// What to do where no policy helps.
std::string sentence_of(const remedy::Advice& advice, Language language = Language::English);

/// After a change of what Terraform made.
constexpr std::string_view kAfterTerraform = "apply again";

/// Over what mends a delivery.
inline std::string heading_of(const remedy::Remedy& remedy, Language language = Language::English) {
  return say(remedy.verified ? Say::FixVerified : Say::FixKnown, language);
}

}  // namespace remora::report
