#include "engine/import/terraform_policy_document.h"

#include <algorithm>
#include <array>
#include <set>
#include <utility>

#include "engine/base/symbol.h"
#include "engine/base/words.h"
#include "engine/json/embedded_text.h"
#include "engine/json/read.h"

namespace remora::imports::terraform {

namespace {

using json::Value;

constexpr int kMostDocuments = 16;  // one inside of another

/// `&{aws:username}` stands for the policy variable, which Terraform would take for its own.
std::string with_variables(std::string_view text) {
  std::string written(text);
  for (std::size_t at = written.find("&{"); at != std::string::npos; at = written.find("&{", at)) {
    written[at] = '$';
  }
  return written;
}

class DocumentReader {
 public:
  DocumentReader(const Texts& texts, const Options& options, Snapshot& snapshot)
      : texts_(texts), options_(options), snapshot_(snapshot) {}

  // Documents that refer to each other end with kMostDocuments.
  std::optional<Part> read(const Resource& data, int depth) {  // NOLINT(misc-no-recursion)
    Part statements = Part::list(data.place);
    if (depth > kMostDocuments ||
        !add_documents(data, "source_policy_documents", statements, depth, /*replace=*/false) ||
        !add_documents(data, "source_json", statements, depth, /*replace=*/false)) {
      return std::nullopt;
    }
    const Property blocks = data.property("statement");
    const auto& written = blocks.expression();
    aligned_ = written && written->elements().size() == blocks.size();
    lost_ = lost_ || blocks.is_unknown();
    std::vector<Part> own;
    for (std::size_t i = 0; !lost_ && i < blocks.size(); ++i) {
      lost_ = blocks.element(i).is_unknown();
      own.push_back(statement(data, blocks.element(i), i));
    }
    // As the provider merges them: `mergedDoc.Merge(doc)`, "overwriting any existing Sids".
    add_statements(own, statements, /*replace=*/true);
    if (lost_ ||
        !add_documents(data, "override_policy_documents", statements, depth, /*replace=*/true) ||
        !add_documents(data, "override_json", statements, depth, /*replace=*/true)) {
      return std::nullopt;
    }
    const std::string version = data.property("version").text().value_or("2012-10-17");
    return Part::object(data.place)
        .set("Version", Part::string(version, data.place))
        .set("Statement", std::move(statements));
  }

 private:
  /// Puts the statements of other documents in: behind those there are, or in the place of those
  /// of the same Sid. False if one of them is not known.
  bool add_documents(const Resource& data,  // NOLINT(misc-no-recursion)
                     std::string_view attribute,
                     Part& statements,
                     int depth,
                     bool replace) {
    const Property list = data.property(attribute);
    if (list.value() && list.value()->is_string()) {
      return add_text(*list.value(), statements, replace);
    }
    std::vector<const Resource*> referred;
    if (list.expression()) {
      const Standpoint from = standpoint_of(data);
      for (const Address& target : follow(texts_.plan(), *list.expression(), from).targets) {
        const auto found = find_resources(texts_.plan(), target, from);
        referred.push_back(found.size() == 1 ? found[0] : nullptr);
      }
    }
    const bool whole = list.is_unknown();
    const std::size_t size = whole ? referred.size() : list.size();
    for (std::size_t i = 0; i < size; ++i) {
      const Property one = list.element(i);
      if (!whole && one.value()) {
        if (!add_text(*one.value(), statements, replace)) {
          return false;
        }
        continue;
      }
      // Which document it is, its place among the references says.
      const Resource* const inner = referred.size() == size ? referred[i] : nullptr;
      if (inner == nullptr || inner->type != "aws_iam_policy_document") {
        return false;
      }
      if (const auto text = inner->property("json").value()) {
        if (!add_text(*text, statements, replace)) {
          return false;
        }
        continue;
      }
      const auto document = read(*inner, depth + 1);
      if (!document) {
        return false;
      }
      add_statements(document->find("Statement")->children, statements, replace);
    }
    return !whole || size > 0;
  }

  static bool add_text(const Value& text, Part& statements, bool replace) {
    if (text.text().empty()) {
      return true;
    }
    const SourcePtr source = json::embedded_document(text);
    if (source == nullptr) {
      return false;
    }
    const auto document = json::read(source);
    const auto list = document ? (*document)->root().find("Statement") : std::nullopt;
    if (!list) {
      return false;
    }
    std::vector<Part> parts;
    for (const Value& one : list->is_array() ? list->elements() : std::vector<Value>{*list}) {
      parts.push_back(Part::copy(one));
    }
    add_statements(parts, statements, replace);
    return true;
  }

  static void add_statements(const std::vector<Part>& more, Part& statements, bool replace) {
    for (const Part& one : more) {
      const Part* const sid = one.find("Sid");
      const auto same = std::find_if(
          statements.children.begin(), statements.children.end(), [&](const Part& other) {
            const Part* const has = other.find("Sid");
            return replace && sid != nullptr && !sid->text.empty() && has != nullptr &&
                   has->text == sid->text;
          });
      if (same != statements.children.end()) {
        *same = one;
      } else {
        statements.append(one);
      }
    }
  }

