#include "engine/wire/fact_writer.h"

#include "engine/base/symbol.h"
#include "engine/input/variables.h"
#include "engine/wire/attempt.h"
#include "engine/world/managed_policies.h"

namespace remora::wire {

namespace {

constexpr std::string_view kVariable = "${{";
constexpr std::string_view kEscaped = "${{ dollar_brace }}{";

}  // namespace

std::string FactWriter::escaped(std::string_view text) {
  std::string out;
  for (std::size_t at = text.find(kVariable); at != std::string_view::npos;
       at = text.find(kVariable)) {
    out.append(text.substr(0, at)).append(kEscaped);
    text.remove_prefix(at + kVariable.size());
    escapes_ = true;
  }
  return out.append(text);
}

std::string FactWriter::spelled(std::string_view text) {
  std::string plain = escaped(text);
  return has_symbol(plain) ? input::with_symbol_expressions(plain).value_or(readable(plain))
                           : plain;
}

void FactWriter::document(const CompiledPolicyPtr& one) {
  const std::string text = policy_text(one);
  // JSON may write the signs of `${{` in other words, which only a text keeps.
  const bool odd = text.find("\\u0024") != std::string_view::npos ||
                   text.find("\\u007") != std::string_view::npos;
  exact_ || odd ? writer_.string(escaped(text)) : writer_.raw(escaped(text));
}

void FactWriter::policy(const CompiledPolicyPtr& one) {
  if (one->is_unread()) {
    unknown(one->why());
    return;
  }
  const std::string& arn = one->document()->arn;
  if (!arn.empty() && world::find_managed_policy(arn)) {
    writer_.string(arn);
  } else if (!arn.empty()) {
    writer_.begin_object().member("arn", spelled(arn)).key("document");
    document(one);
    writer_.end_object();
  } else {
    document(one);
  }
}

void FactWriter::policies(std::string_view name, const PolicyGroup& group) {
  if (group.empty()) {
    return;
  }
  writer_.key(name).begin_array();
  for (const CompiledPolicyPtr& one : group) {
    policy(one);
  }
  writer_.end_array();
}

}  // namespace remora::wire
