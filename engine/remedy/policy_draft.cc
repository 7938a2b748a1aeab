#include "engine/remedy/policy_draft.h"

#include <algorithm>
#include <span>
#include <utility>

#include "engine/aws/arn.h"
#include "engine/edit/json_pointer.h"
#include "engine/json/read.h"
#include "engine/json/writer.h"
#include "engine/policy/parse.h"

namespace remora::remedy {

namespace {

using edit::Change;
using edit::Operation;

json::DocumentPtr read(std::string text, const std::string& name = "changed policy") {
  auto read = json::read_json(std::make_shared<const SourceText>(name, std::move(text)));
  return read ? *std::move(read) : nullptr;
}

std::string text_of(const json::Value& value) {
  return json::Writer(json::Writer::Style::Compact).value(value).take();
}

/// A document that is changed step by step, with the steps kept.
class Evolution {
 public:
  explicit Evolution(json::DocumentPtr document) : document_(std::move(document)) {}

  bool make(Change change) {
    auto text = edit::apply(document_, std::span(&change, 1));
    auto read = text ? json::read_json(*text) : Result<json::DocumentPtr>(fail(text.error()));
    if (!read) {
      return false;
    }
    document_ = *std::move(read);
    changes_.push_back(std::move(change));
    return true;
  }

  bool set(const std::string& statement, const ElementChange& element) {
    const std::string pointer = statement + element.pointer;
    const auto old = find(pointer);
    if (!element.value) {
      return old && take_out(statement, pointer);
    }
    if (!old) {
      return put_in(statement, pointer, *element.value);
    }
    const json::DocumentPtr value = read(*element.value);
    if (value == nullptr) {
      return false;
    }
    if (old->is_array() && value->root().is_array()) {
      return set_elements(pointer, old->elements(), value->root().elements(), *element.value);
    }
    return make({Operation::Replace, pointer, *element.value});
  }

  [[nodiscard]] std::optional<json::Value> find(std::string_view pointer) const {
    return edit::find_value(document_->root(), pointer);
  }

  [[nodiscard]] const json::DocumentPtr& document() const { return document_; }

  [[nodiscard]] std::vector<Change> take_changes() { return std::exchange(changes_, {}); }

 private:
  /// What did not change in an array stays untouched in the text.
  bool set_elements(const std::string& pointer,
                    const std::vector<json::Value>& old,
                    const std::vector<json::Value>& now,
                    const std::string& whole) {
    if (now.size() < old.size()) {
      return make({Operation::Replace, pointer, whole});
    }
    std::vector<Change> wanted;
    for (std::size_t i = 0; i < now.size(); ++i) {
      std::string text = text_of(now[i]);
      if (i >= old.size()) {
        wanted.push_back({Operation::Add, pointer + "/-", std::move(text)});
      } else if (text != text_of(old[i])) {
        wanted.push_back({Operation::Replace, pointer + "/" + std::to_string(i), std::move(text)});
      }
    }
    return std::all_of(
        wanted.begin(), wanted.end(), [this](Change& change) { return make(std::move(change)); });
  }

  /// Adds a part with those that it stands in.
  bool put_in(const std::string& statement, std::string pointer, std::string value) {
    while (true) {
      const auto parts = edit::split_pointer(pointer);
      if (!parts || pointer.size() <= statement.size()) {
        return false;
      }
      if (find(parts->parent)) {
        return make({Operation::Add, pointer, std::move(value)});
      }
      value.insert(0, "{" + json::quoted(parts->step) + ": ").append("}");
      pointer = std::string(parts->parent);
    }
  }

  /// Takes a part out, and with it what would be left empty.
  bool take_out(const std::string& statement, std::string pointer) {
    while (true) {
      const auto parts = edit::split_pointer(pointer);
      const auto parent = parts ? find(parts->parent) : std::nullopt;
      if (!parent) {
        return false;
      }
      if (parent->elements().size() + parent->members().size() > 1 ||
          parts->parent.size() <= statement.size()) {
        return make({Operation::Remove, pointer, {}});
      }
      pointer = std::string(parts->parent);
    }
  }