  Part statement(const Resource& data, const Property& block, std::size_t index) {
    const Place place = block.value() ? block.value()->place() : data.place;
    Part made = Part::object(place);
    if (const auto sid = block.member("sid").text()) {
      made.set("Sid", Part::string(*sid, block.member("sid").value()->place()));
    }
    const Property effect = block.member("effect");
    lost_ = lost_ || effect.is_unknown();
    made.set("Effect", Part::string(effect.text().value_or("Allow"), place));
    for (const auto& [attribute, element] :
         {std::pair("principals", "Principal"), std::pair("not_principals", "NotPrincipal")}) {
      if (auto found = principals(block.member(attribute), place)) {
        made.set(element, *std::move(found));
      }
    }
    for (const auto& [attribute, element] : {std::pair("actions", "Action"),
                                             std::pair("not_actions", "NotAction"),
                                             std::pair("resources", "Resource"),
                                             std::pair("not_resources", "NotResource")}) {
      const Property list = block.member(attribute);
      if (list.is_unknown() || list.size() > 0) {
        const bool resources = std::string_view(attribute).ends_with("resources");
        made.set(element,
                 texts(data, list, element + (" " + std::to_string(index + 1)), resources));
      }
    }
    if (auto found = conditions(data, block.member("condition"), place)) {
      made.set("Condition", *std::move(found));
    }
    return made;
  }

  /// A list of texts, of which what is not known is an unknown text of that name.
  Part texts(const Resource& data, const Property& list, const std::string& name, bool resources) {
    const Place place = list.value() ? list.value()->place() : data.place;
    if (fixture::Steps names = aligned_ ? names_in(list) : fixture::Steps(); !names.empty()) {
      snapshot_.derive({place, data.name, std::move(names)});
    }
    Part made = Part::list(place);
    bool unknown = list.is_unknown();
    for (std::size_t i = 0; !list.is_unknown() && i < list.size(); ++i) {
      const Property one = list.element(i);
      if (one.value()) {
        made.append(Part::string(with_variables(one.value()->text()), one.value()->place()));
        continue;
      }
      unknown = true;
    }
    if (unknown && resources && options_.assume_references) {
      const std::string arn = only_bucket(data, list);
      if (!arn.empty()) {
        snapshot_.assume("the resources of " + data.name + " that are not known yet are " + arn +
                             " and its objects, as --assume-references has it",
                         "");
        return made.append(Part::string(arn, place)).append(Part::string(arn + "/*", place));
      }
    }
    if (unknown) {
      made.append(Part::string(make_unknown(name + " of " + data.name), place));
    }
    return made;
  }

  /// The ARN of the bucket that is all that the list refers to; empty if it is not.
  std::string only_bucket(const Resource& data, const Property& list) {
    if (!list.expression() || !aligned_) {
      return {};
    }
    const Standpoint from = standpoint_of(data);
    std::set<std::string> arns;
    for (const Address& target : follow(texts_.plan(), *list.expression(), from).targets) {
      if (target.type() == "aws_s3_bucket") {
        for (const Resource* one : find_resources(texts_.plan(), target, from)) {
          const Text arn = texts_.text(*one, "arn");
          arns.insert(arn.is_given() ? arn.text : std::string());
        }
      }
    }
    return arns.size() == 1 ? *arns.begin() : std::string();
  }

  std::optional<Part> principals(const Property& blocks, const Place& place) {
    lost_ = lost_ || blocks.is_unknown();
    Part made = Part::object(place);
    for (std::size_t i = 0; !lost_ && i < blocks.size(); ++i) {
      const Property block = blocks.element(i);
      const std::string type = block.member("type").text().value_or("");
      lost_ = lost_ || type.empty();
      const Property ids = block.member("identifiers");
      Part list = Part::list(place);
      for (std::size_t k = 0; k < ids.size(); ++k) {
        const auto id = ids.element(k).value();
        list.append(id ? Part::string(with_variables(id->text()), id->place())
                       : Part::string(make_unknown("principal"), place));
      }
      if (ids.is_unknown()) {
        list.append(Part::string(make_unknown("principal"), place));
      }
      if (type == "*") {
        return Part::string("*", place);
      }
      Part& same = made.member(type, place);
      same.kind = json::Kind::Array;
      for (Part& id : list.children) {
        same.append(std::move(id));
      }
    }
    return made.children.empty() ? std::nullopt : std::optional(std::move(made));
  }

  std::optional<Part> conditions(const Resource& data, const Property& blocks, const Place& place) {
    Part made = Part::object(place);
    lost_ = lost_ || blocks.is_unknown();
    for (std::size_t i = 0; !lost_ && i < blocks.size(); ++i) {
      const Property block = blocks.element(i);
      const auto test = block.member("test").text();
      const auto variable = block.member("variable").text();
      lost_ = lost_ || !test || !variable;
      if (lost_) {
        break;
      }
      Part& keys = made.member(*test, place);
      keys.kind = json::Kind::Object;
      Part& values = keys.member(*variable, place);
      values.kind = json::Kind::Array;
      for (Part& value : texts(data, block.member("values"), *variable, false).children) {
        values.append(std::move(value));
      }
    }
    return made.children.empty() ? std::nullopt : std::optional(std::move(made));
  }

  const Texts& texts_;
  const Options& options_;
  Snapshot& snapshot_;
  bool aligned_ = true;  // whether the configuration has a block for each statement
  bool lost_ = false;    // something is not known that no unknown text can stand for
};

}  // namespace

std::optional<Part> policy_document(const Resource& data,
                                    const Texts& texts,
                                    const Options& options,
                                    Snapshot& snapshot) {
  return DocumentReader(texts, options, snapshot).read(data, 0);
}

}  // namespace remora::imports::terraform
