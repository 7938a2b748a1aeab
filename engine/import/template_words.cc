#include "engine/import/template_words.h"

#include <memory>

#include "engine/json/read.h"
#include "engine/json/writer.h"

namespace remora::imports {

namespace {

void replace_every(std::string& text, std::string_view old, std::string_view now) {
  for (std::size_t at = text.find(old); at != std::string::npos;
       at = text.find(old, at + now.size())) {
    text.replace(at, old.size(), now);
  }
}

class Words {
 public:
  Words(std::string_view text, const StackPlace& stack)
      : account_(text.find(stack.account) == std::string_view::npos ? stack.account : ""),
        region_(text.find(":" + stack.region + ":") == std::string_view::npos ? stack.region : ""),
        partition_(text.find("AWS::Partition") != std::string_view::npos) {}

  // As deep as the reader.
  // NOLINTNEXTLINE(misc-no-recursion)
  void write(const json::Value& value, json::Writer& writer) const {
    if (value.is_object()) {
      writer.begin_object();
      for (const json::Member& member : value.members()) {
        writer.key(member.key.text());
        write(member.value, writer);
      }
      writer.end_object();
    } else if (value.is_array()) {
      writer.begin_array();
      for (const json::Value& element : value.elements()) {
        write(element, writer);
      }
      writer.end_array();
    } else if (const std::string made = value.is_string() ? substituted(value.text()) : "";
               !made.empty()) {
      writer.begin_object().member("Fn::Sub", made).end_object();
    } else {
      writer.value(value);
    }
  }

 private:
  /// What `Fn::Sub` takes for the text; empty if it holds nothing of the stack's.
  [[nodiscard]] std::string substituted(std::string_view text) const {
    const bool of_account = !account_.empty() && text.find(account_) != std::string_view::npos;
    // Elsewhere than in an ARN a Region may be part of a name.
    const bool of_region = !region_.empty() && text.starts_with("arn:") &&
                           text.find(":" + region_ + ":") != std::string_view::npos;
    if (!of_account && !of_region) {
      return {};
    }
    std::string made(text);
    replace_every(made, "${", "${!");
    if (of_account) {
      replace_every(made, account_, "${AWS::AccountId}");
    }
    if (of_region) {
      replace_every(made, ":" + region_ + ":", ":${AWS::Region}:");
    }
    if (const std::size_t end = made.find(':', 4);
        partition_ && made.starts_with("arn:") && end != std::string::npos) {
      made.replace(4, end - 4, "${AWS::Partition}");
    }
    return made;
  }

  std::string account_;  // empty: the template writes it out itself
  std::string region_;
  bool partition_;
};

}  // namespace

std::string in_words_of_template(std::string_view text,
                                 const StackPlace& stack,
                                 const std::string& json) {
  const auto value = json::read_json(std::make_shared<const SourceText>("value", json));
  if (!value) {
    return json;
  }
  json::Writer writer(json::Writer::Style::Indented);
  Words(text, stack).write((*value)->root(), writer);
  return writer.take();
}

}  // namespace remora::imports
