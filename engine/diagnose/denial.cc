#include "engine/diagnose/denial.h"

#include <algorithm>
#include <array>

#include "engine/diagnose/normalise.h"

namespace remora::diagnose {

namespace {

constexpr auto kPolicyTypes = std::to_array<std::string_view>({"identity-based policy",
                                                               "permissions boundary",
                                                               "resource control policy",
                                                               "resource-based policy",
                                                               "role trust policy",
                                                               "service control policy",
                                                               "session policy",
                                                               "VPC endpoint policy"});

/// Reads one sentence from left to right. Lines break anywhere between two words.
class SentenceReader {
 public:
  explicit SentenceReader(std::string_view text) : text_(text) {}

  /// Goes behind the words if they stand next.
  bool take(std::string_view words) {
    if (!text_.starts_with(words)) {
      return false;
    }
    text_.remove_prefix(words.size());
    return true;
  }

  bool skip_to(std::string_view words) {
    const std::size_t at = text_.find(words);
    text_.remove_prefix(at == std::string_view::npos ? text_.size() : at + words.size());
    return at != std::string_view::npos;
  }

  /// The text up to the next blank, without quotes and without what ends a sentence.
  std::string word() {
    std::string_view found = text_.substr(0, text_.find_first_of(" \f,"));
    text_.remove_prefix(found.size());
    while (!found.empty() && std::string_view("\"'.;)").find(found.back()) != found.npos) {
      found.remove_suffix(1);
    }
    if (!found.empty() && (found.front() == '"' || found.front() == '\'')) {
      found.remove_prefix(1);
    }
    return std::string(found);
  }

  /// One of the policy types, empty if none of them is next.
  std::string policy_type() {
    const auto* const type =
        std::find_if(kPolicyTypes.begin(), kPolicyTypes.end(), [&](std::string_view one) {
          return text_.starts_with(one);
        });
    return type != kPolicyTypes.end() && take(*type) ? std::string(*type) : std::string();
  }

 private:
  std::string_view text_;
};

/// Blanks for line breaks, which a terminal puts between words.
std::string in_one_line(std::string_view text) {
  std::string line = normalise(text);
  std::replace(line.begin(), line.end(), kLineBreak, ' ');
  return line;
}

}  // namespace

std::optional<Denial> find_denial(std::string_view text) {
  const std::string line = in_one_line(text);
  SentenceReader sentence(line);
  Denial denial;
  if (!sentence.skip_to("User: ")) {
    return std::nullopt;
  }
  denial.principal = sentence.word();
  if (!sentence.take(" is not authorized to perform: ")) {
    return std::nullopt;
  }
  denial.action = sentence.word();
  if (sentence.take(" on resource: ")) {
    denial.resource = sentence.word();
  }
  if (sentence.take(" because no ")) {
    denial.policy_type = sentence.policy_type();
  } else if (sentence.take(" with an explicit deny in ")) {
    denial.explicitly = true;
    if (sentence.take("a ") || sentence.take("an ") || sentence.take("the ")) {
      denial.policy_type = sentence.policy_type();
    }
    if (sentence.take(": ")) {
      std::string arn = sentence.word();
      denial.policy_arn = arn.starts_with("arn:") ? std::move(arn) : std::string();
    }
  }
  return denial;
}

std::string describe(const Denial& denial) {
  std::string text = "IAM denies " + denial.action + " to " + denial.principal;
  if (denial.policy_type.empty()) {
    return text + ", and does not say by which policy";
  }
  if (!denial.explicitly) {
    return text + ": no " + denial.policy_type + " allows it";
  }
  text += ": a Deny in ";
  text += denial.policy_arn.empty() ? "a " + denial.policy_type
                                    : "the " + denial.policy_type + " " + denial.policy_arn;
  return text;
}

}  // namespace remora::diagnose