  json::DocumentPtr document_;
  std::vector<Change> changes_;
};

std::string pointer_of_statement(const json::Value& policy, std::size_t index) {
  const auto statements = policy.find("Statement");
  return statements && statements->is_array() ? "/Statement/" + std::to_string(index)
                                              : "/Statement";
}

bool add_statement(Evolution& policy, const std::string& statement) {
  const auto existing = policy.find("/Statement");
  if (!existing) {
    return policy.make({Operation::Add, "/Statement", "[" + statement + "]"});
  }
  if (existing->is_array()) {
    return policy.make({Operation::Add, "/Statement/-", statement});
  }
  return policy.make(
      {Operation::Replace, "/Statement", "[" + text_of(*existing) + ", " + statement + "]"});
}

std::string new_policy(const std::vector<std::string>& statements,
                       std::span<const PolicyEdit> edits,
                       json::Writer::Style style) {
  json::Writer writer(style);
  writer.begin_object().member("Version", "2012-10-17").key("Statement").begin_array();
  for (const std::string& statement : statements) {
    writer.raw(statement);
  }
  for (const PolicyEdit& edit : edits) {
    writer.raw(edit.json);
  }
  return writer.end_array().end_object().take();
}

/// What the account of a key may do with it. Source: AWS KMS Developer Guide, "Default key policy".
std::string account_statement(const std::string& key) {
  const auto arn = Arn::parse(key);
  json::Writer writer(json::Writer::Style::Indented);
  writer.begin_object().member("Sid", "Enable IAM User Permissions").member("Effect", "Allow");
  writer.key("Principal").begin_object();
  writer.member("AWS",
                "arn:" + std::string(arn ? arn->partition : "aws") +
                    ":iam::" + std::string(arn ? arn->account : "") + ":root");
  writer.end_object().member("Action", "kms:*").member("Resource", "*");
  return writer.end_object().take();
}

}  // namespace

PolicyDraft::PolicyDraft(PolicySlot slot, CompiledPolicyPtr base)
    : slot_(std::move(slot)), base_(std::move(base)) {
  if (base_ == nullptr) {
    if (slot_.type == PolicyType::Key) {
      statements_.push_back(account_statement(slot_.owner));
    }
    return;
  }
  const PolicyDocument& policy = *base_->document();
  const json::Value value = policy.value.value_or(policy.json->root());
  if (policy.json->yaml()) {
    document_ = read(text_of(value), policy.source()->name());
  } else {
    document_ = read(std::string(policy.source()->slice(value.span())), policy.source()->name());
  }
  // A policy with variables filled in does not stand anywhere as it is.
  if (document_ == nullptr || text_of(document_->root()) != text_of(value)) {
    document_ = read(text_of(value), policy.source()->name());
  }
  if (const auto statements = value.find("Statement")) {
    if (statements->is_object()) {
      statements_.push_back(text_of(*statements));
    }
    for (const json::Value& statement : statements->elements()) {
      statements_.push_back(text_of(statement));
    }
  }
}

void PolicyDraft::add(PolicyEdit edit) {
  edit.adds = true;
  edits_.push_back(std::move(edit));
}

/// A statement that an edit added is written as it should have been at once.
bool PolicyDraft::correct_added(std::size_t index, const std::vector<ElementChange>& elements) {
  for (PolicyEdit& edit : edits_) {
    std::string& added = edit.adds ? edit.json : edit.also;
    if (added.empty() || index-- != 0) {
      continue;
    }
    Evolution statement(read(added));
    const bool made =
        std::all_of(elements.begin(), elements.end(), [&](const ElementChange& element) {
          return statement.set("", element);
        });
    if (made) {
      added = statement.document()->source()->text();
    }
    return made;
  }
  return false;
}

bool PolicyDraft::correct(PolicyEdit edit) {
  edit.adds = false;
  if (edit.statement >= statements_.size()) {
    return correct_added(edit.statement - statements_.size(), edit.elements);
  }
  // Of two corrections of one part, the later knows of the earlier and holds both.
  for (PolicyEdit& before : edits_) {
    if (before.adds || before.statement != edit.statement) {
      continue;
    }
    for (ElementChange& old : before.elements) {
      const auto same =
          std::find_if(edit.elements.begin(), edit.elements.end(), [&](const ElementChange& one) {
            return one.pointer == old.pointer;
          });
      if (same != edit.elements.end()) {
        old.value = same->value;
        edit.elements.erase(same);
      }
    }
    if (edit.elements.empty() && before.also.empty()) {
      before.also = edit.also;
      before.what += "; " + edit.what;
      return true;
    }
  }
  edits_.push_back(std::move(edit));
  return true;
}

void PolicyDraft::leave_out(std::size_t edit) {
  edits_.erase(edits_.begin() + static_cast<std::ptrdiff_t>(edit));
}

void PolicyDraft::note_remarks(const PolicyEdit& edit) {
  edits_.back().documented = edit.documented;
  edits_.back().remark = edit.remark;
  edits_.back().audience = edit.audience;
}

void PolicyDraft::note_delivery(std::size_t delivery) {
  for (PolicyEdit& edit : edits_) {
    edit.delivery = edit.delivery.value_or(delivery);
  }
}

std::optional<PolicyDraft::Build> PolicyDraft::build() const {
  Build build;
  build.changes.resize(edits_.size());
  if (base_ == nullptr) {
    build.document = read(new_policy(statements_, edits_, json::Writer::Style::Compact));
    return build.document == nullptr ? std::nullopt : std::optional(std::move(build));
  }
  Evolution policy(document_);
  if (document_ == nullptr) {
    return std::nullopt;
  }
  // Corrections first: they count the statements of the policy as it was.
  for (const bool adds : {false, true}) {
    for (std::size_t i = 0; i < edits_.size(); ++i) {
      const PolicyEdit& one = edits_[i];
      if (const std::string& added = one.adds ? one.json : one.also; adds && !added.empty()) {
        if (!add_statement(policy, added)) {
          return std::nullopt;
        }
        auto changes = policy.take_changes();
        std::move(changes.begin(), changes.end(), std::back_inserter(build.changes[i]));
      }
      if (one.adds || adds) {
        continue;
      }
      const std::string statement = pointer_of_statement(policy.document()->root(), one.statement);
      for (const ElementChange& element : one.elements) {
        if (!policy.set(statement, element)) {
          return std::nullopt;
        }
      }
      build.changes[i] = policy.take_changes();
    }
  }
  build.document = policy.document();
  return build;
}

std::string PolicyDraft::opening() const {
  return new_policy(statements_, std::span(edits_).first(1), json::Writer::Style::Indented);
}

std::string PolicyDraft::text() const {
  std::vector<std::string> statements = statements_;
  for (const PolicyEdit& edit : edits_) {
    if (const std::string& added = edit.adds ? edit.json : edit.also; !added.empty()) {
      statements.push_back(added);
    }
    if (edit.adds) {
      continue;
    }
    Evolution statement(read(statements[edit.statement]));
    for (const ElementChange& element : edit.elements) {
      if (!statement.set("", element)) {
        return {};
      }
    }
    statements[edit.statement] = statement.document()->source()->text();
  }
  const auto version =
      base_ == nullptr ? std::optional<PolicyText>() : base_->document()->version_text;
  std::string text = "{";
  if (base_ == nullptr || version) {
    text += R"("Version": )" + json::quoted(version ? version->text : "2012-10-17") + ",\n";
  }
  text += R"("Statement": [)";
  for (std::size_t i = 0; i < statements.size(); ++i) {
    text += (i == 0 ? "" : ",\n") + statements[i];
  }
  return text + "]}";
}

CompiledPolicyPtr PolicyDraft::compile() const {
  if (edits_.empty()) {
    return base_;
  }
  const std::string whole = text();
  auto parsed =
      whole.empty()
          ? Result<PolicyPtr>(fail({}))
          : parse_policy(std::make_shared<const SourceText>("changed policy", whole), slot_.type);
  return parsed ? remora::compile(*std::move(parsed)) : nullptr;
}

}  // namespace remora::remedy
