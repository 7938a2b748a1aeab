#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// The little XML that S3 and the query protocol need. No document types, no entities but XML's own
/// five, so that nothing can grow or be fetched.
namespace remora::wire {

/// `<name>text</name>`, with the text escaped.
std::string xml_element(std::string_view name, std::string_view text);

struct XmlElement {
  std::string name;  // without its namespace prefix
  std::string text;  // directly in it
  std::vector<XmlElement> children;

  /// The first child of that name, or null.
  [[nodiscard]] const XmlElement* child(std::string_view name) const;
  /// The text of the element down that path, empty if it is not there: `Rule`, `ObjectOwnership`.
  [[nodiscard]] std::string_view text_of(std::initializer_list<std::string_view> path) const;
};

/// The root element. Nothing for a text that is malformed, has a document type, or nests deeper
/// than any request does.
std::optional<XmlElement> read_xml(std::string_view text);

}  // namespace remora::wire
