#include "engine/admission/open_texts.h"

#include "engine/aws/arn.h"
#include "engine/base/symbol.h"
#include "engine/condition/operator.h"

namespace remora::admission {

namespace {

/// An ARN of which only names are open: its partition and service are known.
bool is_sound_arn(std::string_view text) {
  const auto arn = Arn::parse(text);
  return arn && !has_symbol(arn->partition) && !has_symbol(arn->service);
}

bool compares_text(OperandType type) {
  return type == OperandType::String || type == OperandType::StringIgnoringCase ||
         type == OperandType::StringPattern;
}

class Collector {
 public:
  std::vector<OpenText> run(const PolicyDocument& policy) {
    for (const Statement& statement : policy.statements) {
      if (statement.sid) {
        add_if_symbol(*statement.sid, "a Sid");
      }
      for (const PrincipalEntry& entry : statement.principal.entries) {
        add_unless_arn(entry.value, "a principal");
      }
      for (const PolicyText& action : statement.action.values) {
        add_if_symbol(action, "an action");
      }
      for (const PolicyText& resource : statement.resource.values) {
        add_unless_arn(resource, "an ARN");
      }
      for (const ConditionEntry& entry : statement.conditions) {
        collect(entry);
      }
    }
    return std::move(found_);
  }

 private:
  void collect(const ConditionEntry& entry) {
    add_if_symbol(entry.operator_name, "a condition operator");
    add_if_symbol(entry.key, "a condition key");
    const auto op = ConditionOperator::parse(entry.operator_name.text);
    for (const PolicyText& value : entry.values) {
      if (op && op->operand == OperandType::Arn) {
        add_unless_arn(value, "an ARN");
      } else if (!op || !compares_text(op->operand)) {
        add_if_symbol(value, "what its operator compares");
      }
    }
  }

  void add_if_symbol(const PolicyText& text, std::string_view wanted) {
    if (has_symbol(text.text)) {
      found_.push_back({&text, wanted});
    }
  }

  void add_unless_arn(const PolicyText& text, std::string_view wanted) {
    if (!is_sound_arn(text.text)) {
      add_if_symbol(text, wanted);
    }
  }

  std::vector<OpenText> found_;
};

}  // namespace

std::vector<OpenText> open_texts(const PolicyDocument& policy) {
  return Collector().run(policy);
}

}  // namespace remora::admission
